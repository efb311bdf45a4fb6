import type { NamedQuery, QueryArgument } from './named-query.ts';

export interface QueryDefinition {
  /** The last two of the name's five parts: `roster.schools`. */
  readonly name: string;
  readonly description: string;
  readonly coreTable: string;
  readonly args: readonly QueryArgument[];
  /** Alias to `TABLE.FIELD`, in the order of the SELECT. */
  readonly columns: Readonly<Record<string, string>>;
  /** From FROM to ORDER BY. Columns are written as `TABLE.FIELD` throughout, so that what the query reads can be told from it. */
  readonly body: string;
}

/** Our part of the names that all plugins of a server share (reference §3.6). */
const queryNamePrefix = 'org.gradesync.sync.';

/** Puts SELECT list and body together, so that columns and SQL cannot disagree, and lists what the body reads besides. */
export function defineQuery(definition: QueryDefinition): NamedQuery {
  const columns = Object.entries(definition.columns).map(([alias, field]) => ({ alias, field }));
  const selected = new Set(columns.map((column) => column.field));
  const mentioned = new Set(definition.body.match(/\b[A-Z]\w*\.[A-Z]\w*\b/g));
  const list = columns.map(({ alias, field }) => `  ${field} AS ${alias}`).join(',\n');
  return {
    name: queryNamePrefix + definition.name,
    description: definition.description,
    coreTable: definition.coreTable,
    args: definition.args,
    columns,
    alsoReads: [...mentioned].filter((field) => !selected.has(field)).toSorted(),
    sql: `SELECT\n${list}\n${definition.body.trim()}`,
  };
}

export function argument(name: string, column: string, description: string): QueryArgument {
  return { name, column, description };
}

export const listArgument = (name: string, column: string, description: string): QueryArgument => ({
  ...argument(name, column, description),
  isList: true,
});

/** One school and one year: `termfrom` and `termto` bound the year's term ids, yearid*100 to yearid*100+99 (reference §9.1). */
export function schoolYearArguments(schoolColumn: string, termColumn: string): readonly QueryArgument[] {
  return [
    argument('schoolid', schoolColumn, 'School number'),
    argument('termfrom', termColumn, 'First term id of the year'),
    argument('termto', termColumn, 'Last possible term id of the year'),
  ];
}
