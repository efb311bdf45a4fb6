import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../../shared/errors.ts';
import { countOldData, purgeOldData } from '../store/retention/retention.ts';
import type { FromRetention, RetentionTask } from './retention-thread.ts';

/** The thread of one purge, or of looking at what one would take. It ends with it. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const { database, retention, now, kind } = workerData as RetentionTask;
const say = (message: FromRetention): void => port.postMessage(message);

try {
  const counts =
    kind === 'count'
      ? countOldData(database, retention, now)
      : purgeOldData(database, retention, now, { thorough: kind === 'thorough' });
  say({ kind: 'done', counts });
} catch (error) {
  say({ kind: 'failed', error: reportOf(error) });
} finally {
  port.close();
}
