import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
});
afterEach(() => desk.close());

const made = 'lineItem-900001-2200001';
const isApplied = (sourcedId: string) => ({ outcome: 'applied', sourcedId });

describe('PowerSchool target: assignments', () => {
  it('makes an assignment in the class and finds out its number there', async () => {
    const change = lineItemChange({ description: '<p>Pages 1&ndash;9</p>' });
    expect(await desk.push(change)).toMatchObject({ lineItem: isApplied(made) });
    expect(await desk.lookAt({ ...change, sourcedId: made, action: 'update' })).toEqual({
      sourcedId: made,
      values: { ...change.values, assignDate: '2026-11-24' },
    });
  });

  it.each(['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED'])('makes an assignment of the score type %s', async (type) => {
    const change = lineItemChange({ 'metadata.scoreType': type });
    await desk.push(change);
    expect((await desk.lookAt(change))?.values).toMatchObject({ 'metadata.scoreType': type });
  });

  it('changes what is to be changed and keeps the rest, the weight among it', async () => {
    await desk.push(lineItemChange({}));
    desk.db.exec("UPDATE ASSIGNMENTSECTION SET WEIGHT = 4, TOTALPOINTVALUE = 48, EXTRACREDITPOINTS = 3, PUBLISHOPTION = 'Never'");
    const change = lineItemChange(
      { title: 'Unit 4 test', resultValueMax: 25, dueDate: '2027-05-01', category: `category-${cast.excludedFromSecond}-${cast.first}` },
      { action: 'update', sourcedId: made },
    );
    expect(await desk.push(change)).toMatchObject({ lineItem: isApplied(made) });
    expect((await desk.lookAt(change))?.values).toMatchObject(
      { title: 'Unit 4 test', resultValueMax: 25, dueDate: '2027-05-01', category: `category-${cast.excludedFromSecond}-${cast.first}`, 'metadata.scoreType': 'POINTS' },
    );
    expect(desk.db.prepare('SELECT * FROM ASSIGNMENTSECTION').all()).toMatchObject([
      { WEIGHT: 4, TOTALPOINTVALUE: 100, EXTRACREDITPOINTS: 3, PUBLISHOPTION: 'Never', ISSCORINGNEEDED: 1 },
    ]);
    expect(desk.db.prepare('SELECT count(*) FROM ASSIGNMENTCATEGORYASSOC').pluck().get()).toBe(1);
  });

  it('empties a description', async () => {
    await desk.push(lineItemChange({ description: 'Old' }));
    const change = lineItemChange({ description: null }, { action: 'update', sourcedId: made });
    await desk.push(change);
    expect((await desk.lookAt(change))?.values['description'] ?? null).toBeNull();
  });

  it('has scores computed anew where the points change', async () => {
    await desk.push(lineItemChange({}));
    await desk.push(resultChange('900001-2200001', cast.ann, { score: 6 }));
    const change = lineItemChange({ resultValueMax: 24 }, { action: 'update', sourcedId: made });
    expect(await desk.push(change)).toMatchObject({ lineItem: isApplied(made) });
    expect(desk.db.prepare('SELECT SCOREPOINTS, SCOREPERCENT FROM ASSIGNMENTSCORE').all()).toEqual([
      { SCOREPOINTS: 6, SCOREPERCENT: 25 },
    ]);
  });

  it('changes an assignment of two classes in both, but for its due date, and removes it from both or from neither', async () => {
    desk.db.exec(`INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (7);
      INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
        VALUES (71, 7, ${cast.first}, 'Two', '2027-01-08', 'POINTS', 5, 1, 36, 0), (72, 7, ${cast.second}, 'Two', '2027-01-08', 'POINTS', 5, 1, 36, 0);`);
    const of = (subkey: number, values: Readonly<Record<string, string | number | null>>) =>
      lineItemChange(values, { id: String(subkey), action: 'update', sourcedId: `lineItem-7-${subkey}`, section: subkey === 71 ? cast.first : cast.second });
    const rows = () => desk.db.prepare('SELECT NAME, DUEDATE FROM ASSIGNMENTSECTION ORDER BY ASSIGNMENTSECTIONID').all();
    expect(await desk.push(of(71, { title: 'New' }), of(72, { title: 'Other' }))).toMatchObject({
      71: { outcome: 'applied' },
      72: { outcome: 'rejected', code: 'lineItem.sharedAssignment', fix: expect.stringMatching(/in the same way/) },
    });
    expect(await desk.push(of(71, { title: 'Newer' }), of(72, { dueDate: '2027-01-15' }))).toMatchObject({
      71: { outcome: 'applied' },
      72: { outcome: 'applied' },
    });
    expect(rows()).toEqual([{ NAME: 'Newer', DUEDATE: '2027-01-08' }, { NAME: 'Newer', DUEDATE: '2027-01-15' }]);
    expect(desk.writes()).toEqual(['PUT section/assignment/7', 'PUT section/assignment/7']);
    const removal = (subkey: number) => ({ ...of(subkey, {}), action: 'delete' as const });
    expect(await desk.push(removal(71))).toMatchObject({ 71: { outcome: 'rejected', code: 'lineItem.sharedAssignment' } });
    expect(await desk.push(removal(71), removal(72))).toMatchObject({ 71: { outcome: 'applied' }, 72: { outcome: 'applied' } });
    expect(rows()).toEqual([]);
  });

  it('looks for an assignment by its number where that is known, though it is new', async () => {
    await desk.push(lineItemChange({}), lineItemChange({}, { id: 'twin' }));
    const twins = await desk.target.look(
      [{ ...lineItemChange({}), sourcedId: made }, lineItemChange({}, { id: 'lost' })],
      new AbortController().signal,
    );
    expect(twins.get('lineItem')?.sourcedId).toBe(made);
    expect(twins.get('lost')?.sourcedId).toBe('lineItem-900002-2200002');
  });

  it('removes an assignment, and with its scores only where the change says so', async () => {
    await desk.push(lineItemChange({}));
    await desk.push(resultChange('900001-2200001', cast.ann, { score: 6 }));
    const removal = lineItemChange({}, { action: 'delete', sourcedId: made });
    expect(await desk.push(removal)).toMatchObject({ lineItem: { outcome: 'rejected', code: 'lineItem.hasScores' } });
    const withScores = { ...removal, metadata: { removeScores: true } };
    expect(await desk.push(withScores)).toMatchObject({ lineItem: isApplied(made) });
    expect(await desk.lookAt(removal)).toBeNull();
    expect(await desk.push(removal)).toMatchObject({ lineItem: isApplied(made) });
  });
}); // prettier-ignore
