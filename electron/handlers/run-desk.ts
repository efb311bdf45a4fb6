import { reportOf, type ErrorReport } from '../../shared/errors.ts';
import type { RunProgress, RunReport, StopWhen } from '../../shared/integration/run.ts';
import type { Runs, StartRun } from '../backend-api.ts';

export interface RunEvents {
  progressed(progress: RunProgress): void;
  finished(report: RunReport): void;
  /** A run that had begun came to nothing, without a report. */
  failed(integrationId: string, error: ErrorReport): void;
}

/** The runs that screens have started. */
export interface RunDesk {
  /**
   * Resolves once the run has begun. A 2-Way Sync writes only with `planId`: without one it makes a plan and stops. Who asks for what is
   * under way already has it (C31: clicked twice is clicked once). Rejects with what `Runs.start` rejects with if none began.
   */
  start(run: StartRun): Promise<void>;
  cancel(integrationId: string, when: StopWhen): boolean;
  isUnderWay(integrationId: string): boolean;
  /** True while any run is under way. */
  isBusy(): boolean;
  /** Asks every run to stop; resolves when all have ended. */
  stopAll(): Promise<void>;
}

export function openRunDesk(runs: Runs, events: RunEvents): RunDesk {
  const underWay = new Map<
    string,
    { readonly asked: string; readonly begun: Promise<void>; readonly ended: Promise<unknown> }
  >();
  return {
    async start(asked) {
      // What the application starts by itself or from a screen stops at the plan, unless it is to apply one that was looked at.
      const run = asked.planId === undefined ? { ...asked, planOnly: true } : asked;
      const { integrationId } = run;
      const other = underWay.get(integrationId);
      if (other?.asked === JSON.stringify(run)) return other.begun;
      // Where another run is under way, `Runs` is the one to say so; the run that is must not be forgotten for that.
      if (other !== undefined) return void (await runs.start(run));
      let hasBegun = false;
      let begin = (): void => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const ended = runs
        .start(run, (progress) => {
          hasBegun = true;
          begin();
          events.progressed(progress);
        })
        .finally(() => underWay.delete(integrationId));
      const told = ended.then(
        (report) => events.finished(report),
        (error: unknown) => {
          if (!hasBegun) throw error;
          events.failed(integrationId, reportOf(error));
        },
      );
      const started = Promise.race([begun, told]);
      underWay.set(integrationId, { asked: JSON.stringify(run), begun: started, ended: Promise.allSettled([ended]) });
      await started;
    },
    cancel: (integrationId, when) => runs.cancel(integrationId, when),
    isUnderWay: (integrationId) => underWay.has(integrationId),
    isBusy: () => underWay.size > 0,
    async stopAll() {
      for (const integrationId of underWay.keys()) runs.cancel(integrationId);
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
  };
}
