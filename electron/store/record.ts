import { formatPowerSchoolId } from '../../shared/powerschool/identifiers.ts';
import type { Column, EntityType, Value } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import { formatSourcedId } from '../../shared/oneroster/sourced-id.ts';
import type { OneRosterRecord } from './reader-api.ts';

export type StoredRow = Readonly<Record<string, Value>>;

/** A stored row as the record that the outside sees: attributes by OneRoster's names, references, identifiers. */
export function toRecord(entity: EntityType, row: StoredRow): OneRosterRecord {
  const key = Number(row['sourceKey']);
  const subkey = Number(row['sourceSubkey']);
  const record: Record<string, unknown> = {
    sourcedId: formatSourcedId(entity, key, subkey),
    status: row['removedRun'] === null ? 'active' : 'tobedeleted',
    dateLastModified: new Date(Number(row['dateLastModified'])).toISOString(),
  };
  const metadata: Record<string, unknown> = {};
  for (const column of shapes[entity].columns) {
    const value = outward(column, row);
    const path = column.path ?? column.name;
    if (column.kind === 'hidden') continue;
    if (column.kind === 'json') Object.assign(metadata, value);
    else if (path.startsWith('metadata.')) {
      if (value !== null) metadata[path.slice('metadata.'.length)] = value;
    } else record[path] = value;
  }
  record['metadata'] = metadata;
  record['identifiers'] = { powerSchool: formatPowerSchoolId(entity, key, subkey) };
  return record as OneRosterRecord;
}

/** The value of one column as it stands in the record. */
export function outward(column: Column, row: StoredRow): unknown {
  const value = row[column.from ?? column.name] ?? null;
  switch (column.kind) {
    case 'boolean':
      return value === null ? null : value === 1;
    case 'list':
    case 'json':
      return value === null ? (column.kind === 'list' ? [] : {}) : JSON.parse(String(value));
    case 'ref':
      return value === null ? null : reference(column, row, Number(value));
    case 'refs':
      return value === null
        ? []
        : (JSON.parse(String(value)) as number[]).map((target) => reference(column, row, target));
    default:
      return value;
  }
}

function reference(column: Column, row: StoredRow, key: number): { sourcedId: string; type: string } | null {
  const { target, targetSubkey } = column;
  if (target === undefined) return null;
  const subkey = typeof targetSubkey === 'string' ? Number(row[targetSubkey] ?? 0) : (targetSubkey ?? 0);
  return { sourcedId: formatSourcedId(target, key, subkey), type: target };
}
