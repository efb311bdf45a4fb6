import type { InstalledPlugin } from '../route.ts';
import { tables } from '../tables.ts';
import { XteRefusal } from './answers.ts';

/** Columns that PowerSchool fills itself; a write needs them granted all the same (reference §3.3). */
const auditOnWrite: ReadonlySet<string> = new Set(['WHOCREATED', 'WHENCREATED', 'WHOMODIFIED', 'WHENMODIFIED']);

/** Columns of the answers of GET, which need ViewOnly at least. */
export const readColumns = {
  category: columns('TEACHERCATEGORY', [
    'TEACHERCATEGORYID',
    'DISTRICTTEACHERCATEGORYID',
    'USERSDCID',
    'NAME',
    'DESCRIPTION',
    'CATEGORYTYPE',
    'COLOR',
    'DISPLAYPOSITION',
    'ISACTIVE',
    'DEFAULTSCOREENTRYPOINTS',
    'DEFAULTWEIGHT',
    'DEFAULTTOTALVALUE',
    'DEFAULTPUBLISHOPTION',
  ]),
  assignment: [
    ...columns('ASSIGNMENT', ['ASSIGNMENTID', 'CREATEDBYPLUGIN', 'HASSTANDARDS']),
    ...columns('ASSIGNMENTSECTION', [
      'ASSIGNMENTSECTIONID',
      'SECTIONSDCID',
      'NAME',
      'DESCRIPTION',
      'DUEDATE',
      'SCORETYPE',
      'SCOREENTRYPOINTS',
      'EXTRACREDITPOINTS',
      'WEIGHT',
      'TOTALPOINTVALUE',
      'PUBLISHOPTION',
    ]),
    ...columns('ASSIGNMENTCATEGORYASSOC', ['TEACHERCATEGORYID', 'ISPRIMARY']),
  ],
  score: columns('ASSIGNMENTSCORE', ['STUDENTSDCID', 'ASSIGNMENTSECTIONID', 'ACTUALSCOREENTERED', 'SCOREPOINTS']),
} as const;

/** Tables whose every column a write needs with FullAccess. */
export const writeTables = {
  category: ['TEACHERCATEGORY'],
  assignment: ['ASSIGNMENT', 'ASSIGNMENTSECTION', 'ASSIGNMENTCATEGORYASSOC'],
  score: ['ASSIGNMENTSCORE'],
} as const;

/** E13: throws 403 naming the first column that the plugin may not see. */
export function requireRead(plugin: InstalledPlugin | undefined, kind: keyof typeof readColumns): void {
  const missing = readColumns[kind].find((column) => plugin?.grants.get(column) === undefined);
  if (missing !== undefined) throw noAccess(missing);
}

/** E13: throws 403 naming the first column that the plugin may not write, those that the server fills itself included. */
export function requireWrite(plugin: InstalledPlugin | undefined, kind: keyof typeof writeTables): void {
  for (const name of writeTables[kind]) {
    const fields = Object.keys(tables.find((table) => table.name === name)?.fields ?? {});
    const needed = fields.filter((field) => !unneeded.has(field) || auditOnWrite.has(field));
    const missing = needed.find((field) => plugin?.grants.get(`${name}.${field}`) !== 'FullAccess');
    if (missing !== undefined) throw noAccess(`${name}.${missing}`);
  }
}

const unneeded: ReadonlySet<string> = new Set([
  'WHOMODIFIEDID',
  'WHOMODIFIEDTYPE',
  'TRANSACTION_DATE',
  'EXECUTIONID',
  'IP_ADDRESS',
]);

function noAccess(column: string): XteRefusal {
  const field = column.toLowerCase();
  return new XteRefusal(403, `No access to field ${field}`, [{ field, code: 'No access to field' }]);
}

function columns(table: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${table}.${name}`);
}
