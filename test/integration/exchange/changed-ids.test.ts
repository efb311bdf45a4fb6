import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { RemapProposal } from '../../../shared/exchange/remap.ts';
import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const noWrites = { powerschool: nothing, partner: nothing };
let sandbox: Sandbox;
let desk: DistrictDesk;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, students: 40 });
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
}, 120_000);
afterAll(async () => {
  desk.remove();
  await sandbox.close();
});

interface Listed {
  readonly proposals: readonly RemapProposal[];
  readonly unmatched: readonly unknown[];
  readonly decisions: readonly { readonly batch: number; readonly state: string }[];
}
const ids = async (...args: string[]) => {
  const answer = await desk.run('ids', args[0] ?? '', desk.integrationId, ...args.slice(1), '--json');
  return { status: answer.status, json: JSON.parse(answer.stdout) as never };
};
const listed = async (): Promise<Listed> => (await ids('list')).json;
const act = async (...acts: readonly unknown[]): Promise<void> => {
  const answer = await fetch(`${sandbox.describe().schoolPassport.url}/sandbox/lms`, {
    method: 'POST',
    body: JSON.stringify(acts),
  });
  expect(answer.status).toBe(200);
};
const planItems = async (planId: string | undefined): Promise<readonly PlanItem[]> =>
  (JSON.parse((await desk.run('plans', 'show', planId ?? '', '--json')).stdout) as { items: PlanItem[] }).items;
const withoutIds = (): readonly string[] =>
  sandbox.partner.records
    .all('result')
    .map((text) => JSON.parse(text) as { score: unknown })
    .map(({ score }) => String(score))
    .toSorted();

describe.each(['user', 'class', 'lineItem', 'category', 'result'] as const)(
  'new ids for every %s of the partner',
  (entity) => {
    it('are recognised, nothing is written, and after a decision nothing is left to write', async () => {
      const before = withoutIds();
      await act({ act: 'changeIds', entity });
      const { report } = await desk.sync();
      expect(report.writes).toEqual(noWrites);
      const { proposals } = await listed();
      const open = proposals.filter(({ verdict }) => verdict === null);
      expect(open.length).toBeGreaterThan(0);
      for (const { partner, wasPartner, kind } of open) {
        expect({ kind, partner }).toEqual({ kind: 'partnerRenumbered', partner: `new/${wasPartner ?? ''}` });
      }
      const items = await planItems(report.plan?.planId);
      expect(items.filter(({ state }) => state !== 'blocked')).toEqual([]);
      expect((await ids('accept', '--kind', 'partnerRenumbered')).status).toBe(0);
      const after = await desk.sync();
      expect({ writes: after.report.writes, plan: after.report.plan }).toMatchObject({
        writes: noWrites,
        plan: { items: 0, conflicts: 0 },
      });
      expect((await listed()).proposals).toEqual([]);
      expect(withoutIds()).toEqual(before);
    }, 120_000);
  },
);
