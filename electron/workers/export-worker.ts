import { parentPort, workerData } from 'node:worker_threads';
import { AppError, reportOf } from '../../shared/errors.ts';
import { openBrowse } from '../store/browse/open-browse.ts';
import { exportComparison } from '../store/export/comparison-export.ts';
import { exportGrid } from '../store/export/grid-export.ts';
import { exportIssues } from '../store/export/issue-export.ts';
import { exportReceipts } from '../store/export/receipt-export.ts';
import { runExport } from '../store/export/run-export.ts';
import { openForReading } from '../store/open.ts';
import { openPlansDatabase } from '../store/plans/open-plans.ts';
import { openReader } from '../store/reader.ts';
import type { ExportAnswer, ExportThreadData, FromExport } from './export-thread.ts';

/** The thread of one export. It cannot write to the local copy, and sees it as it was when it began: a sync meanwhile changes nothing. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const { file, task } = workerData as ExportThreadData;
const stopping = new AbortController();
const say = (message: FromExport): void => port.postMessage(message);
port.on('message', () => stopping.abort());

async function write(): Promise<ExportAnswer> {
  const db = openForReading(file);
  if (db === undefined) throw nothingYet();
  const told = (rows: number): void => say({ kind: 'progress', rows });
  try {
    // The first read of a transaction decides what all of them see.
    db.exec('BEGIN');
    db.prepare('SELECT max(number) FROM main.run').get();
    if (task.kind === 'grid') {
      return { rows: await exportGrid(openBrowse(db), task.job, told, stopping.signal), notes: [] };
    }
    if (task.kind === 'issues') return { rows: await exportIssues(db, task.job, told, stopping.signal), notes: [] };
    if (task.kind === 'receipts') {
      const plans = openPlansDatabase(file);
      try {
        return { rows: await exportReceipts(openReader(db), plans, task.job, told, stopping.signal), notes: [] };
      } finally {
        plans.close();
      }
    }
    if (task.kind === 'comparison') {
      return { rows: await exportComparison(openBrowse(db), task.job, told, stopping.signal), notes: [] };
    }
    const { files, notes } = await runExport(openReader(db), task.job, told, stopping.signal);
    return { rows: files.at(-1)?.rows ?? 0, notes };
  } finally {
    db.close();
  }
}

try {
  say({ kind: 'done', answer: await write() });
} catch (error) {
  say({ kind: 'failed', error: reportOf(error) });
} finally {
  port.close();
}

function nothingYet(): AppError {
  return new AppError('export.nothingYet', 'stop', 'There is nothing to export: the local copy is empty.', {
    fix: 'Run a sync first, then export again.',
  });
}
