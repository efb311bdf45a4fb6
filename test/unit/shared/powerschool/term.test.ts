import { describe, expect, it } from 'vitest';
import {
  categoryTermId,
  schoolYearOf,
  startYearOf,
  yearIdOfSchoolYear,
  yearIdOfStartYear,
  yearIdOfTerm,
  yearTermId,
} from '../../../../shared/powerschool/term.ts';

describe('term arithmetic', () => {
  it('reads 3200 as the year term of 2022–23 (S11)', () => {
    expect(yearIdOfTerm(3200)).toBe(32);
    expect(startYearOf(32)).toBe(2022);
    expect(schoolYearOf(32)).toBe(2023);
  });

  it('computes TermID from the year and falls back to 3200 only where the year is unknown (S11)', () => {
    expect(categoryTermId(36)).toBe(3600);
    expect(categoryTermId(null)).toBe(3200);
  });

  it('knows the year of a dropped enrollment by its negative term', () => {
    expect(yearIdOfTerm(-3601)).toBe(36);
  });

  it.each([30, 32, 36, 40])('goes from year %i to its names and back', (yearId) => {
    expect(yearIdOfStartYear(startYearOf(yearId))).toBe(yearId);
    expect(yearIdOfSchoolYear(schoolYearOf(yearId))).toBe(yearId);
    expect(yearIdOfTerm(yearTermId(yearId))).toBe(yearId);
  });
});
