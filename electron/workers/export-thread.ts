import { Worker } from 'node:worker_threads';
import { AppError, errorFromReport, type ErrorReport } from '../../shared/errors.ts';
import type { ExportJob } from '../store/export-api.ts';
import type { ComparisonExportJob } from '../store/export/comparison-export.ts';
import type { GridExportJob } from '../store/export/grid-export.ts';
import type { IssueExportJob } from '../store/export/issue-export.ts';
import type { ReceiptExportJob } from '../store/export/receipt-export.ts';
import { workerUrl } from './thread-url.ts';

/** What an export's thread is to do. */
export type ExportTask =
  | { readonly kind: 'comparison'; readonly job: ComparisonExportJob }
  | { readonly kind: 'grid'; readonly job: GridExportJob }
  | { readonly kind: 'issues'; readonly job: IssueExportJob }
  | { readonly kind: 'package'; readonly job: ExportJob }
  | { readonly kind: 'receipts'; readonly job: ReceiptExportJob };

export interface ExportAnswer {
  readonly rows: number;
  readonly notes: readonly string[];
}

export interface ExportThreadData {
  readonly file: string;
  readonly task: ExportTask;
}

export type FromExport =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'done'; readonly answer: ExportAnswer }
  | { readonly kind: 'failed'; readonly error: ErrorReport };

/** A step of the database that does not look up is not waited for any longer. */
const patienceMs = 3000;

/**
 * Writes one export in a thread of its own, which ends with it. Rejects with AppError `export.stopped` (stop) when `signal` is aborted;
 * a file that is half there keeps its `.part` name where the thread had to be ended.
 */
export function runExportThread(
  data: ExportThreadData,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<ExportAnswer> {
  const worker = new Worker(workerUrl('export-worker'), { workerData: data });
  return new Promise((resolve, reject) => {
    let answer: FromExport | undefined;
    let patience: NodeJS.Timeout | undefined;
    const stop = (): void => {
      worker.postMessage('stop');
      patience = setTimeout(() => void worker.terminate(), patienceMs);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromExport) => {
      if (message.kind === 'progress') onProgress(message.rows);
      else answer = message;
    });
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
      if (answer?.kind === 'done') resolve(answer.answer);
      else if (signal.aborted) reject(exportStopped());
      else reject(answer?.kind === 'failed' ? errorFromReport(answer.error) : threadDied());
    });
  });
}

export const exportStopped = (): AppError =>
  new AppError('export.stopped', 'stop', 'The export was stopped. No file was written.', {
    fix: 'Export again when you want the file.',
  });

const threadDied = (): AppError =>
  new AppError('internal.threadDied', 'stop', 'The part of the application that writes exports stopped.', {
    fix: 'Export again. If it happens again, close the application and open it again.',
  });
