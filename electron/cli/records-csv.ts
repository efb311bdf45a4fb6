import { stringify } from 'csv-stringify/sync';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import type { OneRosterRecord } from '../store/reader-api.ts';
import { plainText } from './table.ts';

/** The columns of an entity's CSV: attributes by OneRoster's names, then what its metadata hold, then the identifier. */
export function csvHeader(entity: EntityType, metadataKeys: Iterable<string>): readonly string[] {
  const paths = shapes[entity].columns
    .filter((column) => column.kind !== 'hidden' && column.kind !== 'json')
    .map((column) => column.path ?? column.name);
  const known = ['sourcedId', 'status', 'dateLastModified', ...paths];
  const further = [...metadataKeys].map((key) => `metadata.${key}`).filter((name) => !known.includes(name));
  return [...known, ...further.toSorted(), 'identifiers.powerSchool'];
}

/** One line of CSV (RFC 4180): the record's values of these columns, or without a record the columns' names. */
export function csvRow(columns: readonly string[], record?: OneRosterRecord): string {
  const cells = columns.map((column) => (record === undefined ? column : disarm(valueOf(column, record))));
  return stringify([cells], { record_delimiter: 'windows' });
}

function valueOf(column: string, record: OneRosterRecord): unknown {
  if (column === 'identifiers.powerSchool') return record.identifiers.powerSchool;
  if (column.startsWith('metadata.')) return record.metadata[column.slice('metadata.'.length)];
  return record[column];
}

/** A spreadsheet would run a text that begins like a formula. Numbers are numbers, below zero too. */
export function disarm(value: unknown): string {
  const text = plainText(value);
  return typeof value !== 'number' && /^[=+\-@\t\r\n]/.test(text) && !isNegativeNumber(text) ? `'${text}` : text;
}

const isNegativeNumber = (text: string): boolean => /^-\d+(\.\d+)?$/.test(text);
