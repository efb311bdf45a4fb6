import type { MissedSyncsView } from '../../shared/ipc/contract/schedule.ts';
import type { Backend } from '../backend-api.ts';
import { openScheduler, type MissedSyncs, type Scheduler } from '../scheduling/scheduler.ts';
import type { Emit } from './feature.ts';
import type { RunDesk } from './run-desk.ts';

/** Among so many the newest that was no dry one is found. */
const recentRuns = 50;

/** The scheduler of the integrations of a profile: what it begins is a run like those that screens begin. */
export function openScheduleDesk(
  backend: Pick<Backend, 'integrations' | 'reader' | 'runs'>,
  desk: Pick<RunDesk, 'start' | 'isUnderWay'>,
  emit: Emit,
  now: () => number = Date.now,
): Scheduler {
  return openScheduler({
    now,
    integrations: () => backend.integrations.list(),
    async lastRunAt(integrationId) {
      const reader = await backend.reader(integrationId);
      const last = (await reader.runs(recentRuns)).find(({ dryRun }) => !dryRun);
      return last === undefined ? null : Date.parse(last.startedAt);
    },
    isUnderWay: (id) => desk.isUnderWay(id) || backend.runs.current(id) !== undefined,
    start: (run) => desk.start(run),
    missed(integrationId, syncs) {
      emit('schedule.missed', { integrationId, ...viewOf(syncs) });
      emit('home.changed', {});
    },
    notBegun(integrationId, error) {
      emit('schedule.notBegun', { integrationId, error });
      emit('home.changed', {});
    },
  });
}

export const missedOf = (syncs: MissedSyncs | null): MissedSyncsView | null => (syncs === null ? null : viewOf(syncs));

const viewOf = ({ count, since, isMadeUpFor }: MissedSyncs): MissedSyncsView => ({
  count,
  since: new Date(since).toISOString(),
  isMadeUpFor,
});
