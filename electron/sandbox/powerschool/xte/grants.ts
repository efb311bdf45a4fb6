import type { InstalledPlugin } from '../route.ts';
import { XteRefusal } from './answers.ts';
import { columns, type XteTable } from './columns.ts';

/** Columns that PowerSchool fills itself; a write needs them granted all the same (reference §3.3). */
const audit = [
  'WHOCREATED', 'WHENCREATED', 'WHOMODIFIED', 'WHENMODIFIED', 'WHOMODIFIEDID', 'WHOMODIFIEDTYPE', 'TRANSACTION_DATE', 'EXECUTIONID',
  'IP_ADDRESS',
] as const; // prettier-ignore

/** E13: throws 403 naming the first column of these tables that the plugin may not see. */
export function requireRead(plugin: InstalledPlugin | undefined, ...read: readonly XteTable[]): void {
  for (const table of read) {
    for (const column of columns[table]) {
      if (plugin?.grants.has(`${table}.${column}`) !== true) throw noAccess(table, column);
    }
  }
}

/** E13: throws 403 naming the first column that the plugin may not write, those that the server fills itself included. */
export function requireWrite(plugin: InstalledPlugin | undefined, ...written: readonly XteTable[]): void {
  for (const table of written) {
    for (const column of [...columns[table], ...audit]) {
      if (plugin?.grants.get(`${table}.${column}`) !== 'FullAccess') throw noAccess(table, column);
    }
  }
}

function noAccess(table: string, column: string): XteRefusal {
  const field = `${table}.${column}`.toLowerCase();
  return new XteRefusal(403, `No access to field ${field}`, [{ field, code: 'No access to field' }]);
}
