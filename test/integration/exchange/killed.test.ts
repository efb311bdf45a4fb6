import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrivedWrites,
  differenceOf,
  openExchangeDistrict,
  warmUp,
  writesAt,
  type ExchangeDistrict,
} from '../../support/exchange-district.ts';

let disturbed: ExchangeDistrict;
let undisturbed: ExchangeDistrict;
let rounds = 0;
beforeAll(async () => {
  [disturbed, undisturbed] = await Promise.all([openExchangeDistrict(), openExchangeDistrict()]);
  rounds = await warmUp(disturbed, undisturbed);
}, 120_000);
afterAll(async () => {
  await Promise.all([disturbed.close(), undisturbed.close()]);
});

/** Syncs and kills the process as soon as a write arrives, which hangs or was carried out. False if there was none. */
async function killedAtWrite(district: ExchangeDistrict, fault: 'hang' | 'holdAnswer'): Promise<boolean> {
  const { sandbox, desk } = district;
  sandbox.server.setFaults([{ fault, times: 'always', match: writesAt('powerschool') }]);
  sandbox.partner.setFaults([{ fault, times: 'always', match: writesAt('partner') }]);
  const before = arrivedWrites(district);
  const { child, ended } = desk.start('sync', desk.integrationId, '--json');
  while (child.exitCode === null && arrivedWrites(district) === before) await pause(5);
  child.kill('SIGKILL');
  await ended;
  sandbox.server.setFaults([]);
  sandbox.partner.setFaults([]);
  return arrivedWrites(district) > before;
}

describe('a sync that is killed', () => {
  it('before and after every write leaves, at last, what one undisturbed sync leaves, and does nothing twice', async () => {
    disturbed.work(rounds);
    undisturbed.work(rounds);
    disturbed.effects();
    undisturbed.effects();
    const before = arrivedWrites(undisturbed);
    expect((await undisturbed.desk.sync()).status).toBe(0);
    const wanted = arrivedWrites(undisturbed) - before;

    let kills = 0;
    while (await killedAtWrite(disturbed, kills % 2 === 0 ? 'hang' : 'holdAnswer')) kills++;
    expect(kills).toBe(2 * wanted);
    expect(differenceOf(disturbed.standing(), undisturbed.standing())).toEqual([]);
    expect(disturbed.effects()).toEqual(undisturbed.effects());
    const quiet = await disturbed.desk.sync();
    expect({ status: quiet.status, plan: quiet.report.plan }).toMatchObject({
      status: 0,
      plan: { items: 0, conflicts: 0, held: 0 },
    });
    expect(disturbed.effects()).toEqual([]);
  }, 600_000);
});
