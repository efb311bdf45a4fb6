import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/connectors/target.ts';
import {
  lineItemChange,
  openTargetDesk,
  resultChange,
  type TargetDesk,
} from '../../../../support/powerschool-target.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk();
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (3);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0), (903, 3, ${cast.first}, 'Three', '2026-12-01', 'GRADESCALE', 20, 1, 36, 0);
  `);
});
afterEach(() => desk.close());

const doubtsAbout = async (...changes: readonly Change[]): Promise<Readonly<Record<string, string>>> => {
  const doubts = await desk.target.examine?.(changes, new AbortController().signal);
  return Object.fromEntries([...(doubts ?? [])].map(([id, { code }]) => [id, code]));
};
const known = { action: 'update', sourcedId: 'lineItem-1-901' } as const;
const letter = (textScore: string, more: Partial<Change> = {}): Change => ({
  ...resultChange('3-903', cast.ann, { textScore }),
  ...more,
});

describe('PowerSchool target: what would be refused as things stand', () => {
  it('says nothing where nothing is wrong, and writes nothing', async () => {
    const before = desk.server.snapshot();
    expect(await doubtsAbout(lineItemChange({}))).toEqual({});
    expect(await doubtsAbout(lineItemChange({ title: 'New' }, known))).toEqual({});
    expect(await doubtsAbout(resultChange('1-901', cast.ann, { score: 1 }), letter('C+'))).toEqual({});
    expect(desk.server.snapshot()).toBe(before);
    expect(desk.writes()).toEqual([]);
  });

  it.each<[string, () => Change]>([
    ['a change of a line item', () => lineItemChange({ title: 'New' }, known)],
    ['its removal', () => lineItemChange({}, { ...known, action: 'delete' })],
    ['a score', () => resultChange('1-901', cast.ann, { score: 1 })],
  ])('knows that a term is locked (%s)', async (_, change) => {
    desk.server.switches.lockedTerms = [3600];
    const one = change();
    expect(await doubtsAbout(one)).toEqual({ [one.id]: 'gradebook.locked' });
  });

  it('knows a line item that is locked by itself', async () => {
    desk.db.exec('UPDATE ASSIGNMENTSECTION SET ISLOCKED = 1 WHERE ASSIGNMENTSECTIONID = 901');
    const score = resultChange('1-901', cast.ann, { score: 1 });
    expect(await doubtsAbout(score, letter('C+'))).toEqual({ [score.id]: 'gradebook.locked' });
  });

  it('knows a letter that is not in the scale of the class, and leaves a code alone that stood there (S7)', async () => {
    const wrong = letter('Z', { id: 'wrong' });
    const code = letter('IE', { id: 'code', metadata: { scoreEntered: 'IE' } });
    const flag = letter('IE', { id: 'flag', action: 'update', changed: ['late'] });
    expect(await doubtsAbout(wrong, code, flag)).toEqual({ wrong: 'result.letterUnknown' });
  });

  it.each<[string, () => Change]>([
    ['a new line item', () => lineItemChange({}, { teacher: cast.stranger })],
    ['a change of one', () => lineItemChange({ title: 'New' }, { ...known, teacher: cast.stranger })],
    ['a score', () => resultChange('1-901', cast.ann, { score: 1 }, { teacher: cast.stranger })],
  ])('knows that a teacher does not teach the class (%s)', async (_, change) => {
    const one = change();
    expect(await doubtsAbout(one)).toEqual({ [one.id]: 'gradebook.notTeacher' });
  });
});
