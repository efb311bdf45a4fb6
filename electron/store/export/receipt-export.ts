import type { Database } from 'better-sqlite3';
import type { Receipt, ReceiptPlace } from '../../../shared/exchange/receipt.ts';
import { isMeant, receiptClasses, withTeachers, type ReceiptFilter } from '../plans/receipt-places.ts';
import { openReceipts } from '../plans/receipts.ts';
import type { Reader } from '../reader-api.ts';
import { disarm } from './csv-text.ts';
import { openOutputFolder, writeError } from './output-folder.ts';
import { writeCsvRows } from './table-file.ts';

/** What a run has written, as one file. */
export interface ReceiptExportJob extends ReceiptFilter {
  readonly runId: string;
  readonly folder: string;
  readonly name: string;
  readonly bom: boolean;
}

const header = [
  'number',
  'time',
  'to',
  'action',
  'entity',
  'school',
  'class',
  'teacher',
  'sourcedId',
  'state',
  'method',
  'path',
  'request',
  'status',
  'answer',
  'before',
  'readBack',
  'seal',
];

const page = 500;

/**
 * Writes the receipts of a school, a teacher or a whole run, and gives their number; formulas are disarmed. The file appears whole at the end.
 * Throws AppError `export.cannotWrite` (stop), and the signal's reason.
 */
export async function exportReceipts(
  reader: Pick<Reader, 'leadTeachers'>,
  plans: Database,
  job: ReceiptExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const classes = receiptClasses(plans, job.runId);
  const leads = reader.leadTeachers(classes.flatMap(({ classKey }) => (classKey === null ? [] : [classKey])));
  const places = new Map(withTeachers(classes, leads).map((place) => [keyOf(place), place]));
  function* rows(): Iterable<readonly string[]> {
    const receipts = openReceipts(plans);
    for (let after = 0; ;) {
      const found = receipts.receipts(job.runId, after, page);
      for (const receipt of found) {
        const place = places.get(keyOf(receipt));
        if (place !== undefined && isMeant(place, job)) yield cellsOf(receipt, place).map(disarm);
      }
      if (found.length < page) return;
      after = found.at(-1)?.number ?? 0;
    }
  }
  try {
    const folder = await openOutputFolder(job.folder);
    try {
      const file = { path: folder.pathOf(job.name), header, onProgress, signal };
      const written = await writeCsvRows(file, rows(), job.bom);
      await folder.publish();
      return written;
    } catch (error) {
      await folder.discard();
      throw error;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw writeError(error);
  }
}

const keyOf = ({ schoolKey, classKey }: Pick<ReceiptPlace, 'schoolKey' | 'classKey'>): string =>
  `${schoolKey} ${classKey}`;

const cellsOf = (receipt: Receipt, { school, class: klass, teacher }: ReceiptPlace): readonly unknown[] => [
  receipt.number,
  receipt.settledAt ?? receipt.intendedAt,
  receipt.target,
  receipt.action,
  receipt.entity,
  school,
  klass,
  teacher,
  receipt.sourcedId,
  receipt.state,
  receipt.request?.method,
  receipt.request?.path,
  receipt.request?.body,
  receipt.answer?.status,
  receipt.answer?.text,
  receipt.before === null ? null : JSON.stringify(receipt.before),
  receipt.readBack === null ? null : JSON.stringify(receipt.readBack),
  receipt.chain,
];
