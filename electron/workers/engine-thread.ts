import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { Retention } from '../../shared/integration/retention.ts';
import type { RunProgress, RunReport, StopWhen } from '../../shared/integration/run.ts';
import type { RunOptions } from '../engine/run.ts';
import type { ExchangeSettings } from './exchange-settings.ts';
import type { SourceSettings } from './source-settings.ts';
import { workerUrl } from './thread-url.ts';

export interface EngineJob {
  readonly database: string;
  readonly source: SourceSettings;
  /** Null: an import, which writes nowhere. */
  readonly exchange: ExchangeSettings | null;
  /** What is older is purged after a run that saved something. */
  readonly retention: Retention;
  readonly run: Pick<
    RunOptions,
    'runId' | 'integrationId' | 'dryRun' | 'full' | 'settings' | 'resumeWithinHours' | 'limits'
  >;
}

/** When the run is to stop. */
export type ToEngine = StopWhen;

export type FromEngine =
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'report'; readonly report: RunReport }
  | { readonly kind: 'refused'; readonly error: ErrorReport };

export interface EngineThread {
  /** The report, however the run ended. Rejects with an AppError if no run began. */
  readonly done: Promise<RunReport>;
  cancel(when: StopWhen): void;
}

/** Starts a run on a thread of its own. */
export function startEngineThread(job: EngineJob, onProgress: (progress: RunProgress) => void): EngineThread {
  const worker = new Worker(workerUrl('engine-worker'), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 24 },
  });
  const done = new Promise<RunReport>((resolve, reject) => {
    let outcome: (() => void) | undefined;
    worker.on('message', (message: FromEngine) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'report') outcome = () => resolve(message.report);
      else outcome = () => reject(errorFromReport(message.error));
    });
    // Only when the thread is gone are the database and its lock free again.
    const ended = (): void => (outcome ?? (() => reject(threadDied())))();
    worker.once('error', ended);
    worker.once('exit', ended);
  });
  return { done, cancel: (when) => worker.postMessage(when satisfies ToEngine) };
}

const threadDied = (): AppError =>
  new AppError('internal.threadDied', 'stop', 'The part of the application that does the sync stopped unexpectedly.', {
    fix: 'Sync again: the run goes on from the last listing that was read whole.',
  });
