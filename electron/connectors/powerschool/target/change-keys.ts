import { userKind } from '../../../../shared/oneroster/entity.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import { formatSourcedId, parseSourcedId } from '../../../../shared/oneroster/sourced-id.ts';
import type { Change } from '../../target.ts';

/** The keys in a sourcedId of an entity; null where it is none of ours, or there is none. */
function keysOf(entity: EntityType, sourcedId: string | null | undefined): { key: number; subkey: number } | null {
  const found = sourcedId === null || sourcedId === undefined ? undefined : parseSourcedId(sourcedId);
  return found?.entity === entity ? { key: found.key, subkey: found.subkey } : null;
}

/** USERS.DCID of whoever answers for the class: the reference, or else the owner that a category carries (S10). */
export function teacherOf({ references, metadata }: Change): number | null {
  const found = keysOf('user', references.teacher);
  if (found !== null) return found.subkey === userKind.staff ? found.key : null;
  const given = Number(metadata['userDcid'] ?? Number.NaN);
  return Number.isSafeInteger(given) && given > 0 ? given : null;
}

/** SECTIONS.DCID. A category's own id ends with it. */
export const sectionOf = ({ entity, sourcedId, references }: Change): number | null =>
  keysOf('class', references.class)?.key ??
  (entity === 'category' ? (keysOf('category', sourcedId)?.subkey ?? null) : null);

/** TERMS.DCID. */
export const sessionOf = ({ references }: Change): number | null =>
  keysOf('academicSession', references.academicSession)?.key ?? null;

export const categoryKeyOf = ({ sourcedId }: Change): number | null => keysOf('category', sourcedId)?.key ?? null;

export const lineItemKeysOf = ({ entity, sourcedId, references }: Change) =>
  keysOf('lineItem', entity === 'lineItem' ? sourcedId : references.lineItem);

/** STUDENTS.DCID. */
export function studentOf({ sourcedId, references }: Change): number | null {
  const found = keysOf('user', references.student);
  if (found !== null) return found.subkey === userKind.student ? found.key : null;
  return keysOf('result', sourcedId)?.subkey ?? null;
}

/** TEACHERCATEGORYID that a line item shall be in; null where it shall be in none. */
export const categoryOfValue = (value: unknown): number | null =>
  typeof value === 'string' ? (keysOf('category', value)?.key ?? null) : null;

export const categoryId = (key: number, section: number): string => formatSourcedId('category', key, section);
export const lineItemId = (key: number, subkey: number): string => formatSourcedId('lineItem', key, subkey);
export const resultId = (assignment: number, student: number): string => formatSourcedId('result', assignment, student);
