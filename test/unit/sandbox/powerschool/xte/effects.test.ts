import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  openTargetDesk,
  lineItemChange,
  resultChange,
  type TargetDesk,
} from '../../../../support/powerschool-target.ts';
import { send } from '../../../../support/sandbox/sandbox-server.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk();
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, TOTALPOINTVALUE, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 18, 36, 0);
  `);
});
afterEach(() => desk.close());

const ask = async (path: string) => send(desk.server.url, 'GET', `/sandbox/${path}`, undefined, {});
const log = z.array(z.object({ method: z.string(), path: z.string(), rows: z.array(z.unknown()) }));
const score = resultChange('1-901', cast.ann, { score: 5 });

describe('sandbox XTE: what writes did', () => {
  it('logs each write that was carried out, with the rows and columns that came to hold something else', async () => {
    await desk.push(score);
    await desk.push({ ...score, action: 'update', values: { ...score.values, score: 6, late: 1 }, changed: ['score', 'late'] });
    await desk.push({ ...score, action: 'update', values: { ...score.values, score: 6, late: 1 }, changed: ['score', 'late'] });
    const [first, second, third] = desk.server.writeLog;
    expect(first).toMatchObject({ method: 'PUT', path: '/ws/xte/score', rows: [{ table: 'ASSIGNMENTSCORE', action: 'insert' }] });
    expect(second?.rows).toEqual([
      { table: 'ASSIGNMENTSCORE', id: 1, action: 'update', columns: ['ISLATE', 'ACTUALSCOREENTERED', 'SCOREPERCENT', 'SCOREPOINTS'].toSorted() },
    ]);
    expect(third?.rows).toEqual([{ table: 'ASSIGNMENTSCORE', id: 1, action: 'update', columns: [] }]);
    expect(log.parse((await ask('writes')).json)).toHaveLength(3);
  });

  it('logs nothing of a write that was refused', async () => {
    await desk.push(resultChange('1-901', cast.cat, { score: 5 }), lineItemChange({ title: 'x'.repeat(51) }));
    expect(desk.server.writeLog).toEqual([]);
  });

  it('tells by a snapshot whether the gradebook says the same', async () => {
    const before = (await ask('snapshot')).text;
    expect(before).toBe(desk.server.snapshot());
    expect(before).toContain('"Homework"');
    await desk.push(score);
    const scored = (await ask('snapshot')).text;
    expect(scored).not.toBe(before);
    await desk.push({ ...score, action: 'update', values: { ...score.values, comment: 'Good' }, changed: ['comment'] });
    expect((await ask('snapshot')).text).not.toBe(scored);
    await desk.push({ ...score, action: 'delete' });
    expect((await ask('snapshot')).text).toBe(before);
    const made = lineItemChange({});
    const outcome = (await desk.push(made))['lineItem'];
    expect((await ask('snapshot')).text).not.toBe(before);
    await desk.push({ ...made, action: 'delete', sourcedId: outcome?.outcome === 'applied' ? outcome.sourcedId : null });
    expect((await ask('snapshot')).text).toBe(before);
  });

  it('carries a write out and loses its answer, or drops it', async () => {
    const at = { match: { method: 'PUT', path: '/ws/xte/score' } };
    desk.server.setFaults([{ fault: 'loseAnswer', ...at }]);
    await desk.push(score);
    expect(desk.server.writeLog).toHaveLength(1);
    desk.server.setFaults([{ fault: 'closeBeforeAnswer', ...at }]);
    await desk.push(score);
    expect(desk.server.writeLog).toHaveLength(1);
    expect(desk.server.requestLog.filter(({ status }) => status === 0)).toHaveLength(2);
  });

  it('takes TERMS.ID for a term, and not its DCID', async () => {
    desk.db.exec('UPDATE TERMS SET ID = 3601; UPDATE SECTIONS SET TERMID = 3601');
    expect(await desk.push(score)).toMatchObject({ [score.id]: { outcome: 'applied', exchange: { path: expect.stringContaining('term_id=3601') } } });
    const stranger = { ...score, references: { ...score.references, academicSession: 'academicSession-99' } };
    expect(await desk.push(stranger)).toMatchObject({ [score.id]: { outcome: 'rejected', code: 'gradebook.gone' } });
  });
}); // prettier-ignore
