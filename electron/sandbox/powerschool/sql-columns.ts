import type { Table } from './tables.ts';

const keyword =
  'ON|WHERE|JOIN|LEFT|RIGHT|INNER|OUTER|FULL|CROSS|NATURAL|ORDER|GROUP|HAVING|UNION|AND|OR|SELECT|FROM|SET|USING|INTERSECT|MINUS|EXCEPT|CONNECT|START|FETCH|LIMIT';
const tableAndAlias = `([A-Za-z]\\w*)(?:\\s+(?:AS\\s+)?(?!(?:${keyword})\\b)([A-Za-z]\\w*))?`;
const firstTable = new RegExp(`\\b(?:FROM|JOIN)\\s+${tableAndAlias}`, 'gi');
const nextTable = new RegExp(`\\s*,\\s*${tableAndAlias}`, 'iy');

/** SQL without comments, and with the insides of its texts blanked. */
export function bareSql(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll(/'(?:[^']|'')*'/g, "''");
}

/** Names of the `:name` binds in a query. */
export function bindNames(sql: string): ReadonlySet<string> {
  return new Set([...bareSql(sql).matchAll(/:([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''));
}

/** Tables (upper case) by the names and aliases (upper case) that a query gives them after FROM, JOIN or a comma. */
export function tablesRead(sql: string): ReadonlyMap<string, string> {
  const bare = bareSql(sql);
  const byAlias = new Map<string, string>();
  const add = ([, table = '', alias = table]: RegExpExecArray): void => {
    byAlias.set(table.toUpperCase(), table.toUpperCase());
    byAlias.set(alias.toUpperCase(), table.toUpperCase());
  };
  for (const first of bare.matchAll(firstTable)) {
    add(first);
    nextTable.lastIndex = first.index + first[0].length;
    for (let next = nextTable.exec(bare); next !== null; next = nextTable.exec(bare)) add(next);
  }
  return byAlias;
}

/**
 * Every `TABLE.FIELD` (upper case) that a query's text reads: names with the table or its alias before them, and bare names where
 * the query reads one table only.
 */
export function columnsRead(sql: string, tables: ReadonlyMap<string, Table>): ReadonlySet<string> {
  const bare = bareSql(sql);
  const byAlias = tablesRead(sql);
  const read = new Set<string>();
  const add = (table: string | undefined, field: string) => {
    if (table !== undefined && tables.get(table)?.fields[field] !== undefined) read.add(`${table}.${field}`);
  };
  for (const [, alias = '', field = ''] of bare.matchAll(/\b([A-Za-z]\w*)\.([A-Za-z]\w*)/g)) {
    add(byAlias.get(alias.toUpperCase()), field.toUpperCase());
  }
  const [only, ...others] = new Set(byAlias.values());
  if (only === undefined || others.length > 0) return read;
  for (const [, field = ''] of bare.matchAll(/(?<![.:\w])(?<!\bAS\s+)([A-Za-z]\w*)\b(?!\s*[.(])/gi)) {
    add(only, field.toUpperCase());
  }
  return read;
}
