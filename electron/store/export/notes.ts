/** What a format could not hold, counted by file and reason. Reasons name attributes, never their values. */
export interface Notes {
  add(file: string, reason: string, times?: number): void;
  /** One sentence per file and reason, in the order in which they were first met. */
  sentences(): readonly string[];
}

export function openNotes(): Notes {
  const counts = new Map<string, { readonly file: string; readonly reason: string; count: number }>();
  return {
    add(file, reason, times = 1) {
      const key = `${file}\n${reason}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { file, reason, count: times });
      else known.count += times;
    },
    sentences: () => [...counts.values()].map(({ file, reason, count }) => `${file}: ${count} × ${reason}.`),
  };
}
