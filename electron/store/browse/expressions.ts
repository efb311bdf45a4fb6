import { columnsOf, type GridColumn } from '../../../shared/browse/columns.ts';
import { browseViews, viewEntity, type BrowseView } from '../../../shared/browse/views.ts';
import type { Column, EntityType } from '../../../shared/oneroster/entity.ts';
import { shapes } from '../../../shared/oneroster/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { quote } from '../sql.ts';
import { relation, type AsOf } from './relation.ts';

/** A column of a grid and where it stands: the row's table goes by the name `t`. */
export interface GridField extends GridColumn {
  /** Undefined for what is made from the keys and the bookkeeping. */
  readonly stored: Column | undefined;
  /** The value as SQL. */
  readonly sql: string;
}

export const fieldsOf = (view: BrowseView): readonly GridField[] => fields[view];

// SAFETY: every view has an entry.
const fields = Object.fromEntries(browseViews.map((view) => [view, makeFields(view)])) as Readonly<
  Record<BrowseView, readonly GridField[]>
>;

function makeFields(view: BrowseView): readonly GridField[] {
  const entity = viewEntity[view];
  return columnsOf(view).map((column) => {
    const stored = shapes[entity].columns.find(({ name, path = name, kind }) => path === column.id && kind !== 'json');
    return { ...column, stored, sql: `t.${quote(stored?.from ?? stored?.name ?? column.id)}` };
  });
}

/** Throws AppError `browse.unknownColumn`. */
export function fieldOf(view: BrowseView, id: string): GridField {
  const field = fieldsOf(view).find((candidate) => candidate.id === id);
  if (field !== undefined) return field;
  throw new AppError('browse.unknownColumn', 'stop', 'This grid has no such column.', {
    fix: 'Choose a column of the grid, or reset the view.',
    details: { view, column: id },
  });
}

/** The name of a record in the row `r`. */
export const nameSql: Readonly<Record<EntityType, string>> = {
  org: "coalesce(r.name, '')",
  academicSession: "coalesce(r.title, '')",
  course: "coalesce(r.title, '')",
  class: "coalesce(r.title, '')",
  user: "trim(concat_ws(', ', nullif(r.familyName, ''), nullif(r.givenName, '')))",
  category: "coalesce(r.title, '')",
  lineItem: "coalesce(r.title, '')",
  enrollment: "''",
  result: "''",
};

/** The second half of a reference's key as SQL. */
export const subkeySql = ({ targetSubkey = 0 }: Column): string =>
  typeof targetSubkey === 'number' ? String(targetSubkey) : `t.${quote(targetSubkey)}`;

/** The name of the record with this key; null if there is none. */
export const namedSql = (target: EntityType, key: string, subkey: string, asOf: AsOf): string =>
  `(SELECT ${nameSql[target]} FROM ${relation(target, asOf, true)} AS r WHERE r.sourceKey = ${key} AND r.sourceSubkey = ${subkey})`;

/** What a grid is sorted by: one value, or two for an id. */
export function sortSql(field: GridField, asOf: AsOf): readonly string[] {
  const { sql, stored, type, id } = field;
  if (id === 'powerSchoolId' || id === 'sourcedId') return ['t.sourceKey', 't.sourceSubkey'];
  if (id === 'status') return ['t.removedRun IS NOT NULL'];
  switch (type) {
    case 'number':
    case 'boolean':
    case 'date':
    case 'moment':
      return [sql];
    case 'list':
      return [`fold(json_extract(${sql}, '$[0]'))`];
    case 'reference':
      // The rows of one record stay together where two have one name.
      return [`fold(${namedSql(targetOf(stored), sql, subkeySql(columnOf(stored)), asOf)})`, sql];
    case 'references':
      return [`fold(${namedSql(targetOf(stored), `json_extract(${sql}, '$[0]')`, '0', asOf)})`];
    default:
      return [`fold(${sql})`];
  }
}

export function columnOf(stored: Column | undefined): Column {
  if (stored === undefined) throw new Error('a column without a place');
  return stored;
}

export function targetOf(stored: Column | undefined): EntityType {
  const { target } = columnOf(stored);
  if (target === undefined) throw new Error('a reference to nowhere');
  return target;
}
