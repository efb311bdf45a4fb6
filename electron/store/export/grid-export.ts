import { columnsOf } from '../../../shared/browse/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Cell } from '../../../shared/ipc/contract/browse.ts';
import type { Browse, GridQuery } from '../browse/browse-api.ts';
import { looksLikeFormula } from './flat-record.ts';
import { openOutputFolder, writeError } from './output-folder.ts';
import { writeCsvRows, writeXlsxRows, type TableFile, type TableValue } from './table-file.ts';

/** The rows of a grid as one file. */
export interface GridExportJob extends OneTable {
  readonly query: GridQuery;
  /** Ids of columns, in the order of the file. */
  readonly columns: readonly string[];
}

/** Where one table goes, and as what. */
export interface OneTable {
  readonly folder: string;
  /** The file's name in the folder; a file of that name is replaced. */
  readonly name: string;
  readonly format: 'csv' | 'xlsx';
  /** Of CSV only. */
  readonly bom: boolean;
}

/**
 * Writes every row of a grid in its order, with the columns' labels as the header, and gives their number. In CSV, what would run as a
 * formula in a spreadsheet is made text by an apostrophe; in XLSX every text is marked as text. The file appears whole at the end; when the export fails or is stopped there is
 * none. Throws AppError `browse.unknownColumn`, `export.cannotWrite` (stop), `export.textTooLong` (stop), and the signal's reason.
 */
export async function exportGrid(
  browse: Browse,
  job: GridExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const header = labelsOf(job);
  const { query, columns } = job;
  function* rows(): Iterable<readonly Cell[]> {
    for (const row of browse.eachRow(query)) yield columns.map((column) => row.cells[column] ?? null);
  }
  return writeOneTable(job, header, rows(), onProgress, signal);
}

/** Writes rows of cells as one file that appears whole at the end. */
export async function writeOneTable(
  { folder: path, name, format, bom }: OneTable,
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted();
  const cellOf = format === 'csv' ? csvCell : xlsxCell;
  function* values(): Iterable<readonly TableValue[]> {
    for (const row of rows) yield row.map(cellOf);
  }
  try {
    const folder = await openOutputFolder(path);
    try {
      const file: TableFile = { path: folder.pathOf(name), header, onProgress, signal };
      const count = await (format === 'csv' ? writeCsvRows(file, values(), bom) : writeXlsxRows(file, values()));
      await folder.publish();
      return count;
    } catch (error) {
      await folder.discard();
      throw error;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw writeError(error);
  }
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

/** Numbers and yes or no keep their type; everything else is text, dates too: a spreadsheet's own dates have no time zone. */
const xlsxCell = (cell: Cell): TableValue =>
  typeof cell === 'number' || typeof cell === 'boolean' || cell === null ? cell : exportText(cell);

/** A cell as other software reads it: dates as ISO 8601, references by name and those that were not listed by id, lists with commas. */
export function exportText(cell: unknown): string {
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
