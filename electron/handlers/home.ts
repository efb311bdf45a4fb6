import { reportOf } from '../../shared/errors.ts';
import type { Integration } from '../../shared/integration/config.ts';
import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import type { Backend } from '../backend-api.ts';
import { sandboxOf } from '../sandbox/activate-sandbox.ts';
import { zoneOf, type Scheduler } from '../scheduling/scheduler.ts';
import type { RunDesk } from './run-desk.ts';
import { missedOf } from './schedule-desk.ts';

/** The card of every integration. One whose local copy cannot be read says so and does not keep the others away. */
export function listHome({ backend, desk, scheduler }: HomeParts): Promise<HomeCard[]> {
  const parts = { backend, desk, scheduler };
  return Promise.all(backend.integrations.list().map((integration) => cardOf(parts, integration)));
}

interface HomeParts {
  readonly backend: Backend;
  readonly desk: RunDesk;
  readonly scheduler: Scheduler;
}

async function cardOf({ backend, desk, scheduler }: HomeParts, integration: Integration): Promise<HomeCard> {
  const { id, config } = integration;
  const [copy, sandbox] = await Promise.all([readCopy(backend, id), sandboxState(backend, integration)]);
  const progress = backend.runs.current(id) ?? null;
  const isSyncing = progress !== null || desk.isUnderWay(id);
  return {
    integrationId: id,
    name: config.name,
    mode: config.mode,
    environment: config.environment,
    gradeSync: config.gradeSync.enabled,
    gradeSyncPaused: config.gradeSync.enabled && config.gradeSync.paused,
    address: new URL(config.powerschool.url).origin,
    sandbox,
    state: cardState(copy, isSyncing),
    progress,
    nextSync: nextSync(scheduler, integration),
    missed: missedOf(scheduler.missed(id)),
    ...copy,
  };
}

/** Among so many the newest that has ended is found, even if somebody tried out a few dry ones. */
const recentRuns = 20;

type LocalCopy = Pick<HomeCard, 'lastRun' | 'openIssues' | 'records' | 'problem'>;

async function readCopy(backend: Backend, id: string): Promise<LocalCopy> {
  try {
    const reader = await backend.reader(id);
    const [runs, openIssues, records] = await Promise.all([
      reader.runs(recentRuns),
      reader.issueCount(),
      reader.counts(),
    ]);
    const ended = runs.filter(({ status }) => status !== 'running');
    const last = ended.find(({ dryRun }) => !dryRun) ?? ended[0];
    const lastRun = last === undefined ? null : { ...last, integrationId: id };
    return { lastRun, openIssues, records, problem: null };
  } catch (error) {
    return { lastRun: null, openIssues: 0, records: {}, problem: reportOf(error) };
  }
}

/** What the card says first. Pure, so that every case can be tested. */
export function cardState(copy: Pick<HomeCard, 'lastRun' | 'problem'>, isSyncing: boolean): HomeCard['state'] {
  if (isSyncing) return 'syncing';
  if (copy.problem !== null) return 'needsAttention';
  if (copy.lastRun === null) return 'neverSynced';
  if (copy.lastRun.status !== 'succeeded') return 'needsAttention';
  return copy.lastRun.dryRun ? 'neverSynced' : 'upToDate';
}

async function sandboxState(backend: Backend, integration: Integration): Promise<HomeCard['sandbox']> {
  const kind = sandboxOf(integration.config);
  if (kind === undefined) return null;
  const secret = await backend.sessionSecrets.get(integration.id, 'powerschool.clientSecret');
  return { ...kind, isRunning: secret !== null };
}

function nextSync(scheduler: Scheduler, integration: Integration): HomeCard['nextSync'] {
  const due = scheduler.next(integration);
  if (due === null) return null;
  return { at: new Date(due.at).toISOString(), full: due.full, zone: zoneOf(integration.config.schedule) };
}
