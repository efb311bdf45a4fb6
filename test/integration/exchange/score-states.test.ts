import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translate } from '../../../electron/connectors/oneroster/source/translate.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { Values } from '../../../shared/exchange/exchanged.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';

/** What a score can be, by the attributes that say so; in PowerSchool's copy the flags of the metadata have columns of their own. */
const states = ['score', 'textScore', 'late', 'missing', 'incomplete', 'exempt', 'collected', 'absent'] as const;
type State = Partial<Readonly<Record<(typeof states)[number], string | number | null>>>;
type Row = Readonly<Record<string, string | number | boolean | null>>;

let sandbox: Sandbox;
let desk: DistrictDesk;
let lms: Lms;
let start: ReadonlyMap<string, Row>;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 7, students: 60 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      limits: { averageShift: 100 },
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  lms = openLms(sandbox.partner.records);
  await desk.sync();
  start = inPowerSchool();
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

const rowsOf = (entity: string): readonly Row[] =>
  (desk.contents()[entity] ?? []).map((text) => JSON.parse(text) as Row).filter(({ removed }) => removed === false);

/** The scores that PowerSchool holds as they were last read, with their line item's score type, by sourcedId. */
function inPowerSchool(): ReadonlyMap<string, Row> {
  const types = new Map(rowsOf('lineItem').map((item) => [item['sourceSubkey'], item['scoreType'] ?? null]));
  return new Map(
    rowsOf('result').map((row) => [
      `result-${row['sourceKey']}-${row['sourceSubkey']}`,
      { ...row, scoreType: types.get(row['lineItemSubkey'] ?? null) ?? null },
    ]),
  );
}

const stateOf = (row: Row | Values | undefined): State =>
  Object.fromEntries(states.map((name) => [name, row?.[name] ?? row?.[`metadata.${name}`] ?? null]));

/** As the partner's records say it, by sourcedId. */
const atPartner = (): ReadonlyMap<string, State> =>
  new Map(
    sandbox.partner.records.all('result').flatMap((text): readonly (readonly [string, State])[] => {
      const read = translate('result', JSON.parse(text) as Record<string, unknown>, '1.1');
      return read === undefined ? [] : [[read.sourcedId, stateOf(read.values)]];
    }),
  );

const plain: State = { late: 0, missing: 0, incomplete: 0, exempt: 0, collected: 0, absent: 0 };

describe('what a score can be', () => {
  it.each<[string, State]>([
    ['zero', { score: 0 }],
    ['blank and missing', { score: null, textScore: null, missing: 1 }],
    ['late', { late: 1 }],
    ['missing', { missing: 1 }],
    ['incomplete', { incomplete: 1 }],
    ['exempt', { exempt: 1 }],
    ['collected', { collected: 1 }],
    ['absent', { absent: 1 }],
    ['a letter', { textScore: 'B' }],
    ['a code', { textScore: 'IE' }],
  ])('arrives at School Passport as PowerSchool has it: %s', (_, wanted) => {
    const found = [...start].filter(([, row]) =>
      Object.entries(wanted).every(([name, value]) => stateOf(row)[name as keyof State] === value),
    );
    const partner = atPartner();
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(([id]) => [id, partner.get(id)])).toEqual(found.map(([id, row]) => [id, stateOf(row)]));
  });

  const onPoints = (row: Row): boolean =>
    row['scoreType'] === 'POINTS' && Number(row['score']) > 2 && row['textScore'] === null;
  const onLetters = (row: Row): boolean => row['scoreType'] === 'GRADESCALE' && row['textScore'] !== null;
  const onCode = (row: Row): boolean => row['scoreType'] === 'POINTS' && row['textScore'] === 'IE';
  const given: readonly [name: string, of: (row: Row) => boolean, change: Record<string, unknown>, becomes: State][] = [
    ['blank', onPoints, { score: undefined, metadata: {} }, { ...plain, score: null, textScore: null }],
    ['zero', onPoints, { score: 0, metadata: {} }, { ...plain, score: 0, textScore: null }],
    ['late', onPoints, { score: 1.5, metadata: { late: true } }, { ...plain, score: 1.5, late: 1 }],
    ['missing', onPoints, { score: 0, metadata: { missing: true } }, { ...plain, score: 0, missing: 1 }],
    ['incomplete', onPoints, { score: 1, metadata: { incomplete: true } }, { ...plain, score: 1, incomplete: 1 }],
    ['exempt', onPoints, { score: 1, metadata: { exempt: true } }, { ...plain, score: 1, exempt: 1 }],
    ['collected', onPoints, { score: 1, metadata: { collected: true } }, { ...plain, score: 1, collected: 1 }],
    ['absent', onPoints, { score: undefined, metadata: { absent: true } }, { ...plain, score: null, absent: 1 }],
    ['a letter', onLetters, { metadata: { textScore: 'D' } }, { ...plain, textScore: 'D' }],
    ['a number in place of a code', onCode, { score: 1, metadata: {} }, { ...plain, score: 1, textScore: null }],
  ];
  const chosen = new Map<string, string>();
  let before = '';
  let runId = '';

  it('comes from the LMS as it was given, and does not come back as a change', async () => {
    before = sandbox.server.snapshot();
    for (const [name, isMeant, change] of given) {
      const id = [...start].find(([each, row]) => isMeant(row) && ![...chosen.values()].includes(each))?.[0] ?? '';
      chosen.set(name, id);
      lms.change('result', id, { scoreStatus: undefined, ...change });
    }
    // What a letter counts is PowerSchool's to say, so that number follows; everything else stays as it was given.
    const stays = () => {
      const partner = atPartner();
      return given.flatMap(([name]) => (name === 'a letter' ? [] : [[name, partner.get(chosen.get(name) ?? '')]]));
    };
    const sent = stays();
    const { status, report } = await desk.sync();
    runId = report.runId;
    expect({ status, failed: report.writes.powerschool.failed }).toEqual({ status: 0, failed: 0 });
    expect(report.writes.powerschool.updated).toBe(given.length);
    const held = inPowerSchool();
    for (const [name, , , becomes] of given) {
      expect([name, stateOf(held.get(chosen.get(name) ?? ''))]).toEqual([name, expect.objectContaining(becomes)]);
    }
    const again = await desk.sync();
    expect(again.report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(stays()).toEqual(sent);
  });

  it('is taken back by an undo as it was, a code that counts points among them', async () => {
    const undone = await desk.run('runs', 'undo', runId, '--json');
    expect(undone.status).toBe(0);
    expect(sandbox.server.snapshot()).toBe(before);
  });

  it('is held back and shown where the term is locked, before anything is sent, and goes once it is unlocked', async () => {
    sandbox.server.switches.lockedTerms = Array.from({ length: 2000 }, (_, at) => 3000 + at);
    lms.change('result', chosen.get('zero') ?? '', { score: 2 });
    const sent = sandbox.server.requestLog.filter(({ method }) => method === 'PUT').length;
    const { status, report } = await desk.sync();
    expect({ status, plan: report.plan }).toMatchObject({ status: 3, plan: { items: 1, held: 1 } });
    const shown = JSON.parse((await desk.run('plans', 'show', report.plan?.planId ?? '', '--json')).stdout) as never;
    expect(shown).toMatchObject({
      counts: { powerschool: { update: 0, blocked: 1 } },
      items: [{ state: 'blocked', problems: [{ code: 'gradebook.locked', blocks: true }] }],
    });
    expect(sandbox.server.requestLog.filter(({ method }) => method === 'PUT')).toHaveLength(sent);
    sandbox.server.switches.lockedTerms = [];
    const next = await desk.sync();
    expect(next.report.writes.powerschool).toMatchObject({ updated: 1, failed: 0 });
  });

  it('is held back, too, where the term was locked after the plan was made', async () => {
    lms.change('result', chosen.get('zero') ?? '', { score: 3 });
    const planned = await desk.sync('--plan-only');
    expect(planned.report.plan).toMatchObject({ items: 1, held: 0 });
    const sent = sandbox.server.requestLog.filter(({ method }) => method === 'PUT').length;
    sandbox.server.switches.lockedTerms = Array.from({ length: 2000 }, (_, at) => 3000 + at);
    const { status, report } = await desk.sync('--plan', planned.report.plan?.planId ?? '');
    sandbox.server.switches.lockedTerms = [];
    expect({ status, plan: report.plan }).toMatchObject({ status: 3, plan: { items: 1, held: 1 } });
    expect(sandbox.server.requestLog.filter(({ method }) => method === 'PUT')).toHaveLength(sent);
    const next = await desk.sync();
    expect(next.report.writes.powerschool).toMatchObject({ updated: 1, failed: 0 });
  });
});
