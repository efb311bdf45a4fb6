import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { shapes } from '../../../shared/oneroster/shapes.ts';
import type { OneRosterRecord } from '../reader-api.ts';

/** A record's columns in a flat table: attributes by OneRoster's names, then its metadata by key, last the identifier. */
export function flatColumns(entity: EntityType, metadataKeys: Iterable<string>): readonly string[] {
  const attributes = shapes[entity].columns
    .filter((column) => column.kind !== 'hidden' && column.kind !== 'json')
    .map((column) => column.path ?? column.name);
  const known = ['sourcedId', 'status', 'dateLastModified', ...attributes];
  const further = [...metadataKeys].map((key) => `metadata.${key}`).filter((name) => !known.includes(name));
  return [...known, ...further.toSorted(), 'identifiers.powerSchool'];
}

/** What stands in one column of a record. */
export function flatValue(column: string, record: OneRosterRecord): unknown {
  if (column === 'identifiers.powerSchool') return record.identifiers.powerSchool;
  if (column.startsWith('metadata.')) return record.metadata[column.slice('metadata.'.length)];
  return record[column];
}

/** A value as one text: a reference by its sourcedId, a list with commas, nothing as nothing. */
export function flatText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(flatText).join(',');
  if (typeof value === 'object' && 'sourcedId' in value && typeof value.sourcedId === 'string') return value.sourcedId;
  return JSON.stringify(value);
}

/** True for a text that a spreadsheet would run as a formula. Numbers below zero are numbers. */
export const looksLikeFormula = (text: string): boolean =>
  /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) && !/^-\d+(\.\d+)?$/.test(text);
