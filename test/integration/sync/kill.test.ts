import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk } from '../../support/district-desk.ts';

const students = 40;
const killPoints = 52;

describe('a sync killed with SIGKILL at any moment', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 7, students });
  });
  afterAll(() => sandbox.close());

  it('leaves a local copy that the next sync makes equal to that of an undisturbed one', async () => {
    const desk = () => openDistrictDesk(sandbox.describe().powerschool);
    const calm = desk();
    const before = sandbox.server.requestLog.length;
    const undisturbed = await calm.sync();
    expect(undisturbed.status).toBe(0);
    const requests = sandbox.server.requestLog.length - before;
    const want = calm.contents();
    calm.remove();

    let killed = 0;
    for (let point = 0; point < killPoints; point++) {
      const torn = desk();
      // Three in four while the district is read, the rest in the moments after the last answer, when it is applied.
      const atRequest = point % 4 === 3 ? requests : 1 + Math.floor((point / killPoints) * requests);
      const after = point % 4 === 3 ? point * 2 : 0;
      const start = sandbox.server.requestLog.length;
      const sync = torn.start('sync', torn.integrationId, '--json', '--quiet');
      const isOver = (): boolean => sync.child.exitCode !== null;
      while (!isOver() && sandbox.server.requestLog.length - start < atRequest) await pause(1);
      await pause(after);
      if (!isOver()) killed++;
      sync.child.kill('SIGKILL');
      await sync.ended;
      const next = await torn.sync();
      expect(next.status).toBe(0);
      expect(next.report.entities.result?.failed).toBe(0);
      expect(torn.contents()).toEqual(want);
      torn.remove();
    }
    expect(killed).toBeGreaterThan(killPoints / 2);
  }, 600_000);
});
