import { describe, expect, it } from 'vitest';
import { readScoreType, scoreTypes } from '../../../../shared/powerschool/score-type.ts';

describe('readScoreType', () => {
  it.each(scoreTypes)('takes %s as it is (S2, S5)', (scoreType) => {
    expect(readScoreType(scoreType)).toEqual({ kind: 'valid', scoreType });
  });

  it.each([null, undefined, ''])('takes %j for GRADESCALE (S7)', (nothing) => {
    expect(readScoreType(nothing)).toEqual({ kind: 'valid', scoreType: 'GRADESCALE' });
  });

  it.each(['points', 'Points', ' POINTS'])('does not take %j for POINTS, but says what was meant (S6)', (given) => {
    expect(readScoreType(given)).toEqual({ kind: 'wrongCase', given, meant: 'POINTS' });
  });

  it('says that it does not know a word', () => {
    expect(readScoreType('STARS')).toEqual({ kind: 'unknown', given: 'STARS' });
  });
});
