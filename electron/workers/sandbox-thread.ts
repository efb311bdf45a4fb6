import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport } from '../../shared/errors.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { SandboxDescription, SandboxOptions } from '../sandbox/sandbox.ts';
import { workerUrl } from './thread-url.ts';

export type FromSandbox =
  | { readonly kind: 'ready'; readonly description: SandboxDescription }
  | { readonly kind: 'failed'; readonly error: ErrorReport };

export interface SandboxThread {
  readonly description: SandboxDescription;
  close(): Promise<void>;
}

/** Starts the sandbox on a thread of its own, so that serving does not take turns with syncing. Rejects as `startSandbox` does. */
export async function startSandboxThread(options: SandboxOptions): Promise<SandboxThread> {
  const worker = new Worker(workerUrl('sandbox-worker'), { workerData: options });
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  const description = await new Promise<SandboxDescription>((resolve, reject) => {
    worker.once('message', (message: FromSandbox) => {
      if (message.kind === 'ready') resolve(message.description);
      else reject(errorFromReport(message.error));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(threadDied()));
  });
  return {
    description,
    close: async () => {
      worker.postMessage('close');
      await exited;
    },
  };
}

const threadDied = (): AppError =>
  new AppError('sandbox.threadDied', 'stop', 'The sandbox stopped before it was ready.', {
    fix: 'Start it again, with fewer students if memory is short.',
  });
