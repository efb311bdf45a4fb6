/** Words that a typo may have turned into another: the closest first. */
export interface Vocabulary {
  near(word: string): readonly { readonly word: string; readonly distance: number }[];
}

const nearAtMost = 24;

export function openVocabulary(words: readonly string[]): Vocabulary {
  const masks = Uint32Array.from(words, maskOf);
  return {
    near(word) {
      const allowed = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
      if (allowed === 0) return [];
      const mask = maskOf(word);
      const found: { word: string; distance: number }[] = [];
      for (const [at, candidate] of words.entries()) {
        if (Math.abs(candidate.length - word.length) > allowed) continue;
        // A changed letter changes two bits at most.
        if (bitsOf((masks[at] ?? 0) ^ mask) > 2 * allowed) continue;
        const distance = editDistance(word, candidate, allowed);
        if (distance <= allowed) found.push({ word: candidate, distance });
      }
      return found.toSorted((a, b) => a.distance - b.distance).slice(0, nearAtMost);
    },
  };
}

function maskOf(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask >>> 0;
}

function bitsOf(mask: number): number {
  let bits = mask;
  let count = 0;
  while (bits !== 0) {
    bits &= bits - 1;
    count++;
  }
  return count;
}

/** Letters to change, leave out, put in or swap with the next one; more than `limit` where it is more. */
export function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let at = 1; at <= b.length; at++) {
      const same = a[row - 1] === b[at - 1] ? 0 : 1;
      let cost = Math.min((above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same);
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        cost = Math.min(cost, (before[at - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
