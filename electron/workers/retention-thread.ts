import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { Retention } from '../../shared/integration/retention.ts';
import type { OldData } from '../store/retention/retention.ts';
import { workerUrl } from './thread-url.ts';

export interface RetentionTask {
  readonly database: string;
  readonly retention: Retention;
  readonly now: number;
  /** `usual` after a sync, `thorough` by a person. */
  readonly kind: 'count' | 'usual' | 'thorough';
}

export type FromRetention =
  { readonly kind: 'done'; readonly counts: OldData } | { readonly kind: 'failed'; readonly error: ErrorReport };

/** On a thread of its own: a large district's history takes minutes. Rejects with what `purgeOldData` throws. */
export function runRetentionThread(task: RetentionTask): Promise<OldData> {
  const worker = new Worker(workerUrl('retention-worker'), { workerData: task });
  return new Promise((resolve, reject) => {
    let answer: FromRetention | undefined;
    worker.on('message', (message: FromRetention) => (answer = message));
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (answer?.kind === 'done') resolve(answer.counts);
      else reject(answer === undefined ? threadDied() : errorFromReport(answer.error));
    });
  });
}

const threadDied = (): AppError =>
  new AppError('internal.threadDied', 'stop', 'The part of the application that purges data stopped.', {
    fix: 'Try again. What was purged by then stays so, and nothing else is touched.',
  });
