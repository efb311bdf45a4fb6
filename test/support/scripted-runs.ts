import type { Runs, StartRun } from '../../electron/backend-api.ts';
import type { RunProgress, RunReport } from '../../shared/integration/run.ts';

/** A run whose course a test tells, step by step. */
export interface ScriptedRun {
  readonly asked: StartRun;
  progress(progress: RunProgress): void;
  finish(report: RunReport): void;
  fail(error: Error): void;
}

/** Runs that do what a test says, so that every order of events can be tried. */
export interface ScriptedRuns extends Runs {
  readonly started: readonly ScriptedRun[];
  readonly cancelled: readonly string[];
}

export function scriptedRuns(): ScriptedRuns {
  const started: ScriptedRun[] = [];
  const cancelled: string[] = [];
  return {
    started,
    cancelled,
    start: (asked, onProgress) =>
      new Promise((resolve, reject) => {
        started.push({ asked, progress: (progress) => onProgress?.(progress), finish: resolve, fail: reject });
      }),
    cancel: (integrationId) => {
      cancelled.push(integrationId);
      return started.length > 0;
    },
    current: () => undefined,
  };
}
