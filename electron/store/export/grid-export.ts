import { setImmediate } from 'node:timers/promises';
import { columnsOf } from '../../../shared/browse/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Cell } from '../../../shared/ipc/contract/browse.ts';
import type { Browse, GridQuery } from '../browse/browse-api.ts';
import { createCsvFile } from './csv-file.ts';
import { looksLikeFormula } from './flat-record.ts';
import { openOutputFolder, writeError } from './output-folder.ts';

/** The rows of a grid as one CSV file. */
interface GridExportJob {
  readonly query: GridQuery;
  /** Ids of columns, in the order of the file. */
  readonly columns: readonly string[];
  readonly folder: string;
  /** The file's name in the folder; a file of that name is replaced. */
  readonly name: string;
  readonly bom: boolean;
}

/**
 * Writes every row of a grid in its order, with the columns' labels as the header, and gives their number. What would run as a formula
 * in a spreadsheet is made text by an apostrophe. The file appears whole at the end; when the export fails or is stopped there is
 * none. Throws AppError `browse.unknownColumn`, `export.cannotWrite` (stop), and the signal's reason.
 */
export async function exportGrid(
  browse: Browse,
  job: GridExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const header = labelsOf(job);
  try {
    const folder = await openOutputFolder(job.folder);
    try {
      const rows = await writeRows(browse, job, header, folder.pathOf(job.name), onProgress, signal);
      await folder.publish();
      return rows;
    } catch (error) {
      await folder.discard();
      throw error;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw writeError(error);
  }
}

async function writeRows(
  browse: Browse,
  { query, columns, bom }: GridExportJob,
  header: readonly string[],
  path: string,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const file = await createCsvFile(path, header, bom);
  try {
    for (const row of browse.eachRow(query)) {
      file.add(columns.map((column) => csvCell(row.cells[column] ?? null)));
      if (!file.isFull) continue;
      await file.flush();
      onProgress(file.rows);
      // A cancel is heard between two batches.
      await setImmediate();
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  await file.finish();
  onProgress(file.rows);
  return file.rows;
}

function labelsOf({ query, columns }: GridExportJob): string[] {
  const labels = new Map(columnsOf(query.view).map(({ id, label }) => [id, label]));
  return columns.map((id) => {
    const label = labels.get(id);
    if (label === undefined) throw unknownColumn(id);
    return label;
  });
}

function csvCell(cell: Cell): string {
  const text = exportText(cell);
  return typeof cell !== 'number' && looksLikeFormula(text) ? `'${text}` : text;
}

/** A cell as other software reads it: dates as ISO 8601, references by name and those that were not listed by id, lists with commas. */
function exportText(cell: unknown): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  if (Array.isArray(cell)) return cell.map(exportText).join(', ');
  if (isNamed(cell)) return cell.name === '' ? cell.sourcedId : cell.name;
  return JSON.stringify(cell);
}

const isNamed = (cell: unknown): cell is { readonly name: string; readonly sourcedId: string } =>
  typeof cell === 'object' && cell !== null && 'name' in cell && 'sourcedId' in cell && 'view' in cell;

const unknownColumn = (column: string): AppError =>
  new AppError('browse.unknownColumn', 'stop', 'This grid has no such column.', {
    fix: 'Choose the columns again.',
    details: { column },
  });
