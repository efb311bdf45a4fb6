import { dataVersionApplication, readVersion } from './data-version.ts';
import type { FiqlElement } from './fiql.ts';
import type { InstalledQuery } from './installed-query.ts';

/** An option of a query's request that the server answers with 400. */
export class OptionError extends Error {}

/** What a filter or an order may name: the alias, the alias under the core table, and the column it stands for. */
export function elementsOf(query: InstalledQuery): Map<string, FiqlElement> {
  const elements = new Map<string, FiqlElement>();
  query.columns.forEach(({ table, field, type }, index) => {
    elements.set(`${table}.${field}`.toLowerCase(), { sql: `c${index}`, type });
  });
  query.columns.forEach(({ alias, type }, index) => {
    const element = { sql: `c${index}`, type };
    if (!alias.includes('.') && query.coreTable !== null)
      elements.set(`${query.coreTable.toLowerCase()}.${alias}`, element);
    elements.set(alias, element);
  });
  return elements;
}

/** `students.last_name,students.entrydate;desc` as SQL; empty for none. Throws `OptionError`. */
export function orderOf(query: InstalledQuery, text: string): string {
  if (text === '') return '';
  const elements = elementsOf(query);
  const terms = text.split(',').map((term) => {
    const [name = '', direction = 'asc'] = term.trim().toLowerCase().split(';');
    const element = elements.get(name);
    if (element === undefined) throw new OptionError(`Invalid order field ${name}`);
    if (direction !== 'asc' && direction !== 'desc') throw new OptionError(`Invalid order direction ${direction}`);
    return `${element.sql} ${direction.toUpperCase()}`;
  });
  return terms.join(', ');
}

/** Places of the columns that a projection (`students.lastfirst;cc.dateleft`) leaves; all without one. Throws `OptionError`. */
export function shownColumns(query: InstalledQuery, projection: unknown): number[] {
  const all = query.columns.map((_, index) => index);
  if (projection === undefined || projection === null || projection === '' || projection === '*') return all;
  if (typeof projection !== 'string') throw new OptionError('Invalid projection');
  const elements = elementsOf(query);
  const names = projection.split(/[;,]/).map((name) => {
    const element = elements.get(name.trim().toLowerCase());
    if (element === undefined) throw new OptionError(`Invalid field specified: ${name.trim()}`);
    return element.sql;
  });
  const asked = new Set(names);
  return all.filter((index) => asked.has(`c${index}`));
}

/**
 * The version after which changes are asked for; undefined where all rows are. A body has both members or none. Throws `OptionError`.
 */
export function askedVersion(body: Readonly<Record<string, unknown>>): number | undefined {
  const version = body['$dataversion'];
  const application = body['$dataversion_applicationname'];
  if (version === undefined && application === undefined) return undefined;
  if (typeof application !== 'string' || application.toLowerCase() !== dataVersionApplication) {
    throw new OptionError('Unknown data version application name');
  }
  const number = readVersion(String(version));
  if (number === undefined) throw new OptionError('Invalid data version');
  return number;
}
