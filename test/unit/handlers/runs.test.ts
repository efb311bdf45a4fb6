import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../../electron/backend.ts';
import { openMemoryCredentials } from '../../../electron/credentials/memory.ts';
import { listHome } from '../../../electron/handlers/home.ts';
import { openScheduleDesk } from '../../../electron/handlers/schedule-desk.ts';
import { openRunDesk } from '../../../electron/handlers/run-desk.ts';
import { getRun, listRuns } from '../../../electron/handlers/runs.ts';
import { makeFolder } from '../../../electron/make-folder.ts';
import { openForWriting } from '../../../electron/store/open.ts';
import { openRunStore } from '../../../electron/store/run-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A profile where a process was killed in the middle of a run, and another run began after it. */
function openAfterKill() {
  const backend = openBackend({ profileFolder: temporaryFolder(), credentials: openMemoryCredentials() });
  onTestFinished(() => backend.close());
  const { id } = backend.integrations.create({
    name: 'Springfield',
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: false },
    powerschool: { url: 'https://ps.example.org' },
  });
  const file = backend.profile.database(id);
  makeFolder(dirname(file), 0o700);
  for (const [now, runId] of ['killed', 'underWay'].entries()) {
    const store = openRunStore(openForWriting(file));
    store.begin({ runId, dryRun: false, full: false, settings: 'same', now: now + 1, resumeAfter: 0 });
    store.close();
  }
  return { backend, integrationId: id };
}

describe('runs on screens', () => {
  it('belong to their integration even where there is no report, so that each can be opened', async () => {
    const { backend, integrationId } = openAfterKill();
    expect(await listRuns(backend, { integrationId, limit: 10 })).toEqual([
      expect.objectContaining({ runId: 'underWay', integrationId, status: 'running' }),
      expect.objectContaining({ runId: 'killed', integrationId, status: 'interrupted' }),
    ]);
    expect(await getRun(backend, { integrationId, runId: 'killed' })).toMatchObject({ integrationId });
    const events = { progressed: () => {}, finished: () => {}, failed: () => {} };
    const desk = openRunDesk(backend.runs, events);
    const scheduler = openScheduleDesk(backend, desk, () => undefined);
    const [card] = await listHome({ backend, desk, scheduler });
    expect(card?.lastRun).toMatchObject({ runId: 'killed', integrationId });
  });

  it('of another integration or none are not found', async () => {
    const { backend, integrationId } = openAfterKill();
    await expect(getRun(backend, { integrationId, runId: 'another' })).rejects.toThrow('no such run');
  });
});
