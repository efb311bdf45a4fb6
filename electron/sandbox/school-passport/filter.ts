import { hasField } from './collections.ts';

/** A condition on the column `body`, with the values that it binds. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** The filter, or the field in it, is not of OneRoster's grammar (reference oneroster.md §5.6). */
export class FilterError extends Error {}

const clausePattern = /^([A-Za-z][\w.]*)(!=|>=|<=|=|>|<|~)'((?:[^']|'')*)'/;

/** One clause, or two joined by ` AND ` or ` OR `, over `fields` and what every record has. Throws FilterError. */
export function parseFilter(fields: readonly string[], text: string): Condition {
  const first = clause(fields, text);
  if (first.rest === '') return first;
  const joined = /^ (AND|OR) (.*)$/s.exec(first.rest);
  if (joined === null) throw new FilterError('The filter is not understood.');
  const second = clause(fields, joined[2] ?? '');
  if (second.rest !== '') throw new FilterError('A filter has at most two clauses.');
  return { sql: `(${first.sql} ${joined[1]} ${second.sql})`, values: [...first.values, ...second.values] };
}

/** What a filter finds, or without one all there is, less what was deleted. */
export const withoutTombstones = (filter: Condition | null): Condition => ({
  sql: `${filter === null ? '' : `(${filter.sql}) AND `}json_extract(body, '$.status') <> 'tobedeleted'`,
  values: filter?.values ?? [],
});

function clause(fields: readonly string[], text: string): Condition & { readonly rest: string } {
  const match = clausePattern.exec(text);
  if (match === null) throw new FilterError('The filter is not understood.');
  const [whole, field = '', predicate = '', quoted = ''] = match;
  const [top = ''] = field.split('.');
  if (!hasField(fields, top)) throw new FilterError(`There is no field ${field}.`);
  const value = quoted.replaceAll("''", "'");
  return { ...compare(field, predicate, value), rest: text.slice(whole.length) };
}

/** References by which records are looked for often: an index stands on each. */
export const indexedFields = ['lineItem.sourcedId', 'category.sourcedId', 'class.sourcedId'] as const;

/** A dotted name below `metadata` is one key there, as vendors write it; elsewhere a path. */
function compare(field: string, predicate: string, value: string): Condition {
  if (predicate === '=' && (indexedFields as readonly string[]).includes(field)) {
    return { sql: `json_extract(body, '$.${field}') = ?`, values: [value] };
  }
  const keys = field.startsWith('metadata.') ? ['metadata', field.slice('metadata.'.length)] : field.split('.');
  const path = `$${keys.map((key) => `."${key}"`).join('')}`;
  const cell = 'CAST(json_extract(body, ?) AS TEXT)';
  if (predicate === '~') return { sql: `instr(lower(${cell}), lower(?)) > 0`, values: [path, value] };
  return { sql: `${cell} ${predicate} ?`, values: [path, value] };
}
