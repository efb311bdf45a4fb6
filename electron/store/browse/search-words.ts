/** The words of a folded text, each once. Where a script writes without spaces, also what begins inside a word. */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  for (const word of splitWords(text)) {
    words.add(word);
    if (!isUnspaced.test(word)) continue;
    const letters = Array.from(word).slice(0, longest);
    for (let at = 1; at < letters.length; at++) words.add(letters.slice(at).join(''));
  }
  return [...words];
}

/** The words as they stand, in order. */
export const splitWords = (text: string): readonly string[] =>
  text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');

export const isUnspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const longest = 16;
