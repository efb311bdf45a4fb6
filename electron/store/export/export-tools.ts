import { createCsvFile } from './csv-file.ts';
import type { Notes } from './notes.ts';
import type { OutputFolder } from './output-folder.ts';
import type { Reader } from '../reader-api.ts';

/** What each format needs to write its files. */
export interface ExportTools {
  readonly reader: Reader;
  readonly folder: OutputFolder;
  readonly notes: Notes;
  readonly signal: AbortSignal;
  /** Files written so far with their number of records, in order. */
  readonly written: readonly { readonly name: string; readonly rows: number }[];
  /** Writes one file: a line for each record of which `toCells` gives cells; null leaves it out. */
  writeCsv<T>(
    name: string,
    header: readonly string[],
    records: Iterable<T>,
    toCells: (record: T) => readonly string[] | null,
  ): Promise<void>;
}

export function openExportTools(
  parts: Pick<ExportTools, 'reader' | 'folder' | 'notes' | 'signal'>,
  onProgress: (rows: number) => void,
): ExportTools {
  const written: { readonly name: string; readonly rows: number }[] = [];
  let rows = 0;

  const writeCsv: ExportTools['writeCsv'] = async (name, header, records, toCells) => {
    const file = await createCsvFile(parts.folder.pathOf(name), header);
    try {
      for (const record of records) {
        const cells = toCells(record);
        if (cells === null) continue;
        file.add(cells);
        if (!file.isFull) continue;
        await file.flush();
        onProgress(rows + file.rows);
        parts.signal.throwIfAborted();
      }
    } catch (error) {
      await file.abandon();
      throw error;
    }
    await file.finish();
    rows += file.rows;
    onProgress(rows);
    written.push({ name, rows: file.rows });
  };

  return { ...parts, written, writeCsv };
}
