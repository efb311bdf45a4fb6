import type { EntityType } from '../oneroster/entity.ts';

const patterns: Partial<Record<EntityType, RegExp>> = {
  category: /^(\d+)_(\d+)$/,
  lineItem: /^(\d+)#(\d+)$/,
  result: /^(\d+)#(\d+)$/,
};
const separators: Partial<Record<EntityType, string>> = { category: '_', lineItem: '#', result: '#' };

export interface NativeKeys {
  readonly key: number;
  readonly subkey: number;
}

/**
 * The PowerSchool ID that the Identifiers panel shows (S30): `teachercategoryid_sectionsdcid` for a category (S31),
 * `assignmentid#assignmentsectionid` for a line item (S32), `assignmentid#studentsdcid` for a result (S33), and the row's DCID
 * for everything else.
 */
export function formatPowerSchoolId(entity: EntityType, key: number, subkey: number): string {
  const separator = separators[entity];
  return separator === undefined ? String(key) : `${key}${separator}${subkey}`;
}

/** The numbers in a PowerSchool ID, or undefined where the text does not have the entity's form or a number is not a safe integer. */
export function parsePowerSchoolId(entity: EntityType, id: string): NativeKeys | undefined {
  const pattern = patterns[entity];
  const match = (pattern ?? /^(\d+)$/).exec(id.trim());
  if (match === null) return undefined;
  const key = Number(match[1]);
  const subkey = pattern === undefined ? 0 : Number(match[2]);
  return Number.isSafeInteger(key) && Number.isSafeInteger(subkey) ? { key, subkey } : undefined;
}
