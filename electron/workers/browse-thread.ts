import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { Browse } from '../store/browse/browse-api.ts';
import { workerUrl } from './thread-url.ts';

type Methods = Omit<Browse, 'eachRow' | 'eachDifference' | 'close'>;
export type BrowseCall = {
  [K in keyof Methods]: { readonly name: K; readonly input: Parameters<Methods[K]>[0] };
}[keyof Methods];

export type ToBrowse =
  | { readonly kind: 'call'; readonly id: number; readonly call: BrowseCall }
  | { readonly kind: 'withdraw'; readonly id: number }
  | { readonly kind: 'close' };

export type FromBrowse =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport };

export interface BrowseThread {
  /** `null` where the method answers with undefined. Rejects with AppError. */
  ask<K extends keyof Methods>(
    name: K,
    input: Parameters<Methods[K]>[0],
    signal?: AbortSignal,
  ): Promise<Exclude<Awaited<ReturnType<Methods[K]>>, undefined> | null>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** Starts a thread of Data browsing on the database of an integration, which need not exist yet. */
export function startBrowseThread(file: string): BrowseThread {
  const worker = new Worker(workerUrl('browse-worker'), { workerData: { file } });
  const waiting = new Map<number, Waiting>();
  let next = 1;
  const post = (message: ToBrowse): void => worker.postMessage(message);
  worker.on('message', (message: FromBrowse) => {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.value);
    else call?.reject(errorFromReport(message.error));
  });
  const died = (): void => {
    for (const call of waiting.values()) call.reject(threadDied());
    waiting.clear();
  };
  worker.on('error', died);
  const exited = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      died();
      resolve();
    }),
  );
  return {
    ask: (name, input, signal) =>
      new Promise((resolve, reject) => {
        const id = next++;
        // SAFETY: the worker answers a call with what the method of that name returns.
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        signal?.addEventListener('abort', () => post({ kind: 'withdraw', id }), { once: true });
        // SAFETY: name and input are those of one method.
        post({ kind: 'call', id, call: { name, input } as BrowseCall });
      }),
    async close() {
      post({ kind: 'close' });
      await exited;
    },
  };
}

const threadDied = (): AppError =>
  new AppError('internal.threadDied', 'stop', 'The part of the application that browses the local copy stopped.', {
    fix: 'Close the application and open it again.',
  });
