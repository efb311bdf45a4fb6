import type { Database } from 'better-sqlite3';
import { teachersView } from './database.ts';
import type { InstalledArgument, InstalledColumn, InstalledQuery } from './installed-query.ts';
import type { PluginContent, PluginProblem, QueryContent } from './plugin-content.ts';
import { problem } from './plugin-content.ts';
import { executableSql } from './query-arguments.ts';
import { bindNames, columnsRead } from './sql-columns.ts';
import { tables } from './tables.ts';
import type { FieldType, Table } from './tables.ts';

const known: ReadonlyMap<string, Table> = new Map([...tables, teachersView].map((table) => [table.name, table]));

export interface ResolvedPlugin {
  readonly queries: readonly InstalledQuery[];
  /** What keeps the plugin from being enabled; empty if nothing does. */
  readonly problems: readonly PluginProblem[];
}

/** Checks a plugin's access request and queries against the tables of this server (reference §3.5, §3.6). */
export function resolvePlugin(db: Database, content: PluginContent): ResolvedPlugin {
  const problems = content.fields.flatMap(({ table, field }) => columnProblems('plugin.xml', `${table}.${field}`));
  const queries = content.queries.flatMap((raw) => {
    const columns = raw.columns.flatMap(({ field }) => columnProblems(raw.file, field));
    const args = raw.args.flatMap(({ column }) => (column === null ? [] : columnProblems(raw.file, column)));
    problems.push(...columns, ...args);
    if (columns.length + args.length > 0) return [];
    const query = resolveQuery(raw);
    const sql = sqlProblems(db, raw, query);
    problems.push(...sql);
    return sql.length > 0 ? [] : [query];
  });
  return { queries, problems };
}

function columnProblems(file: string, column: string): PluginProblem[] {
  const [table = '', field = ''] = column.toUpperCase().split('.');
  const found = known.get(table);
  if (found === undefined) return [problem(file, 'Invalid Table', `Invalid Table: ${table}`)];
  return field in found.fields ? [] : [problem(file, 'Invalid Column', `Invalid Column: ${table}.${field}`)];
}

function resolveQuery(raw: QueryContent): InstalledQuery {
  const columns = raw.columns.map(resolveColumn);
  const named = new Set(columns.map(({ table, field }) => `${table}.${field}`));
  return {
    name: raw.name,
    description: raw.description,
    coreTable: raw.coreTable === null ? null : raw.coreTable.toUpperCase(),
    flattened: raw.flattened,
    args: raw.args.map(resolveArgument),
    columns,
    sql: raw.sql,
    alsoReads: [...columnsRead(raw.sql, known)].filter((column) => !named.has(column)),
  };
}

function resolveColumn({ field: column, alias }: { readonly field: string; readonly alias: string }): InstalledColumn {
  const [table = '', field = ''] = column.toUpperCase().split('.');
  return {
    alias: alias.toLowerCase(),
    table,
    field,
    type: typeOf(table, field) ?? 'text',
    isPrimaryKey: known.get(table)?.primaryKey === field,
  };
}

function resolveArgument(argument: QueryContent['args'][number]): InstalledArgument {
  const [table = '', field = ''] = (argument.column ?? '').toUpperCase().split('.');
  return {
    name: argument.name,
    array: argument.type === 'array',
    required: argument.required,
    default: argument.default,
    type: typeOf(table, field),
    casing: argument.casing === 'upper' || argument.casing === 'lower' ? argument.casing : 'none',
  };
}

function typeOf(table: string, field: string): FieldType | null {
  return known.get(table)?.fields[field] ?? null;
}

function sqlProblems(db: Database, raw: QueryContent, query: InstalledQuery): PluginProblem[] {
  const wrong = (message: string) => [problem(raw.file, 'Invalid Query', `${raw.name}: ${message}`)];
  if (query.coreTable !== null && !tables.some(({ name }) => name === query.coreTable)) {
    return wrong(`the core table ${query.coreTable} is not a table.`);
  }
  const undeclared = [...bindNames(raw.sql)].filter((name) => !query.args.some((argument) => argument.name === name));
  if (undeclared.length > 0) return wrong(`the SQL binds ${undeclared.join(', ')}, which no argument declares.`);
  try {
    const selected = db.prepare(executableSql(query)).columns();
    if (selected.length !== query.columns.length) {
      return wrong(`the SQL selects ${selected.length} columns and ${query.columns.length} are declared.`);
    }
    const swapped = misplaced(
      query.columns.map(({ table, field }) => `${table}.${field}`),
      selected.map(({ table, column }) => `${table}.${column}`.toUpperCase()),
    );
    return swapped === undefined
      ? []
      : wrong(`the column ${swapped} stands elsewhere in the SELECT than in the list of columns.`);
  } catch (error) {
    return wrong(`the SQL does not run: ${error instanceof Error ? error.message : 'unknown reason'}.`);
  }
}

/**
 * A declared column that is selected, but in a place where another one is declared. A declared column that is not selected at all
 * stands for a computed one, or for the other side of a join; that is allowed.
 */
function misplaced(declared: readonly string[], selected: readonly string[]): string | undefined {
  return declared.find(
    (column, place) =>
      selected[place] !== column && selected.some((found, index) => found === column && declared[index] !== column),
  );
}
