import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { OneRosterRecord } from '../reader-api.ts';
import { empty, metadataCell, textCell, type Cell, type PackageIds } from './oneroster-cells.ts';
import type { Notes } from './notes.ts';

/** One column of a data file. A record is left out when a required cell stays empty. */
export interface FileColumn {
  readonly name: string;
  readonly required: boolean;
  readonly cell: (record: OneRosterRecord, ids: PackageIds) => Cell;
}

/** One data file of a package: its columns after `sourcedId,status,dateLastModified`, and where its records come from. */
export interface PackageFile {
  readonly name: string;
  readonly entity: EntityType;
  readonly columns: readonly FileColumn[];
  /** Cells that must not be empty although this file has no column for them. */
  readonly alsoRequires?: readonly FileColumn[];
  /** Attributes that this version has no column for, as `metadata.<name>`. */
  readonly extras: readonly FileColumn[];
  /** Whether records of the file name one another, so that all must be known before the first is written. */
  readonly refersToItself: boolean;
  /** Other records in place of the one that was read. Default: itself. */
  readonly expand?: (record: OneRosterRecord, ids: PackageIds) => readonly OneRosterRecord[];
}

export const required = (name: string, cell: FileColumn['cell']): FileColumn => ({ name, required: true, cell });
export const optional = (name: string, cell: FileColumn['cell']): FileColumn => ({ name, required: false, cell });
/** A column for which there is never a value here. */
export const unused = (name: string): FileColumn => optional(name, () => empty);
export const text =
  (attribute: string): FileColumn['cell'] =>
  (record) =>
    textCell(record[attribute]);

/**
 * Header and rows of a file in bulk mode, where status and dateLastModified must be empty (reference oneroster.md §6.2). Metadata
 * come last. `toCells` gives null for a record that the format cannot hold, and notes why.
 */
export function layOut(
  file: PackageFile,
  keys: readonly string[],
  ids: PackageIds,
  notes: Notes,
): {
  readonly header: readonly string[];
  readonly toCells: (record: OneRosterRecord) => readonly string[] | null;
} {
  const name = `${file.name}.csv`;
  const metadata = metadataColumns(file, keys);
  const columns = [...file.columns, ...metadata];

  function toCells(record: OneRosterRecord): readonly string[] | null {
    const missing = whatIsMissing(file, record, ids);
    if (missing !== null) {
      notes.add(name, `left out, because ${missing}`);
      return null;
    }
    const cells: string[] = [record.sourcedId, '', ''];
    for (const column of columns) {
      const cell = column.cell(record, ids);
      cells.push('text' in cell ? cell.text : '');
      if ('lacks' in cell) notes.add(name, `${column.name} left empty, because it ${cell.lacks}`);
      else if (cell.remark !== undefined) notes.add(name, `${column.name}: ${cell.remark}`);
    }
    return cells;
  }

  const header = ['sourcedId', 'status', 'dateLastModified', ...columns.map((column) => column.name)];
  return { header, toCells };
}

/** Why a record cannot stand in a file; null if it can. */
export function whatIsMissing(file: PackageFile, record: OneRosterRecord, ids: PackageIds): string | null {
  for (const column of [...file.columns, ...(file.alsoRequires ?? [])]) {
    if (!column.required) continue;
    const cell = column.cell(record, ids);
    if ('lacks' in cell) return `${column.name} ${cell.lacks}`;
    if (cell.text.trim() === '') return `it has no ${column.name}`;
  }
  return null;
}

function metadataColumns(file: PackageFile, keys: readonly string[]): readonly FileColumn[] {
  const powerSchoolId = optional('metadata.powerSchoolId', (record) => textCell(record.identifiers.powerSchool));
  const own = [powerSchoolId, ...file.extras];
  const taken = new Set(own.map((column) => column.name));
  const further = keys
    .filter((key) => /^[\w.-]+$/.test(key) && !taken.has(`metadata.${key}`))
    .map((key) => optional(`metadata.${key}`, (record) => metadataCell(record.metadata[key])));
  return [...own, ...further];
}
