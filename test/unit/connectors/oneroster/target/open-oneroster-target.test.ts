import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOneRosterTarget } from '../../../../../electron/connectors/oneroster/target/open-oneroster-target.ts';
import type { Change, PushOutcome, Target } from '../../../../../electron/connectors/target.ts';
import type { Fault } from '../../../../../electron/sandbox/powerschool/faults.ts';
import { categoryChange, lineItemChange, resultChange } from '../../../../support/hub-changes.ts';
import { openHubDesk, students, type HubDesk } from '../../../../support/hub-desk.ts';

const signal = new AbortController().signal;
let desk: HubDesk;
let target: Target;
beforeEach(async () => {
  desk = await openHubDesk({ switches: { writes: 'strict', longNames: 'refused', gradebookRules: true } });
  target = openOneRosterTarget({ api: desk.api, partner: desk.partner });
});
afterEach(() => desk.close());

async function push(...changes: readonly Change[]): Promise<readonly PushOutcome[]> {
  const outcomes: PushOutcome[] = [];
  await target.push(changes, signal, (outcome) => void outcomes.push(outcome));
  return outcomes;
}
const outcomeOf = async (change: Change): Promise<PushOutcome | undefined> => (await push(change))[0];
const lookAt = async (change: Change) => (await target.look([change], signal)).get(change.id);
const gradebook = () => push(categoryChange({}), lineItemChange({}), resultChange({}));
const kept = (entity: Change['entity'], sourcedId: string) => desk.hub.records.find(entity, sourcedId);
const onWrites = (fault: Fault): readonly Fault[] =>
  ['PUT', 'DELETE'].map((method) => ({ ...fault, match: { method } }));
const asked = (method: string) => desk.hub.requestLog.filter((request) => request.method === method).length;

describe('writing to a OneRoster partner', () => {
  it('puts whole new records that a strict server takes, under the ids that are proposed', async () => {
    const outcomes = await gradebook();
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(kept('category', 'category-7-1')).toMatchObject({
      title: 'Tests',
      metadata: { classId: 'math', userDcid: '5', TermID: '3600', categoryId: '7' },
    });
    expect(kept('lineItem', 'lineItem-1-901')).toMatchObject({
      dueDate: '2026-10-08T00:00:00.000Z',
      category: {
        href: `${desk.hub.url}/datahub/services/ims/oneroster/v1p1/categories/category-7-1`,
        sourcedId: 'category-7-1',
        type: 'category',
      },
      gradingPeriod: { sourcedId: 'term', type: 'academicSession' },
      metadata: { scoreType: 'POINTS' },
    });
    expect(kept('result', 'result-1-ann')).toMatchObject({ score: 12, student: { sourcedId: 'ann', type: 'user' } });
  });

  it('sends what it has shown before', async () => {
    const change = categoryChange({});
    const shown = target.preview(change);
    expect(await outcomeOf(change)).toMatchObject({ exchange: shown });
    expect(target.preview({ ...change, action: 'delete' })).toMatchObject({ method: 'DELETE', body: null });
  });

  it('keeps blanks, zeros, letters and flags apart on their way there and back', async () => {
    await gradebook();
    const cases = [
      { score: 0 },
      { score: null, scoreStatus: 'not submitted', missing: 1 },
      { score: null, textScore: 'B+' },
      { score: null, scoreStatus: 'exempt', 'metadata.exempt': 1 },
      { score: 25.25, late: 1, incomplete: 1 },
      { score: null, scoreStatus: 'submitted', 'metadata.collected': 1 },
      { score: 3, 'metadata.absent': 1, comment: 'Well “done”\n2' },
      { score: 3, 'metadata.absent': 0, comment: null },
    ];
    for (const values of cases) {
      const change = resultChange(values, { action: 'update' });
      expect(await outcomeOf(change)).toMatchObject({ outcome: 'applied' });
      expect((await lookAt(change))?.values).toMatchObject(values);
    }
    expect(kept('result', 'result-1-ann')).not.toHaveProperty('comment');
  });

  it('lays a change over the record as it stands, so that nothing is lost that the server keeps beside it', async () => {
    await gradebook();
    desk.hub.switches.writes = 'lenient';
    const more = {
      learningObjectiveSet: [{ source: 'case' }],
      late: 'true',
      metadata: { vendor: { a: 1 }, exempt: 'true' },
    };
    desk.hub.act({ act: 'change', entity: 'result', sourcedId: 'result-1-ann', attributes: more });
    await push(resultChange({ score: 7, late: 0, 'metadata.exempt': 0 }, { action: 'update' }));
    expect(kept('result', 'result-1-ann')).toMatchObject({
      score: 7,
      late: 'false',
      learningObjectiveSet: [{ source: 'case' }],
      metadata: { vendor: { a: 1 }, exempt: false },
      lineItem: { sourcedId: 'lineItem-1-901' },
    });
    expect(desk.hub.writeLog.at(-1)?.changed.toSorted()).toEqual(['late', 'metadata', 'score']);
  });

  it('writes the text of a score anew where the server kept it in the place of the number', async () => {
    await gradebook();
    desk.hub.switches.writes = 'lenient';
    const letter = { act: 'change', entity: 'result', sourcedId: 'result-1-ann', attributes: { score: 'B+' } } as const;
    desk.hub.act(letter);
    const change = resultChange({ score: 90 }, { action: 'update', changed: ['score'] });
    await push({ ...change, values: { ...change.values, textScore: 'B+' } });
    expect((await lookAt(change))?.values).toMatchObject({ score: 90, textScore: 'B+' });
  });

  it('encodes ids in paths', async () => {
    const change = categoryChange({}, { sourcedId: 'a#1+2/3 %' });
    expect(await outcomeOf(change)).toMatchObject({
      sourcedId: 'a#1+2/3 %',
      exchange: { path: '/datahub/services/ims/oneroster/v1p1/categories/a%231%2B2%2F3%20%25' },
    });
    expect(kept('category', 'a#1+2/3 %')).toBeDefined();
    expect(await lookAt(change)).toMatchObject({ sourcedId: 'a#1+2/3 %' });
  });

  it('deletes, and takes what is gone already for deleted', async () => {
    await gradebook();
    const change = resultChange({}, { action: 'delete' });
    expect(await outcomeOf(change)).toMatchObject({ outcome: 'applied', exchange: { method: 'DELETE', status: 204 } });
    expect(await lookAt(change)).toBeNull();
    expect(await outcomeOf(change)).toMatchObject({ outcome: 'applied', exchange: { status: 404 } });
    expect(desk.hub.writeLog.filter(({ action }) => action === 'delete')).toHaveLength(1);
  });

  it('brings nothing back that was deleted there in the meantime', async () => {
    await gradebook();
    await desk.ask('DELETE', '/results/result-1-ann');
    const outcome = await outcomeOf(resultChange({ score: 1 }, { action: 'update' }));
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      code: 'partner.gone',
      fix: expect.stringMatching(/Sync again/),
    });
    expect(kept('result', 'result-1-ann')).toBeUndefined();
  });

  it('takes over the id that the server gives', async () => {
    desk.hub.switches.newIds = 'allotted';
    const outcome = await outcomeOf(categoryChange({}));
    expect(outcome).toMatchObject({ outcome: 'applied', sourcedId: expect.not.stringMatching(/^category-7-1$/) });
  });

  it('shows no secret in what it has exchanged', async () => {
    const text = JSON.stringify(await gradebook());
    expect(text).not.toContain(desk.hub.clientSecret);
    expect(text.toLowerCase()).not.toContain('bearer');
  });
});

describe('refusals of a OneRoster partner', () => {
  const status = (code: number, minor?: string): Fault => ({
    fault: 'status',
    status: code,
    body: minor === undefined ? {} : { imsx_codeMajor: 'failure', imsx_codeMinor: minor },
  });

  it.each([
    [status(400, 'invalid data'), 'partner.badRecord', /not as it wants/, /length of its name/],
    [status(403, 'forbidden'), 'partner.noWriteAccess', /does not let this client write/, /gradebook\.createput/],
    [status(404, 'unknown object'), 'partner.unknownReference', /does not know/, /Sync again/],
    [status(405), 'partner.notWritable', /no writing/, /support/],
    [status(501, 'unsupported'), 'partner.notWritable', /no writing/, /support/],
    [status(409, 'invalid data'), 'partner.conflict', /contradicts/, /rename/],
    [status(409, 'deletefailure'), 'partner.deleteRefused', /hang on it/, /Delete what hangs/],
    [status(413), 'partner.tooLarge', /too large/, /Shorten/],
    [status(422, 'invalid data'), 'partner.invalid', /does not accept the values/, /score type/],
    [status(418), 'partner.refused', /418/, /limits/],
    [status(410), 'partner.refused', /410/, /limits/],
    [status(412), 'partner.refused', /412/, /limits/],
    [status(414), 'partner.tooLarge', /too large/, /Shorten/],
    // The minor code says more than a status that is used for everything.
    [status(400, 'unknownobject'), 'partner.unknownReference', /does not know/, /Sync again/],
    [status(422, 'unknown object'), 'partner.unknownReference', /does not know/, /Sync again/],
    [
      status(400, 'unauthorisedrequest'),
      'partner.noWriteAccess',
      /does not let this client write/,
      /gradebook\.createput/,
    ],
    [status(400, 'deletefailure'), 'partner.deleteRefused', /hang on it/, /Delete what hangs/],
    [status(400, 'forbidden'), 'partner.noWriteAccess', /does not let this client write/, /gradebook\.createput/],
    [status(400, 'unsupported'), 'partner.notWritable', /no writing/, /support/],
    [status(422, 'deletefailure'), 'partner.deleteRefused', /hang on it/, /Delete what hangs/],
    // Of readings, but a server may give them for anything.
    [status(400, 'invalid_filter_field'), 'partner.badRecord', /not as it wants/, /length of its name/],
    [status(400, 'invalid_selection_field'), 'partner.badRecord', /not as it wants/, /length of its name/],
    // A success that is none.
    [status(200, 'invaliddata'), 'partner.invalid', /does not accept the values/, /score type/],
    [status(201, 'unknownobject'), 'partner.unknownReference', /does not know/, /Sync again/],
    [status(200, 'forbidden'), 'partner.noWriteAccess', /does not let this client write/, /gradebook\.createput/],
    [status(200, 'somethingelse'), 'partner.refused', /refuses the category/, /limits/],
  ])('are told in a sentence and a fix: %j', async (fault, code, reason, fix) => {
    desk.hub.setFaults(onWrites(fault));
    const outcome = await outcomeOf(categoryChange({ title: 'Secret name' }));
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      code,
      reason: expect.stringMatching(reason),
      fix: expect.stringMatching(fix),
      exchange: { status: fault.fault === 'status' ? fault.status : 0 },
    });
    if (outcome?.outcome === 'rejected') expect(outcome.reason + outcome.fix).not.toContain('Secret name');
    expect(asked('PUT')).toBe(1);
    expect(desk.hub.writeLog).toEqual([]);
  });

  it.each([
    [{ imsx_StatusInfo: { imsx_codeMajor: 'failure', imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: 'unknownobject' }] }, imsx_description: 'No such class.' } }],
    [{ statusInfoSet: [{ imsx_codeMajor: 'failure', imsx_codeMinor: 'unknownobject', imsx_description: 'No such class.' }] }],
    [{ codeMajor: 'failure', codeMinor: 'unknownobject', description: ' No\u0000 such\nclass. ' }],
  ])('quote what the partner says itself, in whatever shape: %j', async (body) => {
    desk.hub.setFaults(onWrites({ fault: 'status', status: 400, body }));
    expect(await outcomeOf(categoryChange({}))).toMatchObject({
      outcome: 'rejected',
      code: 'partner.unknownReference',
      reason: expect.stringMatching(/belongs to\. .+ says: “No such class\.”$/),
    });
  }); // prettier-ignore

  it('quote no more than a screen can bear', async () => {
    const body = { imsx_codeMajor: 'failure', imsx_codeMinor: 'invaliddata', imsx_description: 'long '.repeat(1000) };
    desk.hub.setFaults(onWrites({ fault: 'status', status: 422, body }));
    const outcome = await outcomeOf(categoryChange({}));
    expect(outcome?.outcome === 'rejected' ? outcome.reason.length : 0).toBeLessThan(320);
  });

  it.each(['server_busy', 'internal_server_error'])(
    'leave it open whether it was done where the partner is in trouble: %s',
    async (minor) => {
      desk.hub.setFaults(onWrites(status(400, minor)));
      expect(await outcomeOf(categoryChange({}))).toMatchObject({ outcome: 'unknown' });
    },
  );

  it('that are called “processing” are none: what became of it is read back', async () => {
    desk.hub.setFaults(onWrites({ fault: 'status', status: 202, body: { imsx_codeMajor: 'processing' } }));
    expect(await outcomeOf(categoryChange({}))).toMatchObject({ outcome: 'applied' });
  });

  it.each<[string, () => Change, string]>([
    ['a name over 30 characters', () => categoryChange({ title: 'x'.repeat(31) }), 'partner.invalid'],
    ['a category without its teacher', () => categoryChange({}, { metadata: {} }), 'partner.invalid'],
    ['a score type in lower case', () => lineItemChange({ 'metadata.scoreType': 'points' }), 'partner.invalid'],
    ['a name over 50 characters', () => lineItemChange({ title: 'x'.repeat(51) }), 'partner.invalid'],
    ['a line item without a category', () => lineItemChange({ category: null }), 'partner.badRecord'],
    [
      'a score of nobody who is there',
      () => resultChange({}, { references: { lineItem: 'lineItem-1-901', student: 'x' } }),
      'partner.unknownReference',
    ],
    [
      'the same name twice',
      () => categoryChange({ title: 'TESTS' }, { sourcedId: 'other', metadata: { userDcid: '5', categoryId: '8' } }),
      'partner.conflict',
    ],
    ['the removal of a line item with scores', () => lineItemChange({}, { action: 'delete' }), 'partner.deleteRefused'],
  ])('are met as School Passport would give them: %s', async (_, change, code) => {
    await gradebook();
    const before = desk.hub.snapshot();
    expect(await outcomeOf(change())).toMatchObject({ outcome: 'rejected', code });
    expect(desk.hub.snapshot()).toBe(before);
  });

  it('of one change do not keep the next from being written', async () => {
    const outcomes = await push(categoryChange({ title: 'x'.repeat(31) }, { sourcedId: 'a' }), categoryChange({}));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'applied']);
  });

  it('of a token are answered with a new one, once (401)', async () => {
    desk.hub.setFaults(onWrites({ fault: 'expiredToken' }));
    expect(await outcomeOf(categoryChange({}))).toMatchObject({ outcome: 'applied' });
    expect(desk.hub.writeLog).toHaveLength(1);
    desk.hub.setFaults(onWrites({ fault: 'expiredToken', times: 'always' }));
    await expect(push(categoryChange({}))).rejects.toMatchObject({
      code: 'auth.tokenRefused',
      fix: expect.stringMatching(/secret/),
    });
  });

  it('for too many requests are waited out as long as is asked for (429)', async () => {
    desk.hub.setFaults(onWrites({ fault: 'tooManyRequests', seconds: 7, times: 2 }));
    expect(await outcomeOf(categoryChange({}))).toMatchObject({ outcome: 'applied' });
    expect(desk.clock.sleeps.filter((ms) => ms === 7000).length).toBeGreaterThan(0);
    expect(desk.hub.writeLog).toHaveLength(1);
  });
});

describe('lost answers of a OneRoster partner', () => {
  const changes: readonly (readonly [string, () => Change])[] = [
    ['a new category', () => categoryChange({ title: 'New' }, { sourcedId: 'c2', metadata: { userDcid: '5', categoryId: '9' } })],
    ['a renamed category', () => categoryChange({ title: 'Exams' }, { action: 'update' })],
    ['a new line item', () => lineItemChange({ title: 'Next' }, { sourcedId: 'l2' })],
    ['a changed line item', () => lineItemChange({ dueDate: '2026-10-15' }, { action: 'update' })],
    ['a new score', () => resultChange({ score: 3 }, { sourcedId: 'r2', references: { lineItem: 'lineItem-1-901', student: 'bob' } })],
    ['a changed score', () => resultChange({ score: null, scoreStatus: 'exempt' }, { action: 'update' })],
    ['a removed score', () => resultChange({}, { action: 'delete' })],
  ]; // prettier-ignore
  beforeEach(() => gradebook());

  it.each(changes)('are cleared up by looking where %s was done, and nothing is sent twice', async (_, change) => {
    const own = change();
    const before = desk.hub.writeLog.length;
    desk.hub.setFaults(onWrites({ fault: 'loseAnswer' }));
    expect(await outcomeOf(own)).toMatchObject({ outcome: 'unknown', exchange: { status: null, answer: null } });
    expect(desk.hub.writeLog).toHaveLength(before + 1);
    const found = await lookAt(own);
    if (own.action === 'delete') expect(found).toBeNull();
    else expect(found?.values).toMatchObject(Object.fromEntries(own.changed.map((name) => [name, own.values[name]])));
  });

  it.each(changes)('are cleared up by looking where %s was not done', async (_, change) => {
    const own = change();
    const before = desk.hub.snapshot();
    desk.hub.setFaults(onWrites({ fault: 'closeBeforeAnswer' }));
    expect(await outcomeOf(own)).toMatchObject({ outcome: 'unknown' });
    expect(desk.hub.snapshot()).toBe(before);
    const found = await lookAt(own);
    if (own.action === 'create') expect(found).toBeNull();
    else expect(found).not.toBeNull();
    expect(await outcomeOf(own)).toMatchObject({ outcome: 'applied' });
    expect(desk.hub.writeLog.filter(({ changed }) => changed.length > 0)).toHaveLength(4);
  });

  it.each<[string, Fault]>([
    ['500', { fault: 'status', status: 500, body: {} }],
    ['502 of a proxy', { fault: 'status', status: 502, body: '<html>Bad gateway</html>' }],
    ['503', { fault: 'status', status: 503 }],
    ['504 of a proxy', { fault: 'status', status: 504, body: '' }],
    ['425', { fault: 'status', status: 425 }],
    ['408', { fault: 'status', status: 408 }],
    ['a redirect', { fault: 'redirectToLogin' }],
    ['no answer in time', { fault: 'hang' }],
  ])('are what %s is taken for', async (_, fault) => {
    const before = asked('PUT');
    desk.hub.setFaults(onWrites(fault));
    expect(await outcomeOf(categoryChange({}))).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringMatching(/\.$/),
    });
    expect(asked('PUT') - before).toBe(1);
  });

  it('three times in a row end the push, with all told that was sent', async () => {
    desk.hub.setFaults(onWrites({ fault: 'status', status: 500, body: {}, times: 'always' }));
    const outcomes: string[] = [];
    const many = ['a', 'b', 'c', 'd'].map((sourcedId) => categoryChange({ title: sourcedId }, { sourcedId }));
    const pushed = target.push(many, signal, ({ id, outcome }) => void outcomes.push(`${id} ${outcome}`));
    await expect(pushed).rejects.toMatchObject({ code: 'partner.noAnswer', recovery: 'stop' });
    expect(outcomes).toEqual(['a unknown', 'b unknown', 'c unknown']);
  });

  it('of a server that gives ids of its own are cleared up by what the record is of', async () => {
    desk.hub.switches.newIds = 'allotted';
    desk.hub.setFaults(onWrites({ fault: 'loseAnswer', times: 'always' }));
    const news = changes.map(([, change]) => change()).filter(({ action }) => action === 'create');
    for (const change of news) {
      expect(await outcomeOf(change)).toMatchObject({ outcome: 'unknown' });
      const found = await lookAt(change);
      expect(found?.sourcedId).not.toBe(change.sourcedId);
      expect(found?.values).toMatchObject(change.values);
    }
  });
});

describe('looking at a OneRoster partner', () => {
  const scores = () =>
    students.map((student) => resultChange({}, { sourcedId: `r/${student}`, references: { lineItem: 'lineItem-1-901', student } })); // prettier-ignore
  beforeEach(async () => {
    await push(categoryChange({}), lineItemChange({}), ...scores());
  });

  it('reads the scores of a line item in one request', async () => {
    const before = asked('GET');
    const found = await target.look(scores(), signal);
    expect(scores().map(({ id }) => found.get(id)?.values['score'])).toEqual([12, 12, 12]);
    expect(asked('GET') - before).toBe(1);
  });

  it('needs no further request for scores that were deleted', async () => {
    const removals = scores().map((change): Change => ({ ...change, action: 'delete' }));
    await push(...removals);
    const before = asked('GET');
    expect([...(await target.look(removals, signal)).values()]).toEqual([null, null, null]);
    expect(asked('GET') - before).toBe(1);
  });

  it('does not take for deleted what a listing that fell short does not hold', async () => {
    const removals = scores().map((change): Change => ({ ...change, action: 'delete' }));
    desk.hub.setFaults([{ fault: 'dropRows', match: { method: 'GET', path: '*/results' } }]);
    expect([...(await target.look(removals, signal)).values()].filter((record) => record === null)).toEqual([]);
  });

  it('asks for each by its id where a listing does not hold it', async () => {
    desk.hub.setFaults([{ fault: 'dropRows', match: { method: 'GET', path: '*/results' } }]);
    const found = await target.look(scores(), signal);
    expect([...found.values()].filter((record) => record === null)).toEqual([]);
  });

  it.each(['refused', 'ignored'] as const)(
    'asks for each by its id where filters are %s, and tries no filter again',
    async (filters) => {
      await push(lineItemChange({}, { sourcedId: 'l2' }));
      await push(resultChange({}, { sourcedId: 'a', references: { lineItem: 'l2', student: 'ann' } }));
      desk.hub.switches.filters = filters;
      const before = asked('GET');
      expect([...(await target.look(scores(), signal)).values()].map((record) => record?.values['score'])).toEqual([
        12, 12, 12,
      ]);
      await target.look(scores(), signal);
      expect(asked('GET') - before).toBe(7);
    },
  );
});
