import { startYearOf, yearIdOfStartYear, yearTermId } from '../../../shared/powerschool/term.ts';

/** A row of TERMS without its school. Days are `YYYY-MM-DD`, the last one included. */
export interface Term {
  readonly id: number;
  readonly yearId: number;
  readonly name: string;
  readonly abbreviation: string;
  /** 1 is the whole year, 2 a semester, 3 a trimester, 4 a quarter. */
  readonly portion: number;
  readonly firstDay: string;
  readonly lastDay: string;
}

export type TermPlan = 'trimesters' | 'quarters';

/** School years change in summer: July belongs to the year that is about to begin. */
export function yearIdOn(today: Date): number {
  const year = today.getUTCFullYear();
  return yearIdOfStartYear(today.getUTCMonth() >= 6 ? year : year - 1);
}

/** The terms of a year, the whole year first. A year that has to contain a day in the holidays is stretched to it. */
export function termsOf(yearId: number, plan: TermPlan, containing?: string): readonly [Term, ...Term[]] {
  const year = startYearOf(yearId);
  const firstDay = earlier(`${year}-08-15`, containing);
  const lastDay = later(`${year + 1}-06-12`, containing);
  const term = (
    offset: number,
    portion: number,
    name: string,
    abbreviation: string,
    from: string,
    to: string,
  ): Term => ({
    id: yearTermId(yearId) + offset,
    yearId,
    name,
    abbreviation,
    portion,
    firstDay: from,
    lastDay: to,
  });
  const ends = { autumn: `${year}-11-14`, winter: `${year + 1}-01-15`, spring: `${year + 1}-03-20` };
  const whole = term(
    0,
    1,
    `${year}-${year + 1}`,
    `${String(year).slice(2)}-${String(year + 1).slice(2)}`,
    firstDay,
    lastDay,
  );
  if (plan === 'trimesters') {
    return [
      whole,
      term(1, 3, 'Trimester 1', 'T1', firstDay, ends.autumn),
      term(2, 3, 'Trimester 2', 'T2', addDays(ends.autumn, 1), ends.spring),
      term(3, 3, 'Trimester 3', 'T3', addDays(ends.spring, 1), lastDay),
    ];
  }
  return [
    whole,
    term(1, 2, 'Semester 1', 'S1', firstDay, ends.winter),
    term(2, 2, 'Semester 2', 'S2', addDays(ends.winter, 1), lastDay),
    term(3, 4, 'Quarter 1', 'Q1', firstDay, ends.autumn),
    term(4, 4, 'Quarter 2', 'Q2', addDays(ends.autumn, 1), ends.winter),
    term(5, 4, 'Quarter 3', 'Q3', addDays(ends.winter, 1), ends.spring),
    term(6, 4, 'Quarter 4', 'Q4', addDays(ends.spring, 1), lastDay),
  ];
}

const dayMs = 86_400_000;

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * dayMs));
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;
export const earlier = (day: string, other = day): string => (other < day ? other : day);
export const later = (day: string, other = day): string => (other > day ? other : day);
