import { describe, expect, it } from 'vitest';
import {
  categoryTitleLimit,
  characterCount,
  foldName,
  lineItemTitleLimit,
} from '../../../../shared/oneroster/limits.ts';

describe('limits', () => {
  it('counts characters as a reader does, not UTF-16 units or bytes (S4)', () => {
    expect(characterCount('a'.repeat(50))).toBe(lineItemTitleLimit);
    expect(characterCount('😀'.repeat(50))).toBe(lineItemTitleLimit);
    expect(characterCount('Ä'.repeat(30))).toBe(categoryTitleLimit);
    expect(characterCount('')).toBe(0);
  });

  it('takes two names for one where only case, spaces or the writing of accents differ (S12)', () => {
    expect(foldName('  Home   Work ')).toBe(foldName('home work'));
    expect(foldName('É')).toBe(foldName('e\u0301'));
    expect(foldName('Quiz')).not.toBe(foldName('Quizz'));
  });
});
