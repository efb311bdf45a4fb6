import type { SandboxSwitches } from '../route.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which columns of a table are true and false in XTE, by their name's beginning. */
const isFlag = (column: string): boolean => /^(IS|HAS|AUTHORED|TEACHERMODIFIED)/.test(column);

/** A row as XTE gives it: real types, `_name` and `_id`, nothing that is null (reference §7). */
export function toObject(name: string, id: unknown, row: Row): Record<string, unknown> {
  const object: Record<string, unknown> = { _name: name, _id: id };
  for (const [column, value] of Object.entries(row)) {
    if (value === null || hidden.has(column)) continue;
    object[column.toLowerCase()] = isFlag(column) ? value === 1 : value;
  }
  return object;
}

/** Audit columns are not shown but for the day of the last change. */
const hidden: ReadonlySet<string> = new Set([
  'WHOCREATED',
  'WHENCREATED',
  'WHOMODIFIED',
  'WHENMODIFIED',
  'WHOMODIFIEDID',
  'WHOMODIFIEDTYPE',
  'TRANSACTION_DATE',
  'EXECUTIONID',
  'IP_ADDRESS',
  'YEARID',
]);

/** Some servers put a random text into objects against an attack on compressed answers (reference §7). */
export const withBreachMitigation = <T extends object>(object: T, switches: SandboxSwitches): T =>
  switches.breachMitigation ? { ...object, $breach_mitigation: Math.random().toString(36).slice(2) } : object;
