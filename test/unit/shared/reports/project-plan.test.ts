import { describe, expect, it } from 'vitest';
import { mondayOf, weekdayOf } from '../../../../shared/reports/calendar.ts';
import { changeProject, planProject, projectContentSchema } from '../../../../shared/reports/project-plan.ts';

const usual = projectContentSchema.parse({});
const spans = (content: typeof usual) =>
  planProject(content, 'Riverside', '2026-11-26').phases.map(({ phase, from, to }) => [phase, from, to]);

describe('the plan of the project', () => {
  it('lasts as long as it usually does for new and for existing customers, and enforces nothing (C13)', () => {
    expect(spans(usual)).toEqual([
      ['setup', '2026-11-26', '2026-11-28'],
      ['test', '2026-11-28', '2026-12-19'],
      ['production', '2026-12-19', '2026-12-26'],
    ]);
    const existing = changeProject(usual, { customer: 'existing' });
    expect(spans(existing)[1]).toEqual(['test', '2026-11-28', '2027-01-09']);
    const days = (content: typeof usual) => planProject(content, '', '2026-11-26').phases[1]?.usualDays;
    expect([days(usual), days(existing)]).toEqual([
      { least: 14, most: 21 },
      { least: 28, most: 42 },
    ]);
    // Even what makes no sense is taken: dates remind, they stop nothing.
    const odd = changeProject(usual, { phase: { name: 'test', from: '2027-03-01', to: '2027-02-01' } });
    expect(spans(odd)).toEqual([
      ['setup', '2026-11-26', '2026-11-28'],
      ['test', '2027-03-01', '2027-02-01'],
      ['production', '2027-02-01', '2027-02-08'],
    ]);
  });

  it('follows its start, and takes a date that was taken out as usual again', () => {
    const later = changeProject(usual, {
      start: '2027-01-04',
      phase: { name: 'setup', to: '2027-01-10', note: 'late' },
    });
    expect(spans(later).slice(0, 2)).toEqual([
      ['setup', '2027-01-04', '2027-01-10'],
      ['test', '2027-01-10', '2027-01-31'],
    ]);
    const again = changeProject(later, { phase: { name: 'setup', to: null } });
    expect(spans(again)[0]).toEqual(['setup', '2027-01-04', '2027-01-06']);
    expect(again.phases.setup).toMatchObject({ note: 'late', from: null });
  });

  it('has a check-in every week, on the chosen day, up to the end of the last phase', () => {
    const { checkIns } = planProject({ ...usual, checkInDay: 3 }, '', '2026-11-26');
    expect(checkIns).toEqual(['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23']);
  });
});

describe('weeks', () => {
  it('begin on Monday, over ends of years and changes of clocks', () => {
    expect(['2026-11-23', '2026-11-29', '2027-01-01', '2026-03-29'].map(mondayOf)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-12-28',
      '2026-03-23',
    ]);
    expect(weekdayOf('2026-11-29')).toBe(7);
  });
});
