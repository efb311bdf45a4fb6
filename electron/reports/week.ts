import { DateTime } from 'luxon';
import type { Integration } from '../../shared/integration/config.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { addDays, mondayOf } from '../../shared/reports/calendar.ts';
import type { WeekStatus } from '../../shared/reports/week.ts';
import type { Backend } from '../backend-api.ts';
import { upcoming } from '../engine/schedule.ts';
import { zoneOf } from '../scheduling/scheduler.ts';

/** More syncs than this a week has no schedule: one an hour are 168. */
const mostRuns = 2000;
/** Among so many before the week the newest that wrote something is found. */
const lookBack = 100;
const shownNext = 5;

/** The status of the week that a day is in, on the clock of the district (C18). */
export async function makeWeek(
  backend: Pick<Backend, 'reader' | 'plans'>,
  { id, config }: Integration,
  day: string | null,
  now: number,
): Promise<WeekStatus> {
  const zone = zoneOf(config.schedule);
  const from = mondayOf(day ?? DateTime.fromMillis(now, { zone }).toISODate() ?? '');
  const [start, end] = [startOf(from, zone), startOf(addDays(from, 7), zone)];
  const reader = await backend.reader(id);
  const [runs, earlier, quality] = await Promise.all([
    reader.runsBetween(start, end, mostRuns),
    reader.runsBetween(0, start, lookBack),
    reader.quality(),
  ]);
  const before = earlier.find(hasWritten)?.issues ?? null;
  const plans = config.mode === 'two-way' ? backend.plans(id) : null;
  return {
    integration: config.name,
    mode: config.mode,
    zone,
    from,
    to: addDays(from, 6),
    madeAt: new Date(now).toISOString(),
    runs: runs.map((run) => ({
      runId: run.runId,
      startedAt: run.startedAt,
      status: run.status,
      dryRun: run.dryRun,
      full: run.full,
      changed: hasWritten(run) ? changesOf(run) : 0,
      issues: run.issues,
    })),
    records: recordsOf(runs.filter(hasWritten)),
    writes: writesOf(runs),
    issues: { atEnd: runs.find(hasWritten)?.issues ?? before, before },
    quality: quality.map(({ title, severity, total }) => ({ title, severity, total })),
    conflicts: plans === null ? null : plans.decisions(start, end),
    applied: runs.flatMap((run) => {
      if (run.plan?.applied !== true) return [];
      const { planId, held } = run.plan;
      const by = plans?.get(planId)?.approval?.by ?? null;
      return [{ planId, at: run.startedAt, by, written: written(run), held }];
    }),
    next: upcoming(config.schedule, zone, now, shownNext).map(({ at, full }) => ({
      at: new Date(at).toISOString(),
      full,
    })),
  };
}

const startOf = (date: string, zone: string): number => DateTime.fromISO(date, { zone }).toMillis();

const hasWritten = ({ status, dryRun }: RunReport): boolean => status === 'succeeded' && !dryRun;

const changesOf = ({ entities }: RunReport): number =>
  Object.values(entities).reduce((sum, { created, updated, removed }) => sum + created + updated + removed, 0);

function recordsOf(runs: readonly RunReport[]): WeekStatus['records'] {
  const sums: Partial<Record<EntityType, { created: number; updated: number; removed: number }>> = {};
  for (const { entities } of runs) {
    for (const [name, { created, updated, removed }] of Object.entries(entities)) {
      // SAFETY: the keys of a report are entities.
      const sum = (sums[name as EntityType] ??= { created: 0, updated: 0, removed: 0 });
      sum.created += created;
      sum.updated += updated;
      sum.removed += removed;
    }
  }
  return sums;
}

const nothing = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };

/** Also of runs that did not end well: what they had written stands there. */
function writesOf(runs: readonly RunReport[]): WeekStatus['writes'] {
  const sums = { powerschool: { ...nothing }, partner: { ...nothing } };
  for (const { dryRun, writes } of runs) {
    if (dryRun) continue;
    for (const side of ['powerschool', 'partner'] as const) {
      for (const what of Object.keys(nothing) as (keyof typeof nothing)[]) sums[side][what] += writes[side][what];
    }
  }
  return sums;
}

const written = ({ writes }: RunReport): number =>
  [writes.powerschool, writes.partner].reduce((sum, one) => sum + one.created + one.updated + one.deleted, 0);
