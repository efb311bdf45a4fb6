import { AppError } from '../../../shared/errors.ts';
import type { ExportFormat, ExportJob, ExportSummary } from '../export-api.ts';
import type { Reader } from '../reader-api.ts';
import { exportCsv } from './csv-export.ts';
import { openExportTools, type ExportTools } from './export-tools.ts';
import { openNotes } from './notes.ts';
import { exportOneRoster } from './oneroster-export.ts';
import { oneRosterFiles, packageName } from './oneroster-files.ts';
import { rosterView } from './roster-view.ts';
import { noteOpenPoints } from './roster-notes.ts';
import { openOutputFolder, removeStale, writeError } from './output-folder.ts';

const formats: Readonly<Record<ExportFormat, (tools: ExportTools) => Promise<void>>> = {
  'oneroster-1.1': (tools) => exportOneRoster('1.1', tools),
  'oneroster-1.2': (tools) => exportOneRoster('1.2', tools),
  csv: exportCsv,
};

/**
 * Writes the local copy as files that other software reads. The files appear all at once at the end; when the export fails or is
 * stopped there are none of them. Throws AppError `export.nothingYet` or `export.cannotWrite` (stop), and the signal's reason.
 */
export async function runExport(
  reader: Reader,
  job: ExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<ExportSummary> {
  signal.throwIfAborted();
  if (Object.values(reader.counts()).every((count) => count === 0)) throw nothingYet();
  const releaseSnapshot = holdSnapshot(reader);
  try {
    return await writeFiles(reader, job, onProgress, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw writeError(error);
  } finally {
    releaseSnapshot();
  }
}

async function writeFiles(
  reader: Reader,
  job: ExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<ExportSummary> {
  const folder = await openOutputFolder(job.out);
  const notes = openNotes();
  // Plain files are the local copy itself; a package is what a partner gets.
  const shown = job.format === 'csv' || job.roster === undefined ? reader : rosterView(reader, job.roster);
  const tools = openExportTools({ reader: shown, folder, notes, signal }, onProgress);
  if (job.format !== 'csv' && job.roster !== undefined) noteOpenPoints(job.roster, notes);
  try {
    await formats[job.format](tools);
    signal.throwIfAborted();
    if (job.format !== 'csv') {
      const names = oneRosterFiles('1.2').map((file) => `${file}.csv`);
      await removeStale(job.out, names, new Set(tools.written.map(({ name }) => name)));
    }
    await folder.publish();
  } catch (error) {
    await folder.discard();
    throw error;
  }
  const zip = { name: packageName, rows: tools.written.reduce((sum, { rows }) => sum + rows, 0) };
  return { files: job.format === 'csv' ? tools.written : [...tools.written, zip], notes: notes.sentences() };
}

/**
 * Keeps one listing open from the first file to the last. SQLite shows a connection the same state as long as one of its reads is
 * under way, so a sync that ends meanwhile cannot make the later files disagree with the earlier ones.
 */
function holdSnapshot(reader: Reader): () => void {
  const listing = reader.each('org')[Symbol.iterator]();
  listing.next();
  return () => void listing.return?.();
}

const nothingYet = (): AppError =>
  new AppError('export.nothingYet', 'stop', 'There is nothing to export: the local copy is empty.', {
    fix: 'Run a sync first, then export again.',
  });
