import type { InstalledArgument, InstalledQuery } from './installed-query.ts';
import type { Bindings } from './result-cache.ts';

type Bound = string | number | bigint | null;

export class ArgumentError extends Error {
  /** Name of the argument that is at fault. */
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.name = 'ArgumentError';
    this.argument = argument;
  }
}

/** Values for a query's `:name` binds from a request's body. Throws `ArgumentError` for what the server answers with 400 (E12). */
export function bindArguments(query: InstalledQuery, body: Readonly<Record<string, unknown>>): Bindings {
  for (const name of Object.keys(body)) {
    if (!name.startsWith('$') && name !== 'projection' && !query.args.some((argument) => argument.name === name)) {
      throw new ArgumentError(name, 'Unknown argument');
    }
  }
  const bindings: Record<string, Bound> = {};
  for (const argument of query.args) bindings[argument.name] = valueOf(argument, body[argument.name]);
  return bindings;
}

/** A query's SQL as SQLite runs it: lists come as one JSON text per array argument. */
export function executableSql(query: InstalledQuery): string {
  let sql = query.sql.trim().replace(/;\s*$/, '');
  for (const { name, array } of query.args) {
    if (!array) continue;
    const bind = new RegExp(`\\(\\s*:${name}\\b\\s*\\)|:${name}\\b`, 'g');
    sql = sql.replaceAll(bind, `(SELECT value FROM json_each(:${name}))`);
  }
  return sql;
}

function valueOf(argument: InstalledArgument, given: unknown): Bound {
  const value = given ?? argument.default;
  if (value === null || value === '') {
    if (argument.required) throw new ArgumentError(argument.name, 'Missing required argument');
    return argument.array ? '[]' : null;
  }
  if (!argument.array) return bound(argument, value);
  const list: unknown = typeof value === 'string' && given === undefined ? value.split(',') : value;
  if (!Array.isArray(list)) throw new ArgumentError(argument.name, 'Argument must be an array');
  if (list.length === 0 && argument.required) throw new ArgumentError(argument.name, 'Missing required argument');
  const values = list.map((entry: unknown) => bound(argument, entry));
  return `[${values.map((entry) => (typeof entry === 'string' ? JSON.stringify(entry) : String(entry))).join(',')}]`;
}

function bound(argument: InstalledArgument, value: unknown): Bound {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new ArgumentError(argument.name, 'Invalid value for argument');
  }
  const text = cased(argument, String(value));
  switch (argument.type) {
    case 'number':
    case 'boolean':
      return numberIn(argument, text);
    case 'date':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
        throw new ArgumentError(argument.name, 'Invalid date, expected YYYY-MM-DD');
      return text;
    case 'timestamp':
      if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text)) {
        throw new ArgumentError(argument.name, 'Invalid timestamp, expected YYYY-MM-DD HH:MM:SS');
      }
      return text;
    case 'text':
    case 'clob':
      return text;
    case null:
      // Oracle converts by itself what it compares with a number; without a column only the look of the text tells.
      return /^(0|-?[1-9]\d{0,14})$/.test(text) ? BigInt(text) : text;
  }
}

function numberIn(argument: InstalledArgument, text: string): number | bigint {
  if (/^-?\d{1,18}$/.test(text)) return BigInt(text);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new ArgumentError(argument.name, 'Invalid number');
  return number;
}

function cased({ casing }: InstalledArgument, text: string): string {
  if (casing === 'upper') return text.toUpperCase();
  return casing === 'lower' ? text.toLowerCase() : text;
}
