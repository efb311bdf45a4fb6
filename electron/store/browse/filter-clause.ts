import { AppError } from '../../../shared/errors.ts';
import { isGroup, type FilterCondition, type FilterGroup } from '../../../shared/browse/filter.ts';
import { viewEntity, viewSubkey, type BrowseView } from '../../../shared/browse/views.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId, type SourceKey } from '../../../shared/oneroster/sourced-id.ts';
import { parsePowerSchoolId, type NativeKeys } from '../../../shared/powerschool/identifiers.ts';
import type { Clause } from '../conditions.ts';
import { columnOf, fieldOf, fieldsOf, nameSql, subkeySql, targetOf, type GridField } from './expressions.ts';
import { foldText } from './fold.ts';
import { relation, type AsOf } from './relation.ts';

type Given = string | number | boolean;

/**
 * What a grid shows, as SQL over the row `t`: the rows of the view that the filter lets through; only active ones unless it names
 * `status`. Throws AppError `browse.unknownColumn`, `browse.invalidFilter`.
 */
export function gridClause(view: BrowseView, filter: FilterGroup | null, asOf: AsOf): Clause {
  const subkey = viewSubkey[view];
  const parts: Clause[] = subkey === undefined ? [] : [{ sql: `t.sourceSubkey = ${subkey}`, values: [] }];
  if (filter === null || !names(filter, 'status')) parts.push({ sql: 't.removedRun IS NULL', values: [] });
  if (filter !== null) parts.push(groupClause(view, filter, asOf));
  return join(parts, ' AND ', '1');
}

/** Whether a condition anywhere in the filter is about the column. */
export const names = (filter: FilterGroup, column: string): boolean =>
  filter.items.some((item) => (isGroup(item) ? names(item, column) : item.column === column));

function groupClause(view: BrowseView, group: FilterGroup, asOf: AsOf): Clause {
  const parts = group.items.map((item) =>
    isGroup(item) ? groupClause(view, item, asOf) : conditionClause(view, item, asOf),
  );
  return join(parts, group.join === 'and' ? ' AND ' : ' OR ', '1');
}

function join(parts: readonly Clause[], word: string, none: string): Clause {
  if (parts.length === 0) return { sql: none, values: [] };
  return { sql: parts.map(({ sql }) => `(${sql})`).join(word), values: parts.flatMap(({ values }) => values) };
}

export function conditionClause(view: BrowseView, condition: FilterCondition, asOf: AsOf): Clause {
  const field = fieldOf(view, condition.column);
  const { operator, values } = condition;
  const wanted = ['empty', 'notEmpty'].includes(operator) ? 0 : operator === 'between' ? 2 : 1;
  const isMany = operator === 'in' || operator === 'notIn';
  if (!field.operators.includes(operator) || (!isMany && values.length !== wanted)) throw invalid(condition);
  if (isMany && values.length === 0) return { sql: operator === 'in' ? '0' : '1', values: [] };
  // What does not hold of an empty cell is true of it when it is turned round.
  if (operator.startsWith('not')) {
    const { sql, values: bound } = positive(view, field, { ...condition, operator: turned(operator) }, asOf);
    return { sql: `NOT coalesce(${sql}, 0)`, values: bound };
  }
  return positive(view, field, condition, asOf);
}

const turned = (operator: FilterCondition['operator']): FilterCondition['operator'] =>
  operator === 'notContains' ? 'contains' : operator === 'notEquals' ? 'equals' : operator === 'notIn' ? 'in' : 'empty';

function positive(view: BrowseView, field: GridField, condition: FilterCondition, asOf: AsOf): Clause {
  const { operator, values } = condition;
  const { sql, type, id } = field;
  if (id === 'powerSchoolId' || id === 'sourcedId') return byIds(viewEntity[view], field, values);
  if (id === 'status')
    return {
      sql: `CASE WHEN t.removedRun IS NULL THEN 'active' ELSE 'tobedeleted' END IN (${places(values)})`,
      values: values.map(String),
    };
  if (type === 'metadata') return byMetadata(view, condition);
  if (operator === 'empty')
    return {
      sql: type === 'list' || type === 'references' ? `coalesce(${sql}, '[]') = '[]'` : `coalesce(${sql}, '') = ''`,
      values: [],
    };
  switch (type) {
    case 'number':
      return compared(
        sql,
        operator,
        values.map((value) => asNumber(value, condition)),
      );
    case 'date':
      return compared(
        sql,
        operator,
        values.map((value) => asDay(value, condition)),
      );
    case 'moment':
      return byMoment(sql, condition);
    case 'boolean':
      return { sql: `${sql} = ?`, values: [asBoolean(values[0], condition)] };
    case 'list':
      return anyOf(
        sql,
        operator === 'in' ? `value IN (${places(values)})` : `instr(fold(value), ?) > 0`,
        values.map((value) => (operator === 'in' ? String(value) : foldText(String(value)))),
      );
    case 'reference':
      return operator === 'in' ? byReference(field, values) : byName(field, condition, asOf);
    case 'references':
      return byReferences(field, condition, asOf);
    case 'enum':
      return { sql: `${sql} IN (${places(values)})`, values: values.map(String) };
    default:
      return textual(`fold(${sql})`, operator, values);
  }
}

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

function textual(folded: string, operator: FilterCondition['operator'], values: readonly Given[]): Clause {
  const wanted = values.map((value) => foldText(String(value)));
  if (operator === 'in') return { sql: `${folded} IN (${places(wanted)})`, values: wanted };
  if (operator === 'equals') return { sql: `${folded} = ?`, values: wanted };
  if (operator === 'startsWith') return { sql: `substr(${folded}, 1, length(?)) = ?`, values: [...wanted, ...wanted] };
  return { sql: `instr(${folded}, ?) > 0`, values: wanted };
}

const comparisons = { equals: '=', less: '<', atMost: '<=', greater: '>', atLeast: '>=' } as const;

function compared(sql: string, operator: FilterCondition['operator'], values: readonly (string | number)[]): Clause {
  if (operator === 'between') return { sql: `${sql} >= ? AND ${sql} <= ?`, values };
  return { sql: `${sql} ${comparisons[operator as keyof typeof comparisons]} ?`, values };
}

/** A day means all of it, in UTC. */
function byMoment(sql: string, condition: FilterCondition): Clause {
  const day = 86_400_000;
  const [first = { from: 0, to: 0 }, second = first] = condition.values.map((value) => {
    const from = Date.parse(String(value));
    if (Number.isNaN(from)) throw invalid(condition);
    return { from, to: /^\d{4}-\d\d-\d\d$/.test(String(value)) ? from + day - 1 : from };
  });
  switch (condition.operator) {
    case 'less':
      return { sql: `${sql} < ?`, values: [first.from] };
    case 'atMost':
      return { sql: `${sql} <= ?`, values: [first.to] };
    case 'greater':
      return { sql: `${sql} > ?`, values: [first.to] };
    case 'atLeast':
      return { sql: `${sql} >= ?`, values: [first.from] };
    default:
      return { sql: `${sql} >= ? AND ${sql} <= ?`, values: [first.from, second.to] };
  }
}

const anyOf = (list: string, test: string, values: readonly (string | number)[]): Clause => ({
  sql: `EXISTS (SELECT 1 FROM json_each(coalesce(${list}, '[]')) WHERE ${test})`,
  values,
});

const keyed = (key: string, subkey: string, keys: readonly NativeKeys[]): Clause => ({
  sql: keys.length === 0 ? '0' : keys.map(() => `(${key} = ? AND ${subkey} = ?)`).join(' OR '),
  values: keys.flatMap((one) => [one.key, one.subkey]),
});

/** The records that these sourcedIds name; what is none names nothing. */
const keysOf = (values: readonly Given[], field: GridField): readonly SourceKey[] =>
  values.flatMap((value) => {
    const key = parseSourcedId(String(value));
    return key?.entity === field.target ? [key] : [];
  });

function byReference(field: GridField, values: readonly Given[]): Clause {
  const stored = columnOf(field.stored);
  const keys = keysOf(values, field);
  if (typeof stored.targetSubkey === 'string') return keyed(field.sql, subkeySql(stored), keys);
  const same = keys.filter(({ subkey }) => subkey === (stored.targetSubkey ?? 0));
  return { sql: `${field.sql} IN (${places(same)})`, values: same.map(({ key }) => key) };
}

/** By what the referenced record is called: found once, not once per row. */
function byName(field: GridField, { operator, values }: FilterCondition, asOf: AsOf): Clause {
  const stored = columnOf(field.stored);
  const target = targetOf(stored);
  const test = textual(`fold(${nameSql[target]})`, operator, values);
  const from = `FROM ${relation(target, asOf, true)} AS r WHERE ${test.sql}`;
  if (typeof stored.targetSubkey === 'string')
    return {
      sql: `(${field.sql}, ${subkeySql(stored)}) IN (SELECT r.sourceKey, r.sourceSubkey ${from})`,
      values: test.values,
    };
  return {
    sql: `${field.sql} IN (SELECT r.sourceKey ${from} AND r.sourceSubkey = ${subkeySql(stored)})`,
    values: test.values,
  };
}

function byReferences(field: GridField, { operator, values }: FilterCondition, asOf: AsOf): Clause {
  if (operator === 'in') {
    const keys = keysOf(values, field).map(({ key }) => key);
    return anyOf(field.sql, `value IN (${places(keys)})`, keys);
  }
  const target = targetOf(field.stored);
  const test = textual(`fold(${nameSql[target]})`, operator, values);
  return anyOf(
    field.sql,
    `value IN (SELECT r.sourceKey FROM ${relation(target, asOf, true)} AS r WHERE ${test.sql})`,
    test.values as (string | number)[],
  );
}

/** A sourcedId, or a PowerSchool ID in the entity's format; where that is one number, of any record with it. */
function byIds(entity: EntityType, { id }: GridField, values: readonly Given[]): Clause {
  const keys = values.flatMap((value) => {
    const key = id === 'sourcedId' ? parseSourcedId(String(value)) : parsePowerSchoolId(entity, String(value));
    return key === undefined || ('entity' in key && key.entity !== entity) ? [] : [key];
  });
  if (id === 'sourcedId' || ['category', 'lineItem', 'result'].includes(entity))
    return keyed('t.sourceKey', 't.sourceSubkey', keys);
  return { sql: `t.sourceKey IN (${places(keys)})`, values: keys.map(({ key }) => key) };
}

/** By key and value (S15), whether the value has a column of its own or not. True and false are the words. */
function byMetadata(view: BrowseView, condition: FilterCondition): Clause {
  const { key, operator, values } = condition;
  if (key === undefined) throw invalid(condition);
  const own = fieldsOf(view).find(({ id }) => id === `metadata.${key}`);
  const text =
    own === undefined
      ? `(SELECT CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(value AS TEXT) END FROM json_each(coalesce(t.metadata, '{}')) WHERE key = ?)`
      : own.type === 'boolean'
        ? `CASE ${own.sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`
        : own.type === 'number'
          ? `format('%!.15g', ${own.sql})`
          : own.sql;
  const bound = own === undefined ? [key] : [];
  if (operator === 'empty') return { sql: `coalesce(${text}, '') = ''`, values: bound };
  if (operator !== 'startsWith') {
    const clause = textual(`fold(${text})`, operator, values);
    return { sql: clause.sql, values: [...bound, ...clause.values] };
  }
  const [start = ''] = values.map((value) => foldText(String(value)));
  return { sql: `substr(fold(${text}), 1, length(?)) = ?`, values: [...bound, start, start] };
}

function asNumber(value: Given, condition: FilterCondition): number {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw invalid(condition);
  return number;
}

function asDay(value: Given, condition: FilterCondition): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw invalid(condition);
}

function asBoolean(value: Given | undefined, condition: FilterCondition): number {
  if (value === true || value === 'true') return 1;
  if (value === false || value === 'false') return 0;
  throw invalid(condition);
}

const invalid = ({ column, operator }: FilterCondition): AppError =>
  new AppError('browse.invalidFilter', 'stop', 'A condition of the filter does not fit its column.', {
    fix: 'Choose an operator of the column and a value of its kind.',
    details: { column, operator },
  });
