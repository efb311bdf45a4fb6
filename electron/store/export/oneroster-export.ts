import { createWriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { gradebookEntities, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { OneRosterRecord } from '../reader-api.ts';
import type { ExportTools } from './export-tools.ts';
import { metadataKeys } from './metadata-keys.ts';
import type { PackageIds } from './oneroster-cells.ts';
import { layOut, whatIsMissing, type PackageFile } from './oneroster-file.ts';
import { manifestRows, packageName, type OneRosterVersion } from './oneroster-files.ts';
import { gradebookFiles } from './oneroster-gradebook.ts';
import { rosterFiles } from './oneroster-roster.ts';

/**
 * A OneRoster CSV package in bulk mode, as files and as a zip of them. What the format cannot hold is left out and noted; a record
 * that names one which is not in the package goes with it. Gradebook files are absent where nothing of the gradebook was pulled:
 * an empty bulk file would say that all of it is deleted.
 */
export async function exportOneRoster(version: OneRosterVersion, tools: ExportTools): Promise<void> {
  const counts = tools.reader.counts();
  const hasGradebook = gradebookEntities.some((entity) => counts[entity] > 0);
  const files = [...rosterFiles(version), ...(hasGradebook ? gradebookFiles(version) : [])];
  const ids = noIds();
  for (const file of files) await writeFile(file, ids, tools);
  const present = new Set(files.map((file) => file.name));
  await tools.writeCsv('manifest.csv', ['propertyName', 'value'], manifestRows(version, present), (row) => row);
  await zip(tools);
}

async function writeFile(file: PackageFile, ids: PackageIds, tools: ExportTools): Promise<void> {
  const { reader, notes } = tools;
  const isRecords = file.expand === undefined;
  const keys = isRecords ? await metadataKeys(file.entity, tools) : [];
  const known = ids[file.entity];
  if (file.refersToItself) {
    for (const record of reader.each(file.entity)) {
      if (whatIsMissing(file, record, ids) === null) known.add(record.sourcedId);
    }
  }
  const { header, toCells } = layOut(file, keys, ids, notes);
  const isNamed = isRecords && file.entity !== 'enrollment' && file.entity !== 'result';
  await tools.writeCsv(`${file.name}.csv`, header, recordsOf(file, ids, tools), (record) => {
    const cells = toCells(record);
    if (cells !== null && isNamed) known.add(record.sourcedId);
    return cells;
  });
}

function* recordsOf(file: PackageFile, ids: PackageIds, { reader }: ExportTools): Iterable<OneRosterRecord> {
  for (const record of reader.each(file.entity)) {
    if (file.expand === undefined) yield record;
    else yield* file.expand(record, ids);
  }
}

async function zip({ written, folder, signal }: ExportTools): Promise<void> {
  const archive = new ZipFile();
  const output = new PassThrough();
  for (const { name } of written) archive.addFile(folder.pathOf(name), name);
  archive.end();
  // What goes wrong with a file is told to the archive only, and its output would stay open for ever.
  archive.on('error', (error: Error) => output.destroy(error));
  await pipeline(archive.outputStream, output, createWriteStream(folder.pathOf(packageName)), { signal });
}

const noIds = (): Record<EntityType, Set<string>> => ({
  org: new Set(),
  academicSession: new Set(),
  course: new Set(),
  class: new Set(),
  user: new Set(),
  enrollment: new Set(),
  category: new Set(),
  lineItem: new Set(),
  result: new Set(),
});
