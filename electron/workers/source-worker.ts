import { parentPort, workerData } from 'node:worker_threads';
import { openMappedSource } from '../connectors/mapped-source.ts';
import { openPowerSchoolApi } from '../connectors/powerschool/api/open-powerschool-api.ts';
import { openCustomValues } from '../connectors/powerschool/source/custom-values.ts';
import { openPowerSchoolSource } from '../connectors/powerschool/source/open-powerschool-source.ts';
import { reportOf } from '../../shared/errors.ts';
import { buffersOf, packMessage } from './packed-page.ts';
import { pagesAhead, type FromSource, type ToSource } from './source-messages.ts';
import type { SourceSettings } from './source-settings.ts';

/** The thread that fetches and translates, so that the engine's thread only compares and stores. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const settings = workerData as SourceSettings;
const api = openPowerSchoolApi({
  url: settings.url,
  clientId: settings.clientId,
  clientSecret: settings.clientSecret,
  ca: settings.ca,
  environment: settings.environment,
  requestTimeoutMs: settings.advanced.requestTimeoutSeconds * 1000,
  minimumIntervalMs: settings.advanced.minimumIntervalMs,
  pageSize: settings.advanced.pageSize,
  maxRequestsInFlight: settings.advanced.maxRequestsInFlight,
});
const source = openMappedSource(
  openPowerSchoolSource({ api, config: settings, clock: () => new Date() }),
  settings.mappings,
  openCustomValues(api, settings.mappings, settings.advanced),
);
const jobs = new Map<number, { readonly abort: AbortController; credit: number; wake: () => void }>();

const say = (message: FromSource, buffers: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, [...buffers]);

async function work(id: number, run: (signal: AbortSignal, turn: () => Promise<void>) => Promise<void>): Promise<void> {
  const job = { abort: new AbortController(), credit: pagesAhead, wake: () => {} };
  jobs.set(id, job);
  const turn = async (): Promise<void> => {
    while (job.credit === 0 && !job.abort.signal.aborted) await new Promise<void>((resolve) => (job.wake = resolve));
    job.abort.signal.throwIfAborted();
    job.credit--;
  };
  try {
    await run(job.abort.signal, turn);
  } catch (error) {
    say({ kind: 'failed', id, error: reportOf(error) });
  } finally {
    jobs.delete(id);
  }
}

port.on('message', (message: ToSource) => {
  switch (message.kind) {
    case 'describe':
      void work(message.id, async (signal) => {
        say({ kind: 'described', id: message.id, description: await source.describe(signal) });
      });
      break;
    case 'pull':
      void work(message.id, async (signal, turn) => {
        for await (const page of source.pull(message.scope, message.since, signal)) {
          await turn();
          const packed = packMessage(page);
          say({ kind: 'message', id: message.id, message: packed }, buffersOf(packed));
        }
      });
      break;
    case 'taken': {
      const job = jobs.get(message.id);
      if (job !== undefined) {
        job.credit++;
        job.wake();
      }
      break;
    }
    case 'stop': {
      const job = jobs.get(message.id);
      job?.abort.abort();
      job?.wake();
      break;
    }
    case 'close':
      void source.close().finally(() => port.close());
      break;
  }
});
