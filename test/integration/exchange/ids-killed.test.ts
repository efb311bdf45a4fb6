import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 6 });
  const { powerschool, schoolPassport } = sandbox.describe();
  desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  await desk.sync();
}, 240_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

const preload = pathToFileURL(join(import.meta.dirname, '../../support/power-cut-probe.ts')).href;
/** Where kills strike: ever further apart, so that the first statements and late ones are among them. */
const places = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];

/** Runs a command until no kill strikes it any more; after each kill `look` says what is to hold. Gives how often it was killed. */
async function killed(statement: string, look: () => Promise<void> | void, ...args: string[]): Promise<number> {
  let kills = 0;
  for (const at of places) {
    const environment = { NODE_OPTIONS: `--import=${preload}`, KILL_STATEMENT: statement, KILL_AT: String(at) };
    const { child, ended } = desk.startWith(environment, ...args, '--json');
    const { status, stdout } = await ended;
    if (child.signalCode !== 'SIGKILL') {
      expect({ status, stdout }).toMatchObject({ status: 0 });
      return kills;
    }
    kills++;
    await look();
  }
  throw new Error('The statements have no end.');
}

interface Listed {
  readonly proposals: readonly { readonly verdict: string | null }[];
  readonly decisions: readonly { readonly batch: number; readonly records: number; readonly state: string }[];
}
const listed = async (): Promise<Listed> =>
  JSON.parse((await desk.run('ids', 'list', desk.integrationId, '--json')).stdout) as Listed;

function links(): readonly unknown[] {
  const db = new Database(join(desk.profile, 'integrations', desk.integrationId, 'data.db'), { readonly: true });
  const tables = ['link_class', 'link_category', 'link_lineItem', 'link_result', 'base_category', 'base_lineItem', 'relink']; // prettier-ignore
  const found = tables.map((table) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY sourceKey, sourceSubkey`)
      .all()
      .map(({ run: _run, ...row }) => row),
  );
  db.close();
  return found;
}

const linking = '(INSERT|INSERT OR \\w+|DELETE|UPDATE)( INTO| FROM)? (relink|link_|base_)';

describe('a re-mapping of ids whose process is killed', () => {
  let before: readonly unknown[];
  let mapped: readonly unknown[];

  it('while a decision is taken leaves no decision, and it can be taken again', async () => {
    sandbox.partner.act({ act: 'changeIds', entity: 'class' });
    await desk.sync('--plan-only');
    const { proposals } = await listed();
    before = links();
    const none = async (): Promise<void> => {
      const now = await listed();
      expect({ decisions: now.decisions, decided: now.proposals.filter(({ verdict }) => verdict !== null) }).toEqual({
        decisions: [],
        decided: [],
      });
    };
    expect(await killed('INTO remap_(batch|decision)', none, 'ids', 'accept', desk.integrationId)).toBeGreaterThan(3);
    expect((await listed()).decisions).toMatchObject([{ records: proposals.length, state: 'undoable' }]);
  }, 240_000);

  it('while it is carried out leaves every link as it was, until the next sync makes all of them', async () => {
    const kills = await killed(
      linking,
      () => expect(links()).toEqual(before),
      'sync',
      desk.integrationId,
      '--plan-only',
    );
    expect(kills).toBeGreaterThan(3);
    mapped = links();
    expect(mapped).not.toEqual(before);
    const { report } = await desk.sync('--plan-only');
    expect(report.plan).toMatchObject({ items: 0, conflicts: 0 });
    expect(links()).toEqual(mapped);
  }, 240_000);

  it('while it is taken back leaves it whole, until the next sync has put everything back', async () => {
    const [decision] = (await listed()).decisions;
    const undo = ['ids', 'undo', desk.integrationId, String(decision?.batch)];
    const stands = async (): Promise<void> => expect((await listed()).decisions).toEqual([decision]);
    expect(await killed('UPDATE remap_batch', stands, ...undo)).toBe(1);
    expect((await listed()).decisions).toMatchObject([{ state: 'undone' }]);
    expect(links(), 'the next sync carries it out').toEqual(mapped);
    const kills = await killed(
      linking,
      () => expect(links()).toEqual(mapped),
      'sync',
      desk.integrationId,
      '--plan-only',
    );
    expect(kills).toBeGreaterThan(3);
    expect(links()).toEqual(before);
  }, 240_000);
});
