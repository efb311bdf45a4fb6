import type { SandboxContext } from '../route.ts';
import { tables } from '../tables.ts';
import { columns, type XteTable } from './columns.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The columns of an object, to be put after SELECT. */
export const selected = (table: XteTable): string => columns[table].map((column) => `${table}.${column}`).join(', ');

const flags: ReadonlySet<string> = new Set(
  tables.flatMap(({ fields }) => Object.keys(fields).filter((column) => fields[column] === 'boolean')),
);

/** A row as XTE gives it: real types, `_name` and `_id`, nothing that is null (reference §7). */
export function toObject(name: string, id: unknown, row: Row): Record<string, unknown> {
  const object: Record<string, unknown> = { _name: name, _id: id };
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    object[column.toLowerCase()] = flags.has(column) ? value === 1 : value;
  }
  return object;
}

/** Some servers put a changing text into objects against an attack on compressed answers (reference §7). */
export function withBreachMitigation<T extends object>(object: T, id: number, context: SandboxContext): T {
  if (!context.switches.breachMitigation) return object;
  const text = (Math.imul(context.now().getTime() | 0, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) >>> 0;
  return { ...object, $breach_mitigation: text.toString(36).padStart(7, '0') };
}
