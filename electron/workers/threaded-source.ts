import { Worker } from 'node:worker_threads';
import { errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { PullMessage, Scope, Source, SourceDescription } from '../connectors/connector.ts';
import { unpackMessage } from './packed-page.ts';
import type { FromSource, ToSource } from './source-messages.ts';
import type { SourceSettings } from './source-settings.ts';
import { workerUrl } from './thread-url.ts';

type Job = { readonly on: (message: FromSource) => void };

/** A `Source` whose work is done on a thread of its own: fetching and translating overlap with comparing and storing. */
export function openThreadedSource(settings: SourceSettings): Source {
  const worker = new Worker(workerUrl('source-worker'), {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 48 },
  });
  const jobs = new Map<number, Job>();
  let next = 1;
  let closed = false;
  const say = (message: ToSource): void => worker.postMessage(message);
  const died = (error: ErrorReport): void => {
    for (const [id, job] of jobs) job.on({ kind: 'failed', id, error });
  };
  worker.on('message', (message: FromSource) => jobs.get(message.id)?.on(message));
  worker.on('error', () => died(threadDied));
  const exited = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      if (!closed) died(threadDied);
      resolve();
    }),
  );

  function onAbort(signal: AbortSignal, id: number): () => void {
    const stop = (): void => {
      say({ kind: 'stop', id });
      jobs.get(id)?.on({ kind: 'failed', id, error: stopped });
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return () => signal.removeEventListener('abort', stop);
  }

  return {
    async describe(signal: AbortSignal): Promise<SourceDescription> {
      const id = next++;
      const answer = new Promise<SourceDescription>((resolve, reject) => {
        jobs.set(id, {
          on: (message) => {
            if (message.kind === 'described') resolve(message.description);
            else if (message.kind === 'failed') reject(errorFromReport(message.error));
          },
        });
      });
      say({ kind: 'describe', id });
      const off = onAbort(signal, id);
      try {
        return await answer;
      } finally {
        off();
        jobs.delete(id);
      }
    },

    async *pull(scope: Scope, since: string | null, signal: AbortSignal): AsyncIterable<PullMessage> {
      const id = next++;
      const arrived: FromSource[] = [];
      let wake = (): void => {};
      jobs.set(id, {
        on: (message) => {
          arrived.push(message);
          wake();
        },
      });
      say({ kind: 'pull', id, scope, since });
      const off = onAbort(signal, id);
      try {
        for (;;) {
          while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
          const message = arrived.shift();
          if (message?.kind === 'failed') throw errorFromReport(message.error);
          if (message?.kind !== 'message') continue;
          say({ kind: 'taken', id });
          yield unpackMessage(message.message);
          if (message.message.kind === 'end') return;
        }
      } finally {
        off();
        jobs.delete(id);
        say({ kind: 'stop', id });
      }
    },

    async close(): Promise<void> {
      closed = true;
      say({ kind: 'close' });
      await exited;
    },
  };
}

const threadDied: ErrorReport = {
  code: 'internal.threadDied',
  recovery: 'stop',
  message: 'The part of the application that reads PowerSchool stopped unexpectedly.',
  fix: 'Sync again: the run goes on from the last listing that was read whole.',
};

const stopped: ErrorReport = { code: 'run.cancelled', recovery: 'stop', message: 'The run was stopped.' };
