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
let round = 0;
beforeAll(async () => {
  [disturbed, undisturbed] = await Promise.all([openExchangeDistrict(), openExchangeDistrict()]);
  round = await warmUp(disturbed, undisturbed);
}, 120_000);
afterAll(async () => {
  await Promise.all([disturbed.close(), undisturbed.close()]);
});

/** What a sync of a round sends, by end: as many in each. */
const sent = { powerschool: 9, partner: 6 } as const;
const places = (['powerschool', 'partner'] as const).flatMap((end) =>
  Array.from({ length: sent[end] }, (_, at) => [end, at + 1] as const),
);

/** The same happens in both districts, and both are synced, one of them under these faults. */
async function syncBoth(faults: Parameters<typeof disturbed.sandbox.server.setFaults>[0], end?: keyof typeof sent) {
  for (const district of [disturbed, undisturbed]) {
    district.effects();
    district.work(round);
  }
  round++;
  if (end !== 'partner') disturbed.sandbox.server.setFaults(faults);
  if (end !== 'powerschool') disturbed.sandbox.partner.setFaults(faults);
  const before = arrivedWrites(undisturbed);
  const [{ report }] = await Promise.all([disturbed.desk.sync(), undisturbed.desk.sync()]);
  disturbed.sandbox.server.setFaults([]);
  disturbed.sandbox.partner.setFaults([]);
  expect(arrivedWrites(undisturbed) - before).toBe(sent.powerschool + sent.partner);
  return report;
}

function expectTheSame(): void {
  expect(differenceOf(disturbed.standing(), undisturbed.standing())).toEqual([]);
  expect(disturbed.effects()).toEqual(undisturbed.effects());
}

describe('an answer that is lost', () => {
  it.each(places)('at %s, to write %i of the run, is found out by looking: nothing is done twice', async (end, nth) => {
    const report = await syncBoth([{ fault: 'loseAnswer', skip: nth - 1, match: writesAt(end) }], end);
    expectTheSame();
    const { powerschool, partner } = report.writes;
    expect([powerschool, partner]).toMatchObject([
      { failed: 0, unconfirmed: 0 },
      { failed: 0, unconfirmed: 0 },
    ]);
  });

  it.each([
    { fault: 'status', status: 503, skip: 2 },
    { fault: 'closeBeforeAnswer', skip: 0 },
    { fault: 'closeBeforeAnswer', skip: 4 },
    { fault: 'closeBeforeAnswer', skip: 5 },
  ] as const)('of a partner that did nothing is sent once more in the same run, after looking: %j', async (fault) => {
    const report = await syncBoth([{ ...fault, match: writesAt('partner') }], 'partner');
    expectTheSame();
    expect(report.writes.partner).toMatchObject({ failed: 0, unconfirmed: 0 });
  });

  it('before anything was done is sent again, each write of a run once', async () => {
    const once = (end: keyof typeof sent) =>
      Array.from({ length: sent[end] }, (_, at) => ({
        fault: 'closeBeforeAnswer' as const,
        skip: at,
        match: writesAt(end),
      }));
    await syncBoth(once('powerschool'), 'powerschool');
    await disturbed.desk.sync();
    expectTheSame();
    await syncBoth(once('partner'), 'partner');
    await disturbed.desk.sync();
    expectTheSame();
    const { report } = await disturbed.desk.sync();
    expect(report.plan).toMatchObject({ items: 0, conflicts: 0, held: 0 });
    expect(disturbed.effects()).toEqual([]);
  });
});
