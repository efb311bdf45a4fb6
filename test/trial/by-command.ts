import assert from 'node:assert/strict';
import { workInLms } from './lms-work.ts';
import type { Trial } from './trial.ts';

const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const nothing = { powerschool: none, partner: none };
const agreed = { items: 0, conflicts: 0, held: 0 };

/** The main job on the command line. Throws at the first step that is not as it must be. */
export async function tryByCommand({ district, work, standing, recordsAtPartner, told }: Trial): Promise<void> {
  const { desk, sandbox } = district;
  const { lineItems, scores } = work;

  /** One more sync finds both ends in agreement and writes nothing. */
  async function isEmpty(step: string): Promise<void> {
    const before = standing();
    const { status, report } = await desk.sync();
    assert.equal(status, 0);
    assert.deepEqual({ ...report.plan, ...agreed }, report.plan);
    assert.deepEqual(report.writes, nothing);
    assert.deepEqual(standing(), before);
    told(step);
  }

  const first = await desk.sync();
  const { category, lineItem, result } = first.report.entities;
  const all = [category, lineItem, result].reduce((sum, entity) => sum + (entity?.created ?? 0), 0);
  assert.equal(first.status, 0);
  assert.deepEqual(first.report.writes, { powerschool: none, partner: { ...none, created: all } });
  assert.equal(recordsAtPartner(), all);
  told('the first run creates in School Passport what PowerSchool has, and nothing twice', { records: all });
  await isEmpty('a further run is empty');

  const { changed } = workInLms(sandbox, work);
  const before = standing();
  const dry = await desk.sync('--dry-run');
  assert.deepEqual(standing(), before);
  const shown = JSON.parse((await desk.run('plans', 'show', dry.report.plan?.planId ?? '', '--json')).stdout) as {
    items: readonly { entity: string; action: string; target: string }[];
  };
  const planned = (entity: string, ...actions: readonly string[]): number =>
    shown.items.filter(
      (item) => item.entity === entity && actions.includes(item.action) && item.target === 'powerschool',
    ).length;
  assert.deepEqual([planned('lineItem', 'create'), planned('result', 'create', 'update')], [lineItems, scores]);
  assert.equal(shown.items.length, planned('category', 'create') + lineItems + scores);
  told('the plan shows exactly what the LMS added', { 'line items': lineItems, scores });

  const applied = await desk.sync();
  assert.equal(applied.status, 0);
  const created = shown.items.length - changed;
  assert.deepEqual(applied.report.writes.powerschool, { ...none, created, updated: changed });
  told('PowerSchool holds them', { records: shown.items.length });
  await isEmpty('a further run is empty');

  const undone = await desk.run('runs', 'undo', applied.report.runId, '--json');
  assert.equal(undone.status, 0);
  assert.deepEqual(standing(), before);
  told('undo leaves both sides byte for byte as they were', { records: shown.items.length });
  await isEmpty('a further run is empty again');
}
