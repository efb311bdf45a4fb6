import type { Column, EntityType } from '../oneroster/entity.ts';
import { shapes } from '../oneroster/shapes.ts';
import { columnLabels, knownValues } from './labels.ts';
import { viewEntity, type BrowseView } from './views.ts';

export const columnTypes = [
  'text',
  'number',
  'date',
  'moment',
  'boolean',
  'enum',
  'list',
  'reference',
  'references',
  'metadata',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export const filterOperators = [
  'contains',
  'notContains',
  'equals',
  'notEquals',
  'startsWith',
  'less',
  'atMost',
  'greater',
  'atLeast',
  'between',
  'in',
  'notIn',
  'empty',
  'notEmpty',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

const presence: readonly FilterOperator[] = ['empty', 'notEmpty'];
const ordered: readonly FilterOperator[] = ['equals', 'notEquals', 'less', 'atMost', 'greater', 'atLeast', 'between'];
const textual: readonly FilterOperator[] = ['contains', 'notContains', 'equals', 'notEquals', 'startsWith'];

/**
 * The operators that fit a type. `in` of a reference compares sourcedIds; its textual ones compare the name. `in` of a list: holds
 * one of them. A metadata condition has a `key`. The values of a `moment` are days or ISO times, UTC.
 */
export const operatorsOf: Readonly<Record<ColumnType, readonly FilterOperator[]>> = {
  text: [...textual, 'in', 'notIn', ...presence],
  number: [...ordered, ...presence],
  date: [...ordered, ...presence],
  moment: ['less', 'atMost', 'greater', 'atLeast', 'between'],
  boolean: ['equals', ...presence],
  enum: ['in', 'notIn', ...presence],
  list: ['in', 'notIn', 'contains', ...presence],
  reference: ['in', 'notIn', ...textual, ...presence],
  references: ['in', 'notIn', 'contains', ...presence],
  metadata: ['equals', 'notEquals', 'contains', 'startsWith', ...presence],
};

export interface GridColumn {
  /** An attribute's name (`title`, `class`, `metadata.percent`), `powerSchoolId`, `sourcedId`, `status`, `dateLastModified`, or `metadata`. */
  readonly id: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly isSortable: boolean;
  readonly operators: readonly FilterOperator[];
  /** Of an `enum`: what it may be. */
  readonly values: readonly string[];
  /** Of a reference: whose records it names. */
  readonly target: EntityType | null;
  /** Not shown until somebody asks for it. */
  readonly isExtra: boolean;
}

/** The columns of a grid in their first order. `metadata` is the whole metadata of a record, filtered by key and value (S15). */
export function columnsOf(view: BrowseView): readonly GridColumn[] {
  const entity = viewEntity[view];
  const own = shapes[entity].columns
    .filter(({ kind }) => kind !== 'hidden' && kind !== 'json')
    .map((column) => ({
      ...blank,
      id: column.path ?? column.name,
      type: typeOf(entity, column),
      target: column.target ?? null,
    }));
  return [
    ...own,
    { ...blank, id: 'powerSchoolId', type: 'text' as const },
    { ...blank, id: 'status', type: 'enum' as const, isExtra: true },
    { ...blank, id: 'dateLastModified', type: 'moment' as const },
    { ...blank, id: 'sourcedId', type: 'text' as const, isExtra: true },
    { ...blank, id: 'metadata', type: 'metadata' as const, isSortable: false, isExtra: true },
  ].map((column) => ({
    ...column,
    label: columnLabels[column.id] ?? column.id.replace('metadata.', ''),
    operators: isId(column.id) ? ['equals', 'in'] : operatorsOf[column.type],
    values: column.type === 'enum' ? (knownValues[`${entity}.${column.id}`] ?? knownValues[column.id] ?? []) : [],
  }));
}

const blank = { isSortable: true, isExtra: false, target: null as EntityType | null };

/** A composite id has no parts that could be searched for alone: it is known whole or not at all. */
const isId = (id: string): boolean => id === 'powerSchoolId' || id === 'sourcedId';

function typeOf(entity: EntityType, { kind, name, path = name }: Column): ColumnType {
  if (knownValues[`${entity}.${path}`] !== undefined) return 'enum';
  switch (kind) {
    case 'ref':
      return 'reference';
    case 'refs':
      return 'references';
    case 'integer':
      return 'number';
    case 'json':
    case 'hidden':
      return 'metadata';
    default:
      return kind;
  }
}
