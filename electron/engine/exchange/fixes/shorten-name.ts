import { characterCount } from '../../../../shared/oneroster/limits.ts';

const ellipsis = '…';
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A name of at most `limit` characters that begins and ends as the long one does, since “part 1” and “part 2” often differ there alone.
 * Where that is taken a number follows. What a reader sees as one character is never split.
 */
export function shortenName(name: string, limit: number, isTaken: (short: string) => boolean): string {
  const parts = Array.from(graphemes.segment(name.trim()), ({ segment }) => segment);
  for (let number = 1; ; number++) {
    const mark = number === 1 ? '' : ` ${String(number)}`;
    const room = limit - characterCount(ellipsis) - characterCount(mark);
    const end = fitting(parts.toReversed(), Math.floor(room / 3))
      .toReversed()
      .join('')
      .trimStart();
    const begin = fitting(parts, room - characterCount(end))
      .join('')
      .trimEnd();
    const short = `${begin}${ellipsis}${end}${mark}`;
    if (!isTaken(short)) return short;
  }
}

/** As many parts from the beginning as have no more than so many characters. */
function fitting(parts: readonly string[], characters: number): readonly string[] {
  let left = characters;
  const end = parts.findIndex((part) => (left -= characterCount(part)) < 0);
  return end === -1 ? parts : parts.slice(0, end);
}
