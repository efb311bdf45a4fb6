import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { ReaderClient } from '../backend-api.ts';
import type { ExportJob, ExportSummary } from '../store/export-api.ts';
import { planGroupCalls, type PlanGroups } from '../store/plans/plan-groups.ts';
import { readerCalls, type ReaderCalls } from '../store/reader-api.ts';
import { workerUrl } from './thread-url.ts';

type Methods = ReaderCalls & PlanGroups & { export(job: ExportJob): ExportSummary };
export type ReaderCall = {
  [K in keyof Methods]: { readonly name: K; readonly args: Parameters<Methods[K]> };
}[keyof Methods];

export type ToReader =
  { readonly kind: 'call'; readonly id: number; readonly call: ReaderCall } | { readonly kind: 'close' };

export type FromReader =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport }
  | { readonly kind: 'progress'; readonly id: number; readonly rows: number };

const calls = [...readerCalls, ...planGroupCalls] as const;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
  readonly onProgress: ((rows: number) => void) | undefined;
}

/** Starts a reader's thread on the database of an integration, which need not exist yet. */
export function startReaderThread(file: string): ReaderClient {
  const worker = new Worker(workerUrl('reader-worker'), { workerData: { file } });
  const waiting = new Map<number, Waiting>();
  let next = 1;
  worker.on('message', (message: FromReader) => {
    const call = waiting.get(message.id);
    if (message.kind === 'progress') {
      call?.onProgress?.(message.rows);
      return;
    }
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

  function ask<K extends keyof Methods>(
    name: K,
    args: Parameters<Methods[K]>,
    onProgress?: (rows: number) => void,
  ): Promise<ReturnType<Methods[K]>> {
    return new Promise((resolve, reject) => {
      const id = next++;
      // SAFETY: the worker answers a call with what the method of that name returns.
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
      worker.postMessage({ kind: 'call', id, call: { name, args } });
    });
  }

  // SAFETY: each name asks for the method of that name.
  const asked = Object.fromEntries(
    calls.map((name) => [name, (...args: Parameters<Methods[typeof name]>) => ask(name, args)]),
  ) as unknown as Pick<ReaderClient, (typeof calls)[number]>;
  return {
    ...asked,
    export: (job, onProgress) => ask('export', [job], onProgress),
    close: async () => {
      worker.postMessage({ kind: 'close' });
      await exited;
    },
  };
}

const threadDied = (): AppError =>
  new AppError('internal.threadDied', 'stop', 'The part of the application that reads the local copy stopped.', {
    fix: 'Close the application and open it again.',
  });
