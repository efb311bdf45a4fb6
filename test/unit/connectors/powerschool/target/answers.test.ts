import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../../../electron/connectors/target.ts';
import type { Fault } from '../../../../../electron/sandbox/powerschool/faults.ts';
import {
  categoryChange,
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
    INSERT INTO ASSIGNMENT (ASSIGNMENTID) VALUES (1);
    INSERT INTO ASSIGNMENTSECTION (ASSIGNMENTSECTIONID, ASSIGNMENTID, SECTIONSDCID, NAME, DUEDATE, SCORETYPE, SCOREENTRYPOINTS, WEIGHT, YEARID, ISLOCKED)
      VALUES (901, 1, ${cast.first}, 'One', '2026-12-01', 'POINTS', 18, 1, 36, 0);
  `);
});
afterEach(() => desk.close());

const written = { path: '/ws/xte/*' };
const onWrites = (fault: Fault): Fault[] =>
  ['POST', 'PUT', 'DELETE'].map((method) => ({ ...fault, match: { ...written, method } }));

const changes: readonly (readonly [string, () => Change])[] = [
  ['a new category', () => categoryChange({ title: 'Quizzes', weight: 2 })],
  ['a renamed category', () => categoryChange({ title: 'Tests' }, { action: 'update', sourcedId: `category-${cast.homework}-${cast.first}` })],
  ['a removed category', () => categoryChange({}, { action: 'delete', sourcedId: `category-${cast.excludedFromSecond}-${cast.first}` })],
  ['a new assignment', () => lineItemChange({})],
  ['a changed assignment', () => lineItemChange({ title: 'New', category: null }, { action: 'update', sourcedId: 'lineItem-1-901', changed: ['title'] })],
  ['a removed assignment', () => lineItemChange({}, { action: 'delete', sourcedId: 'lineItem-1-901' })],
  ['a score', () => resultChange('1-901', cast.ann, { score: 5 })],
]; // prettier-ignore

describe('PowerSchool target: answers', () => {
  it.each(changes)('sees by looking that %s was done whose answer was lost, and does not send it again', async (_, change) => {
    const own = change();
    desk.server.setFaults(onWrites({ fault: 'loseAnswer' }));
    expect(await desk.push(own)).toMatchObject({ [own.id]: { outcome: 'unknown', exchange: { status: null } } });
    expect(desk.server.writeLog).toHaveLength(1);
    expect(desk.writes()).toHaveLength(1);
    const found = await desk.lookAt(own);
    if (own.action === 'delete') expect(found).toBeNull();
    else expect(found?.values).toMatchObject(Object.fromEntries(own.changed.map((name) => [name, own.values[name]])));
  });

  it.each(changes)('sees by looking that %s was not done whose request was dropped', async (_, change) => {
    const own = change();
    desk.server.setFaults(onWrites({ fault: 'closeBeforeAnswer' }));
    expect(await desk.push(own)).toMatchObject({ [own.id]: { outcome: 'unknown' } });
    expect(desk.server.writeLog).toEqual([]);
    const found = await desk.lookAt(own);
    if (own.action === 'create') expect(found).toBeNull();
    else expect(found).not.toBeNull();
    expect(await desk.push(own)).toMatchObject({ [own.id]: { outcome: 'applied' } });
    expect(desk.server.writeLog).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['500', { fault: 'status', status: 500, body: { message: 'NullPointerException' } }],
    ['503', { fault: 'status', status: 503 }],
    ['408', { fault: 'status', status: 408 }],
    ['302', { fault: 'redirectToLogin' }],
    ['a login page', { fault: 'loginPage' }],
    ['half an answer', { fault: 'closeMidBody' }],
    ['half the text of one', { fault: 'truncatedJson' }],
    ['an answer that is none', { fault: 'rubbish' }],
    ['no answer in time', { fault: 'hang' }],
    ['an error without its status', { fault: 'status', status: 200, body: { message: 'Validation Failed', errors: [] } }],
  ])('leaves open what %s means for a write', async (_, fault) => {
    desk.server.setFaults(onWrites(fault));
    const change = resultChange('1-901', cast.ann, { score: 5 });
    expect(await desk.push(change)).toMatchObject({ [change.id]: { outcome: 'unknown', reason: expect.stringMatching(/\.$/) } });
    expect(desk.writes()).toEqual(['PUT score']);
  });

  it('signs in anew once where the token has run out (401)', async () => {
    desk.server.setFaults(onWrites({ fault: 'expiredToken' }));
    const change = resultChange('1-901', cast.ann, { score: 5 });
    expect(await desk.push(change)).toMatchObject({ [change.id]: { outcome: 'applied' } });
    expect(desk.server.writeLog).toHaveLength(1);
    desk.server.setFaults(onWrites({ fault: 'expiredToken', times: 'always' }));
    await expect(desk.push(change)).rejects.toMatchObject({ code: 'auth.tokenRefused' });
  });

  it('sends again once what the server wants to have again (E16)', async () => {
    const change = resultChange('1-901', cast.ann, { score: 5 });
    desk.server.setFaults(onWrites({ fault: 'status', status: 412, body: { message: 'Resubmit' } }));
    expect(await desk.push(change)).toMatchObject({ [change.id]: { outcome: 'applied' } });
    expect(desk.writes()).toEqual(['PUT score', 'PUT score']);
    expect(desk.server.writeLog).toHaveLength(1);
    desk.server.setFaults(onWrites({ fault: 'status', status: 412, body: { message: 'Resubmit' }, times: 2 }));
    expect(await desk.push(change)).toMatchObject({
      [change.id]: { outcome: 'rejected', code: 'gradebook.busy', reason: expect.stringMatching(/asked twice/), fix: expect.stringMatching(/later/) },
    });
  });

  it('tells a removal that the server wants again from one that it refuses for its scores (E16)', async () => {
    const removal = lineItemChange({}, { action: 'delete', sourcedId: 'lineItem-1-901' });
    desk.server.setFaults(onWrites({ fault: 'status', status: 412, body: { message: 'Resubmit' }, times: 2 }));
    expect(await desk.push(removal)).toMatchObject({ [removal.id]: { outcome: 'rejected', code: 'gradebook.busy' } });
    expect(desk.server.writeLog).toEqual([]);
    desk.server.setFaults(onWrites({ fault: 'status', status: 412, body: { message: 'Resubmit' } }));
    expect(await desk.push(removal)).toMatchObject({ [removal.id]: { outcome: 'applied' } });
    expect(desk.server.writeLog).toHaveLength(1);
  });

  it.each([413, 414])('says that something is too large for PowerSchool (%i)', async (status) => {
    const change = resultChange('1-901', cast.ann, { score: 5 });
    desk.server.setFaults(onWrites({ fault: 'status', status }));
    expect(await desk.push(change)).toMatchObject({
      [change.id]: { outcome: 'rejected', code: 'gradebook.tooLarge', fix: expect.stringMatching(/Shorten/) },
    });
  });

  it('waits as long as the server wants where there were too many requests (E20)', async () => {
    const change = resultChange('1-901', cast.ann, { score: 5 });
    desk.server.setFaults(onWrites({ fault: 'tooManyRequests', seconds: 7, times: 2 }));
    expect(await desk.push(change)).toMatchObject({ [change.id]: { outcome: 'applied' } });
    expect(desk.clock.sleeps).toContain(7000);
    expect(desk.server.writeLog).toHaveLength(1);
  });

  it('gives up where the server stays away, with everything told that was sent', async () => {
    desk.server.setFaults(onWrites({ fault: 'closeBeforeAnswer', times: 'always' }));
    const outcomes: string[] = [];
    const many = Array.from({ length: 6 }, (_, at) => lineItemChange({ title: `Item ${at}` }, { id: String(at) }));
    await expect(
      desk.target.push(many, new AbortController().signal, ({ id, outcome }) => void outcomes.push(`${id} ${outcome}`)),
    ).rejects.toMatchObject({ code: 'net.unreachable', recovery: 'stop' });
    expect(outcomes).toEqual(['0 unknown', '1 unknown', '2 unknown']);
    expect(desk.writes()).toHaveLength(3);
  });

  it('throws where no connection can be made: nothing was sent', async () => {
    await desk.server.close();
    const outcomes: unknown[] = [];
    await expect(
      desk.target.push([lineItemChange({})], new AbortController().signal, (outcome) => void outcomes.push(outcome)),
    ).rejects.toMatchObject({ code: 'net.unreachable' });
    expect(outcomes).toEqual([]);
    desk = await openTargetDesk();
  });

  it('stops between two writes, and tells of the one that was on its way', async () => {
    const stop = new AbortController();
    const outcomes: string[] = [];
    const [one, two] = [lineItemChange({}, { id: 'one' }), lineItemChange({ title: 'Other' }, { id: 'two' })];
    const pushed = desk.target.push([one, two], stop.signal, ({ id, outcome }) => {
      outcomes.push(`${id} ${outcome}`);
      stop.abort(new Error('stopped'));
    });
    await expect(pushed).rejects.toThrow('stopped');
    expect(outcomes).toEqual(['one applied']);
    expect(desk.writes()).toEqual(['POST section/assignment/']);
  });

  it('does not break off a write that is on its way', async () => {
    desk.server.setFaults(onWrites({ fault: 'slow', milliseconds: 300 }));
    const stop = new AbortController();
    const outcomes: string[] = [];
    const change = resultChange('1-901', cast.ann, { score: 5 });
    const pushed = desk.target.push([change], stop.signal, ({ outcome }) => void outcomes.push(outcome));
    while (desk.server.faultsStruck === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error('stopped'));
    await pushed.catch(() => undefined);
    expect(outcomes).toEqual(['applied']);
  });

  it('says nothing of what it is not shown', async () => {
    const as = { teacher: cast.stranger };
    const hidden = [
      lineItemChange({}, { id: 'new', ...as }),
      lineItemChange({ title: 'New' }, { id: 'known', action: 'update', sourcedId: 'lineItem-1-901', ...as }),
      lineItemChange({}, { id: 'seen' }),
    ];
    const looked = await desk.target.look(hidden, new AbortController().signal);
    expect([...looked]).toEqual([['seen', null]]);
  });

  it('keeps of a batch only what is about the student', async () => {
    const [ann, ben, cat] = [cast.ann, cast.ben, cast.cat].map((student) => resultChange('1-901', student, { score: 5 }));
    const outcomes = await desk.push(...[ann, ben, cat].filter((change) => change !== undefined));
    const ofAnn = outcomes[ann?.id ?? ''];
    const ofCat = outcomes[cat?.id ?? ''];
    expect([ofAnn?.outcome, ofCat?.outcome]).toEqual(['applied', 'rejected']);
    for (const [outcome, own] of [[ofAnn, cast.ann], [ofCat, cast.cat]] as const) {
      const text = JSON.stringify(outcome?.exchange);
      expect(text).toContain(String(own));
      for (const other of [cast.ann, cast.ben, cast.cat]) if (other !== own) expect(text).not.toContain(String(other));
    }
  });

  it('keeps what was sent and answered for the receipt, without what signs it', async () => {
    const change = resultChange('1-901', cast.ann, { score: 5 });
    const outcome = (await desk.push(change))[change.id];
    expect(outcome?.exchange).toEqual({
      method: 'PUT',
      path: `/ws/xte/score?users_dcid=${cast.lead}&status=A&term_id=3600`,
      body: expect.stringContaining('"actualscoreentered":"5"'),
      status: 200,
      answer: expect.stringContaining(String(cast.ann)),
    });
    expect(JSON.stringify(outcome)).not.toMatch(/bearer|authorization/i);
    expect(desk.target.preview(change)).toEqual({ method: 'PUT', path: outcome?.exchange?.path, body: outcome?.exchange?.body });
  });
}); // prettier-ignore
