import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change, PushOutcome } from '../../../../../electron/connectors/target.ts';
import { openTargetDesk, resultChange, type TargetDesk } from '../../../../support/powerschool-target.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk({ batchSize: 20 });
  desk.db.exec(`
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1), (2), (3);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0), (902, 2, ${cast.first}, 'Two', '2026-12-01', 'POINTS', 18, 1, 36, 0),
        (903, 3, ${cast.first}, 'Three', '2026-12-01', 'GRADESCALE', 20, 1, 36, 0);
  `);
  const student = desk.db.prepare('INSERT INTO STUDENTS (DCID, ID, SCHOOLID, ENROLL_STATUS) VALUES (?, ?, 100, 0)');
  const enrollment = desk.db.prepare(
    'INSERT INTO CC (DCID, ID, STUDENTID, SECTIONID, TERMID, SCHOOLID) VALUES (?, ?, ?, 11, 3600, 100)',
  );
  for (let at = 0; at < 50; at++) {
    student.run(firstStudent + at, 1000 + at);
    enrollment.run(1000 + at, 1000 + at, 1000 + at);
  }
});
afterEach(() => desk.close());

const firstStudent = 500_000;
const scores = (count: number, lineItem = '1-901'): readonly Change[] =>
  Array.from({ length: count }, (_, at) => resultChange(lineItem, firstStudent + at, { score: at % 18 }));
const countOf = (outcomes: Readonly<Record<string, PushOutcome>>, wanted: PushOutcome['outcome']): number =>
  Object.values(outcomes).filter(({ outcome }) => outcome === wanted).length;
const stored = (): unknown => desk.db.prepare('SELECT count(*) FROM ASSIGNMENTSCORE').pluck().get();

describe('PowerSchool target: scores in batches', () => {
  it('writes a line item’s scores together, as many at a time as it may', async () => {
    expect(countOf(await desk.push(...scores(50), ...scores(10, '2-902')), 'applied')).toBe(60);
    expect(desk.writes()).toEqual(['PUT score', 'PUT score', 'PUT score', 'PUT score']);
    expect(desk.server.requestLog.filter(({ path }) => path === '/ws/xte/section/assignment/1')).toHaveLength(1);
    expect(stored()).toBe(60);
  });

  it('takes the students out that PowerSchool names, and writes the rest', async () => {
    const cat = resultChange('1-901', cast.cat, { score: 1 });
    const dan = resultChange('1-901', cast.dan, { score: 1 });
    const outcomes = await desk.push(...scores(10), cat, dan);
    expect(countOf(outcomes, 'applied')).toBe(10);
    for (const { id } of [cat, dan]) expect(outcomes[id]).toMatchObject({ outcome: 'rejected', code: 'result.notAssigned' });
    expect(desk.writes()).toEqual(['PUT score', 'PUT score']);
    expect(desk.server.writeLog).toHaveLength(1);
  });

  it.each([[0], [9], [19]])('finds the row that spoils a batch without being named, by halving (row %i)', async (at) => {
    const rows = scores(20, '3-903').map((change, place) => ({
      ...change,
      values: { ...change.values, score: null, textScore: place === at ? 'Z' : 'A' },
    }));
    const outcomes = await desk.push(...rows);
    expect(countOf(outcomes, 'applied')).toBe(19);
    expect(outcomes[rows[at]?.id ?? '']).toMatchObject({ outcome: 'rejected', code: 'result.letterUnknown' });
    expect(desk.writes().length).toBeLessThanOrEqual(11);
    expect(stored()).toBe(19);
    expect(desk.server.writeLog.flatMap(({ rows: own }) => own).filter(({ table }) => table === 'ASSIGNMENTSCORE')).toHaveLength(19);
  });

  it('names the item of the grade scale that a letter is', async () => {
    const change = resultChange('3-903', cast.ann, { textScore: 'C+' });
    const outcome = (await desk.push(change))[change.id];
    expect(outcome?.exchange?.body).toContain('"actualscoreentered":"C+","actualscorekind":"REAL_SCORE","actualscoregradescaledcid":67');
  });

  it('lists a teacher’s assignments where asking for each one would be more', async () => {
    const item = desk.db.prepare(
      `INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
       VALUES (?, ?, ${cast.first}, 'X', '2026-12-01', 'POINTS', 18, 1, 36, 0)`,
    );
    const changes = Array.from({ length: 8 }, (_, at) => {
      desk.db.prepare('INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (?)').run(50 + at);
      item.run(950 + at, 50 + at);
      return resultChange(`${50 + at}-${950 + at}`, cast.ann, { score: at }, { id: String(at) });
    });
    expect(countOf(await desk.push(...changes), 'applied')).toBe(8);
    const reads = desk.server.requestLog.filter(({ method, path }) => method === 'GET' && path.startsWith('/ws/xte'));
    expect(reads.map(({ path }) => path)).toEqual(['/ws/xte/section/assignment/']);
  });

  it('looks at the scores of many line items in one request', async () => {
    await desk.push(...scores(5), ...scores(5, '2-902'));
    const before = desk.server.requestLog.length;
    const looked = await desk.target.look([...scores(5), ...scores(6, '2-902').slice(5)], new AbortController().signal);
    expect([...looked.values()].map((found) => found?.values['score'] ?? null)).toEqual([0, 1, 2, 3, 4, null]);
    expect(desk.server.requestLog.length - before).toBe(1);
  });

  it('looks into the tables of scores and comments where PowerSchool runs no named queries', async () => {
    const change = resultChange('1-901', cast.ann, { score: 4, comment: 'Good' });
    await desk.push(change, ...scores(2));
    const noQueries = { match: { path: '/ws/schema/query/*' }, times: 'always' } as const;
    desk.server.setFaults([{ fault: 'status', status: 404, body: { message: 'Resource not found' }, ...noQueries }]);
    expect((await desk.lookAt(change))?.values).toMatchObject({ score: 4, comment: 'Good' });
    const [other] = scores(1);
    if (other !== undefined) expect((await desk.lookAt(other))?.values).toMatchObject({ score: 0, comment: null });
  });

  it('looks into the table of scores where the plugin may not read comments', async () => {
    await desk.push(...scores(3));
    desk.server.switches.withheldColumns = ['ASSIGNMENTSCORECOMMENT.COMMENTVALUE'];
    const looked = await desk.target.look(scores(4), new AbortController().signal);
    expect([...looked.values()].map((found) => found?.values['score'] ?? null)).toEqual([0, 1, 2, null]);
  });

  it.each(['empty', 'null', 'either'] as const)('clears scores in the form that the server takes (%s)', async (form) => {
    desk.server.switches.clearScoreWith = form;
    await desk.push(...scores(4));
    const cleared = scores(4).map((change) => ({
      ...change,
      action: 'update' as const,
      values: { ...change.values, score: null },
    }));
    expect(countOf(await desk.push(...cleared), 'applied')).toBe(4);
    expect((await desk.lookAt(cleared[3] ?? cleared[0]!))?.values).toMatchObject({ score: null, scoreStatus: 'not submitted' });
  });

  it('says that a score cannot be cleared where the server takes no form', async () => {
    desk.server.switches.clearScoreWith = 'never';
    await desk.push(...scores(1));
    const [change] = scores(1);
    const cleared = { ...change!, action: 'update' as const, values: { ...change!.values, score: null } };
    expect(await desk.push(cleared)).toMatchObject({
      [cleared.id]: { outcome: 'rejected', code: 'result.cannotClear', reason: expect.stringMatching(/clear a score/), fix: expect.stringMatching(/PowerTeacher Pro/) },
    });
  });

  it('sends a score along with a flag that changes, and neither clears nor dates it anew', async () => {
    const score = resultChange('1-901', cast.ann, { score: 7, comment: 'Well done' });
    await desk.push(score);
    desk.db.exec("UPDATE ASSIGNMENTSCORE SET SCOREENTRYDATE = '2026-10-01 08:00:00'");
    const late = { ...score, action: 'update' as const, values: { ...score.values, late: 1 }, changed: ['late'] };
    expect(await desk.push(late)).toMatchObject({ [late.id]: { outcome: 'applied' } });
    expect((await desk.lookAt(late))?.values).toMatchObject({ score: 7, late: 1, comment: 'Well done', scoreDate: '2026-10-01' });
    expect(desk.server.writeLog.at(-1)?.rows).toMatchObject([{ table: 'ASSIGNMENTSCORE', columns: ['ISLATE'] }]);
  });

  it('writes, changes and empties a comment', async () => {
    const change = (comment: string | null, action: Change['action'] = 'update') =>
      resultChange('1-901', cast.ann, { comment, score: 5 }, { action, changed: ['comment'] });
    for (const [comment, action] of [['One', 'create'], ['Two', 'update'], [null, 'update']] as const) {
      const own = change(comment, action);
      expect(await desk.push(own)).toMatchObject({ [own.id]: { outcome: 'applied' } });
      expect((await desk.lookAt(own))?.values).toMatchObject({ comment, score: 5 });
    }
  });

  it('keeps a code that is worth points with them, and brings it back', async () => {
    const code = resultChange('1-901', cast.ann, { textScore: 'IE' });
    await desk.push(code);
    const found = (await desk.lookAt(code))?.values ?? {};
    expect(found).toMatchObject({ textScore: 'IE', score: 9 });
    const number = { ...code, action: 'update' as const, values: { ...found, score: 4, textScore: null } };
    await desk.push({ ...number, changed: ['score', 'textScore'] });
    expect((await desk.lookAt(code))?.values).toMatchObject({ textScore: null, score: 4 });
    const back = { ...number, values: found, changed: ['score', 'textScore'], metadata: { scoreEntered: 'IE' } };
    expect(await desk.push(back)).toMatchObject({ [back.id]: { outcome: 'applied' } });
    expect((await desk.lookAt(code))?.values).toMatchObject({ textScore: 'IE', score: 9 });
  });

  it('brings a code back among letters, and keeps it where a flag changes', async () => {
    const code = { ...resultChange('3-903', cast.ann, { textScore: 'IE' }), action: 'update' as const, metadata: { scoreEntered: 'IE' } };
    const typed = async (change: Change): Promise<string | null | undefined> => (await desk.push(change))[change.id]?.exchange?.body;
    expect(await typed({ ...code, changed: ['textScore'] })).toContain('"actualscoreentered":"IE","actualscorekind":"SCORE_CODE"');
    const found = (await desk.lookAt(code))?.values ?? {};
    expect(found).toMatchObject({ textScore: 'IE', score: 10, late: 0 });
    expect(await typed({ ...code, values: { ...found, late: 1 }, changed: ['late'], metadata: {} })).toContain('"actualscorekind":"SCORE_CODE"');
    expect((await desk.lookAt(code))?.values).toMatchObject({ textScore: 'IE', score: 10, late: 1 });
  });

  it('does not take a score of zero, nor an answer with scores missing, for a score that was removed', async () => {
    const change = resultChange('1-901', cast.ann, { score: 0 });
    await desk.push(change);
    expect((await desk.lookAt({ ...change, action: 'delete' }))?.values).toMatchObject({ score: 0 });
    const dropped = { match: { path: '*scores_of_line_items' }, times: 'always' } as const;
    desk.server.setFaults([{ fault: 'dropRows', rows: 1, ...dropped }]);
    await expect(desk.lookAt(change)).rejects.toMatchObject({ code: 'remote.badAnswer' });
  });

  it('removes a score by clearing everything in it; the gradebook then says what it said before', async () => {
    const before = desk.server.snapshot();
    const change = resultChange('1-901', cast.ann, { score: 5, comment: 'Good', late: 1, 'metadata.exempt': 1 });
    await desk.push(change);
    expect(desk.server.snapshot()).not.toBe(before);
    const removal = { ...change, action: 'delete' as const };
    expect(await desk.push(removal)).toMatchObject({ [change.id]: { outcome: 'applied' } });
    expect(await desk.lookAt(removal)).toBeNull();
    expect(desk.server.snapshot()).toBe(before);
  });
}); // prettier-ignore
