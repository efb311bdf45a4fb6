import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/connectors/target.ts';
import { openTargetDesk, resultChange, type TargetDesk } from '../../../../support/powerschool-target.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk();
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (2), (3), (4), (5);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', 'POINTS', 18, 1, 36, 0), (902, 2, ${cast.first}, 'Two', 'PERCENT', 10, 1, 36, 0),
        (903, 3, ${cast.first}, 'Three', 'GRADESCALE', 20, 1, 36, 0), (904, 4, ${cast.first}, 'Four', 'COLLECTED', 10, 1, 36, 0),
        (905, 5, ${cast.first}, 'Five', 'POINTS', 10, 1, 36, 1);
  `);
});
afterEach(() => desk.close());

const points = '1-901';
const percent = '2-902';
const letters = '3-903';
const collected = '4-904';

describe('PowerSchool target: scores', () => {
  it.each<[string, string, Change['values']]>([
    ['points', points, { score: 9.5 }],
    ['zero, which is no blank', points, { score: 0 }],
    ['points above the maximum', points, { score: 20 }],
    ['a percentage', percent, { score: 7.35 }],
    ['a percentage that does not come out even', percent, { score: 3.333333 }],
    ['a letter', letters, { textScore: 'C+', score: 15.6 }],
    ['a code in place of a score', points, { textScore: 'NHI' }],
    ['collected work', collected, { 'metadata.collected': 1 }],
    ['late work', points, { score: 3, late: 1 }],
    ['missing work', points, { missing: 1 }],
    ['incomplete work', points, { incomplete: 1 }],
    ['an exempt student', points, { 'metadata.exempt': 1 }],
    ['an absent student', points, { 'metadata.absent': 1 }],
    ['every flag at once', points, { score: 1, late: 1, missing: 1, incomplete: 1, 'metadata.exempt': 1, 'metadata.collected': 1, 'metadata.absent': 1 }],
  ])('writes %s so that it reads back as it was', async (_, lineItem, values) => {
    const change = resultChange(lineItem, cast.ann, values);
    const key = lineItem.split('-')[0];
    expect(await desk.push(change)).toMatchObject({
      [change.id]: { outcome: 'applied', sourcedId: `result-${key}-${cast.ann}` },
    });
    const found = await desk.lookAt(change);
    const { scoreStatus: _status, scoreDate, ...own } = found?.values ?? {};
    const { scoreStatus: _own, scoreDate: _none, ...wanted } = change.values;
    expect(own).toEqual(wanted);
    expect(scoreDate).toBe(values['score'] === undefined && values['textScore'] === undefined ? null : '2026-11-24');
  }); // prettier-ignore
});
