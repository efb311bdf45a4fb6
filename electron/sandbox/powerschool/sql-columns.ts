import type { Table } from './tables.ts';

const notAnAlias =
  /^(ON|WHERE|JOIN|LEFT|RIGHT|INNER|OUTER|FULL|CROSS|ORDER|GROUP|HAVING|UNION|AND|OR|SELECT|FROM|AS|SET|USING|INTERSECT|MINUS|EXCEPT|CONNECT|START|FETCH|LIMIT)$/i;

/** SQL without comments, and with the insides of its texts blanked. */
export function bareSql(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll(/'(?:[^']|'')*'/g, "''");
}

/** Names of the `:name` binds in a query. */
export function bindNames(sql: string): ReadonlySet<string> {
  return new Set([...bareSql(sql).matchAll(/:([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''));
}

/** Tables (upper case) that a query names after FROM, JOIN or a comma, known to the server or not. */
export function tablesRead(sql: string): ReadonlyMap<string, string> {
  const byAlias = new Map<string, string>();
  for (const list of bareSql(sql).matchAll(
    /\b(?:FROM|JOIN)\s+([A-Za-z]\w*(?:\s+(?:AS\s+)?\w+)?(?:\s*,\s*[A-Za-z]\w*(?:\s+(?:AS\s+)?\w+)?)*)/gi,
  )) {
    for (const entry of (list[1] ?? '').split(',')) {
      const [table = '', second, third] = entry.trim().split(/\s+/);
      const alias = second !== undefined && /^AS$/i.test(second) ? third : second;
      byAlias.set(table.toUpperCase(), table.toUpperCase());
      if (alias !== undefined && !notAnAlias.test(alias)) byAlias.set(alias.toUpperCase(), table.toUpperCase());
    }
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
  const named = new Set(byAlias.values());
  if (named.size === 1) {
    const [only] = named;
    for (const [, field = ''] of bare.matchAll(/(?<![.:\w])(?<!\bAS\s)([A-Za-z]\w*)\b(?!\s*[.(])/gi))
      add(only, field.toUpperCase());
  }
  return read;
}
