/** What a format could not hold, counted by file and reason. Reasons name attributes, never their values. */
export interface Notes {
  add(file: string, reason: string): void;
  /** One sentence per file and reason, in the order in which they were first met. */
  sentences(): readonly string[];
}

export function openNotes(): Notes {
  const counts = new Map<string, { readonly file: string; readonly reason: string; count: number }>();
  return {
    add(file, reason) {
      const key = `${file}\n${reason}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { file, reason, count: 1 });
      else known.count += 1;
    },
    sentences: () => [...counts.values()].map(({ file, reason, count }) => `${file}: ${count} × ${reason}.`),
  };
}
