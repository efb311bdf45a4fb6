import { AppError } from '../../shared/errors.ts';
import type { Column, EntityType, Value } from '../../shared/oneroster/entity.ts';
import { shapes } from '../../shared/oneroster/shapes.ts';
import { parseSourcedId } from '../../shared/oneroster/sourced-id.ts';
import { parsePowerSchoolId } from '../../shared/powerschool/identifiers.ts';
import type { Condition } from './reader-api.ts';
import { quote } from './sql.ts';

export interface Clause {
  readonly sql: string;
  readonly values: readonly Value[];
}

const never: Clause = { sql: '0', values: [] };

/**
 * Conditions as SQL, joined by AND. Only active records unless `status` is asked for. A value that cannot be one of the attribute
 * (letters for a number) matches nothing. Throws AppError `records.unknownAttribute`.
 */
export function whereClause(entity: EntityType, conditions: readonly Condition[]): Clause {
  const clauses = conditions.map((condition) => clauseOf(entity, condition));
  if (!conditions.some(({ attribute }) => attribute === 'status'))
    clauses.push({ sql: 'removedRun IS NULL', values: [] });
  return {
    sql: clauses.map((clause) => `(${clause.sql})`).join(' AND '),
    values: clauses.flatMap((clause) => clause.values),
  };
}

function clauseOf(entity: EntityType, { attribute, value }: Condition): Clause {
  if (attribute === 'status') {
    if (value === 'active') return { sql: 'removedRun IS NULL', values: [] };
    return value === 'tobedeleted' ? { sql: 'removedRun IS NOT NULL', values: [] } : never;
  }
  if (attribute === 'sourcedId') {
    const id = parseSourcedId(value);
    return id?.entity === entity ? byKeys(id.key, id.subkey) : never;
  }
  if (attribute === 'identifiers.powerSchool') {
    const keys = parsePowerSchoolId(entity, value);
    if (keys === undefined) return never;
    const composite = ['category', 'lineItem', 'result'].includes(entity);
    return composite ? byKeys(keys.key, keys.subkey) : { sql: 'sourceKey = ?', values: [keys.key] };
  }
  if (attribute === 'dateLastModified') {
    const moment = Date.parse(value);
    return Number.isNaN(moment) ? never : { sql: 'dateLastModified = ?', values: [moment] };
  }
  const column = shapes[entity].columns.find(
    (candidate) => namesOf(candidate).includes(attribute) && !['hidden', 'json'].includes(candidate.kind),
  );
  if (column !== undefined) return byColumn(column, value);
  if (attribute.startsWith('metadata.')) {
    const key = attribute.slice('metadata.'.length).replaceAll('"', '');
    return {
      sql: `CAST(json_extract(metadata, ?) AS TEXT) = ?`,
      values: [`$."${key}"`, value === 'true' ? '1' : value === 'false' ? '0' : value],
    };
  }
  throw new AppError('records.unknownAttribute', 'stop', `There is no attribute “${attribute}” of ${entity}.`, {
    fix: `Use one of: ${shapes[entity].columns
      .filter((candidate) => !['hidden', 'json'].includes(candidate.kind))
      .map((candidate) => candidate.path ?? candidate.name)
      .join(', ')}, status, dateLastModified, sourcedId, identifiers.powerSchool or metadata.<key>.`,
  });
}

/** A reference is known by its name alone too, since its sourcedId is all there is to compare. */
function namesOf({ name, path = name, kind }: Column): readonly string[] {
  return kind === 'ref' || kind === 'refs' ? [path, `${path}.sourcedId`] : [path];
}

const byKeys = (key: number, subkey: number): Clause => ({
  sql: 'sourceKey = ? AND sourceSubkey = ?',
  values: [key, subkey],
});

function byColumn(column: Column, value: string): Clause {
  const name = quote(column.from ?? column.name);
  switch (column.kind) {
    case 'boolean':
      return value === 'true' || value === 'false' ? { sql: `${name} = ?`, values: [value === 'true' ? 1 : 0] } : never;
    case 'number':
    case 'integer': {
      const number = value.trim() === '' ? Number.NaN : Number(value);
      return Number.isNaN(number) ? never : { sql: `${name} = ?`, values: [number] };
    }
    case 'list':
      return { sql: `EXISTS (SELECT 1 FROM json_each(${name}) WHERE value = ?)`, values: [value] };
    case 'ref':
    case 'refs':
      return byReference(column, name, value);
    default:
      return { sql: `${name} = ?`, values: [value] };
  }
}

function byReference(column: Column, name: string, value: string): Clause {
  const id = parseSourcedId(value);
  if (id === undefined || id.entity !== column.target) return never;
  if (column.kind === 'refs') {
    return { sql: `EXISTS (SELECT 1 FROM json_each(${name}) WHERE value = ?)`, values: [id.key] };
  }
  const { targetSubkey = 0 } = column;
  if (typeof targetSubkey === 'number')
    return id.subkey === targetSubkey ? { sql: `${name} = ?`, values: [id.key] } : never;
  return { sql: `${name} = ? AND ${quote(targetSubkey)} = ?`, values: [id.key, id.subkey] };
}
