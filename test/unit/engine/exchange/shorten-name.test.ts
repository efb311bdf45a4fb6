import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenName } from '../../../../electron/engine/exchange/fixes/shorten-name.ts';
import { characterCount } from '../../../../shared/oneroster/limits.ts';

const free = (): boolean => false;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemes = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

describe('a shortened name', () => {
  it('keeps how it begins and how it ends', () => {
    expect(shortenName('Vocabulary and reading for the third week of term', 30, free)).toBe(
      'Vocabulary and readi…k of term',
    );
  });

  it('is within the limit, and made of whole characters of the long one, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 31, maxLength: 120 }), (name) => {
        fc.pre(characterCount(name.trim()) > 30);
        const short = shortenName(name, 30, free);
        expect(characterCount(short)).toBeLessThanOrEqual(30);
        const whole = new Set(graphemes(name.trim()));
        const [begin = '', end = ''] = short.split('…');
        if (name.includes('…')) return;
        for (const part of [...graphemes(begin), ...graphemes(end)]) expect(whole).toContain(part);
      }),
    );
  });

  it('does not split what a reader sees as one character', () => {
    const family = '👨‍👩‍👧‍👦';
    const short = shortenName(family.repeat(10), 30, free);
    expect(short.replaceAll(family, '')).toBe('…');
  });

  it('is unlike those that are there', () => {
    const taken = new Set<string>();
    for (let time = 0; time < 12; time++) {
      taken.add(shortenName('One and the same name, much too long for a category', 30, (short) => taken.has(short)));
    }
    expect(taken.size).toBe(12);
    expect([...taken].every((name) => characterCount(name) <= 30)).toBe(true);
  });
});
