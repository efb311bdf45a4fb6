import { reportOf, type ErrorReport } from '../../shared/errors.ts';
import type { Integration } from '../../shared/integration/config.ts';
import { isScheduled, type Schedule } from '../../shared/integration/schedule.ts';
import type { Due } from '../engine/schedule.ts';
import { dueBetween, mayBegin, nextDue } from '../engine/schedule.ts';
import type { StartRun } from '../backend-api.ts';

/** Syncs that were due while nobody watched: the computer was off or asleep, or the application was closed. */
export interface MissedSyncs {
  readonly count: number;
  /** When the first of them was due, in milliseconds since 1970. */
  readonly since: number;
  /** Whether one sync was begun, or will be as soon as it may, to make up for them. */
  readonly isMadeUpFor: boolean;
}

export interface SchedulePorts {
  now(): number;
  /** Read at every check, so that a changed schedule counts from then on. */
  integrations(): readonly Integration[];
  /** When the newest run began that was no dry one; null where there was none. */
  lastRunAt(integrationId: string): Promise<number | null>;
  isUnderWay(integrationId: string): boolean;
  /** Rejects with AppError `run.locked` while another process holds the integration. */
  start(run: StartRun): Promise<void>;
  missed(integrationId: string, syncs: MissedSyncs): void;
  /** A sync that was due could not begin. It is not tried again before the next one is due. */
  notBegun(integrationId: string, error: ErrorReport): void;
}

/** Begins syncs when they are due. */
export interface Scheduler {
  /** Looks once at every integration; a look during a look is the same look. */
  check(): Promise<void>;
  /** Checks now and every half minute. */
  start(): void;
  stop(): void;
  /** While paused, nothing begins and nothing is next. What is missed meanwhile is missed as during a sleep. */
  pause(isPaused: boolean): void;
  next(integration: Integration): Due | null;
  /** What was missed, until the next sync begins when it is due. */
  missed(integrationId: string): MissedSyncs | null;
}

const checkEveryMs = 30_000;
/** Two checks further apart than this: the computer slept between them. */
const sleptAfterMs = 4 * checkEveryMs;

export const zoneOf = ({ timeZone }: Schedule): string =>
  timeZone ?? new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone;

interface Watch {
  /** The schedule as text: another one is watched anew. */
  readonly schedule: string;
  /** Since when it has been looked at without a gap. What became due after is on time, even if it had to wait for another run. */
  since: number;
  /** Nothing that was due up to here is of interest any more. */
  settledUntil: number;
  /** The first that is due after that; infinite where none is, undefined where it was not looked for yet. */
  firstDue: number | undefined;
  checkedAt: number;
  missed: MissedSyncs | null;
}

export function openScheduler(ports: SchedulePorts): Scheduler {
  const watches = new Map<string, Watch>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let looking: Promise<void> | undefined;
  let isPaused = false;

  /** The first look at a schedule reaches back to the last run; a schedule that was changed under our eyes counts from now on. */
  function watch({ id, createdAt, config }: Integration, now: number): Watch {
    const schedule = JSON.stringify(config.schedule);
    const known = watches.get(id);
    if (known?.schedule === schedule) {
      if (now - known.checkedAt > sleptAfterMs) known.since = now;
      known.checkedAt = now;
      return known;
    }
    const settledUntil = known === undefined ? Date.parse(createdAt) : now;
    const begun: Watch = { schedule, since: now, settledUntil, firstDue: undefined, checkedAt: now, missed: null };
    watches.set(id, begun);
    return begun;
  }

  async function look(integration: Integration): Promise<void> {
    const { id, config } = integration;
    const { schedule } = config;
    const now = ports.now();
    const own = watch(integration, now);
    if (!isScheduled(schedule) || ports.isUnderWay(id)) return;
    const zone = zoneOf(schedule);
    // The run history is asked only if it can matter.
    own.firstDue ??= nextDue(schedule, zone, own.settledUntil)?.at ?? Infinity;
    if (own.firstDue > now) return;
    settle(own, Math.max(own.settledUntil, (await ports.lastRunAt(id)) ?? 0));
    const due = dueBetween(schedule, zone, own.settledUntil, now);
    const [first] = due;
    if (first === undefined) return;
    const isOnTime = due.some(({ at }) => at > own.since);
    if (!isOnTime) tellMissed(id, own, { count: due.length, since: first.at, isMadeUpFor: schedule.catchUp });
    if (!isOnTime && !schedule.catchUp) settle(own, now);
    else if (mayBegin(schedule, zone, now)) await begin(integration, own, due, isOnTime);
  }

  async function begin(integration: Integration, own: Watch, due: readonly Due[], isOnTime: boolean): Promise<void> {
    const { id, config } = integration;
    // Nothing is written to either end before somebody has looked at the plan.
    const planOnly = config.mode === 'two-way';
    try {
      await ports.start({ integrationId: id, full: due.some(({ full }) => full), planOnly });
      if (isOnTime) own.missed = null;
    } catch (error) {
      const report = reportOf(error);
      // Another process syncs: it is waited for.
      if (report.code === 'run.locked') return;
      ports.notBegun(id, report);
    }
    settle(own, ports.now());
  }

  function settle(own: Watch, until: number): void {
    if (own.settledUntil !== until) own.firstDue = undefined;
    own.settledUntil = until;
  }

  function tellMissed(id: string, own: Watch, missed: MissedSyncs): void {
    const isKnown = own.missed?.since === missed.since && own.missed.count === missed.count;
    if (isKnown) return;
    own.missed = missed;
    ports.missed(id, missed);
  }

  async function lookAtAll(): Promise<void> {
    // One integration that cannot be read keeps no other from its sync; its card on Home says what is wrong.
    await Promise.allSettled(ports.integrations().map(look));
  }

  const check = (): Promise<void> => (looking ??= lookAtAll().finally(() => (looking = undefined)));

  function start(): void {
    timer ??= setInterval(() => void check(), checkEveryMs).unref();
    void check();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    check,
    start,
    stop,
    pause(paused) {
      isPaused = paused;
      if (paused) stop();
      else start();
    },
    next: ({ config: { schedule } }) => (isPaused ? null : nextDue(schedule, zoneOf(schedule), ports.now())),
    missed: (integrationId) => watches.get(integrationId)?.missed ?? null,
  };
}
