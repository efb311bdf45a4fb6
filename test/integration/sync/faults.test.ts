import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/powerschool/faults.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';

const onScores = { path: '/ws/schema/query/*scores' };
const onStudents = { path: '/ws/schema/query/*students' };

/** Each fault, where it strikes, and how the sync must end: 0 after trying again, 3 with issues, otherwise with a plain message. */
const cases: readonly [name: string, faults: Fault[], allowed: readonly number[]][] = [
  ['500 once', [{ match: onStudents, fault: 'status', status: 500 }], [0]],
  ['503 once', [{ match: onScores, fault: 'status', status: 503 }], [0]],
  ['503 always', [{ match: onScores, times: 'always', fault: 'status', status: 503 }], [1]],
  ['connection closed before the answer', [{ match: onScores, fault: 'closeBeforeAnswer' }], [0]],
  ['connection closed in the middle', [{ match: onScores, fault: 'closeMidBody' }], [0]],
  ['login page', [{ match: onScores, times: 'always', fault: 'loginPage' }], [1, 5]],
  ['redirect to the login page', [{ match: onScores, times: 'always', fault: 'redirectToLogin' }], [1, 5]],
  ['slow answer', [{ match: onScores, fault: 'slow', milliseconds: 300 }], [0]],
  ['empty body', [{ match: onScores, times: 'always', fault: 'emptyBody' }], [1]],
  ['truncated JSON once', [{ match: onScores, fault: 'truncatedJson' }], [0]],
  ['rubbish', [{ match: onScores, times: 'always', fault: 'rubbish' }], [1]],
  ['wrong count once', [{ match: onScores, fault: 'wrongCount', by: 3 }], [0, 3]],
  ['wrong count always', [{ match: onScores, times: 'always', fault: 'wrongCount', by: 3 }], [3]],
  ['rows missing once', [{ match: onScores, fault: 'dropRows', rows: 2 }], [0, 3]],
  ['rows missing always', [{ match: onScores, times: 'always', fault: 'dropRows', rows: 2 }], [3]],
  ['rows twice', [{ match: onScores, fault: 'duplicateRows', rows: 2 }], [0, 3]],
  ['clamped pages', [{ match: onScores, times: 'always', fault: 'shortPage', rows: 40 }], [0]],
  ['empty listing', [{ match: onScores, times: 'always', fault: 'emptyList' }], [4]],
  ['token runs out', [{ match: onScores, skip: 1, fault: 'expiredToken' }], [0]],
  ['too many requests', [{ match: onScores, times: 2, fault: 'tooManyRequests', seconds: 0 }], [0]],
  ['too many requests as 403', [{ match: onScores, times: 2, fault: 'tooManyRequests', status: 403, seconds: 0 }], [0]],
];

describe('a sync of a server with faults', () => {
  let sandbox: Sandbox;
  let desk: DistrictDesk;
  let want: ReturnType<DistrictDesk['contents']>;
  let names: readonly string[];
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 3, students: 60 });
    desk = openDistrictDesk(sandbox.describe().powerschool, { advanced: { requestTimeoutSeconds: 5 } });
    await desk.sync();
    want = desk.contents();
    names = (want['user'] ?? []).map((row) => (JSON.parse(row) as { familyName: string }).familyName);
  });
  afterAll(async () => {
    desk.remove();
    await sandbox.close();
  });

  /** Family names are common words at times: only those that no sentence of ours could hold are looked for. */
  const telling = () => names.filter((name) => name.length > 5);

  it('began with a whole local copy', () => {
    expect(want['result']?.length).toBeGreaterThan(1000);
  });

  it.each(cases)('%s: ends well or in a plain message, and nothing is removed', async (_name, faults, allowed) => {
    sandbox.server.setFaults(faults);
    const { status, report, stdout, stderr } = await desk.sync('--full');
    expect(sandbox.server.faultsStruck).toBeGreaterThan(0);
    sandbox.server.setFaults([]);
    expect(allowed).toContain(status);
    const { error } = report;
    if (status === 1 || status === 5) {
      expect(error?.message).toMatch(/^\S.{20,}\.$/s);
      expect(error?.fix).toMatch(/^\S.{20,}\.$/s);
    }
    const { issue: _now, ...after } = desk.contents();
    const { issue: _then, ...before } = want;
    expect(after).toEqual(before);
    const told = stdout + stderr;
    expect(told).not.toContain(sandbox.describe().powerschool.clientSecret);
    expect(told).not.toMatch(/\n\s+at .*\.ts:\d+/);
    expect(telling().filter((name) => told.includes(name))).toEqual([]);
  });

  it('writes neither secrets nor names to any log', () => {
    const logs = join(desk.profile, 'logs');
    const files = readdirSync(desk.profile).includes('logs') ? readdirSync(logs) : [];
    const text = files.map((file) => readFileSync(join(logs, file), 'utf8')).join('\n');
    expect(text).not.toContain(sandbox.describe().powerschool.clientSecret);
    expect(telling().filter((name) => text.includes(name))).toEqual([]);
  });

  it('succeeds once the faults are gone', async () => {
    const { status, report } = await desk.sync('--full');
    expect(status).toBe(0);
    expect(report.entities.result?.removed).toBe(0);
  });
});
