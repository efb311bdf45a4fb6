import { parentPort, workerData } from 'node:worker_threads';
import { runImport } from '../engine/run.ts';
import { openForWriting } from '../store/open.ts';
import { purgeOldData } from '../store/retention/retention.ts';
import { openRunStore } from '../store/run-store.ts';
import { lockRun } from '../store/run-lock.ts';
import { reportOf } from '../../shared/errors.ts';
import type { EngineJob, FromEngine, ToEngine } from './engine-thread.ts';
import { openExchange } from './open-exchange.ts';
import { openThreadedSource } from './threaded-source.ts';

/** The thread of one run: the only writer of the integration's database. It ends with the run. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const job = workerData as EngineJob;
const abort = new AbortController();
const stopAfterSchool = new AbortController();
const say = (message: FromEngine): void => port.postMessage(message);

port.on('message', (message: ToEngine) => (message === 'now' ? abort : stopAfterSchool).abort());

let hasSaved = false;

/** A purge that cannot be done now is done after a later run; it is no failure of this one. */
function purge(): void {
  try {
    purgeOldData(job.database, job.retention, Date.now(), { thorough: false });
  } catch {
    // Another run has begun meanwhile, or the disk is full: both are told where they matter.
  }
}

try {
  const lock = lockRun(job.database);
  try {
    const copy = openForWriting(job.database);
    const store = openRunStore(copy);
    const exchange = job.exchange === null ? null : openExchange({ ...job, exchange: job.exchange }, copy);
    const source = openThreadedSource(job.source);
    try {
      const report = await runImport({
        ...job.run,
        exchange: exchange === null ? null : (description) => exchange.open(description),
        source,
        store,
        clock: { now: Date.now },
        tell: (progress) => say({ kind: 'progress', progress }),
        signal: abort.signal,
        stopAfterSchool: stopAfterSchool.signal,
      });
      hasSaved = report.status === 'succeeded' && !report.dryRun;
      say({ kind: 'report', report });
    } finally {
      await exchange?.close();
      store.close();
      await source.close();
    }
  } finally {
    lock.release();
  }
  if (hasSaved) purge();
} catch (error) {
  say({ kind: 'refused', error: reportOf(error) });
} finally {
  port.close();
}
