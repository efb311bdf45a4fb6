import { AppError } from '../../../../shared/errors.ts';
import type { WireRecord } from './powerschool-api.ts';

/** An answer that is JSON, but not of the shape that this call has. Another attempt may do better. */
export function badAnswer(what: string, fix = tryAgain): AppError {
  return new AppError('remote.badAnswer', 'retry', `PowerSchool's answer ${what}.`, { fix });
}

const tryAgain = 'Try again later. If it happens again, ask the administrator of PowerSchool to look at its log.';

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): WireRecord {
  if (!isRecord(value)) throw badAnswer('is not of the expected form');
  return value;
}

/**
 * The records of a member that holds a list, one object instead of a list, or nothing: absent, null or "" (reference §5.2). The
 * list itself is handed on, not a copy; what is no record in it becomes an empty one, for the reader to count as unreadable.
 */
export function listOf(value: unknown): readonly WireRecord[] {
  if (value === undefined || value === null || value === '') return [];
  if (isRecord(value)) return [value];
  if (!Array.isArray(value)) throw badAnswer('holds no list where one belongs');
  const list: readonly unknown[] = value;
  return allRecords(list) ? list : list.map((item) => (isRecord(item) ? item : {}));
}

/** The records of a v1 list: `{"students":{"@expansions":"…","student":[…]}}`, with the quirks of reference §5.2. */
export function v1Records(answer: unknown, plural: string, singular: string): readonly WireRecord[] {
  const outer = asObject(answer);
  if (!Object.hasOwn(outer, plural)) throw badAnswer(`lacks its list of ${plural}`);
  const inner = outer[plural];
  if (inner === '' || inner === null) return [];
  return listOf(asObject(inner)[singular]);
}

/** A v1 single: `{"district":{…}}`. */
export function v1Record(answer: unknown, singular: string): WireRecord {
  const inner = asObject(answer)[singular];
  if (!isRecord(inner)) throw badAnswer(`lacks its ${singular}`);
  return inner;
}

/** A bare XTE list (reference §7): an array, or one object. Objects that hold nothing but `$breach_mitigation` are no records. */
export function xteRecords(answer: unknown): readonly WireRecord[] {
  if (isRecord(answer) && isErrorBody(answer)) throw badAnswer('is an error without an error status');
  if (!Array.isArray(answer) && !isRecord(answer)) throw badAnswer('holds no list where one belongs');
  const records = listOf(answer);
  return records.some(isOnlyMitigation) ? records.filter((record) => !isOnlyMitigation(record)) : records;
}

/** `{"count":n}` of tables and queries, `{"resource":{"count":n}}` of v1; the number may be text. */
export function countOf(answer: unknown): number {
  const outer = asObject(answer);
  const count = wholeNumber(isRecord(outer['resource']) ? outer['resource']['count'] : outer['count']);
  if (count === null) throw badAnswer('lacks its count');
  return count;
}

/** A whole number that came as a number or as text; null for anything else. */
export function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  return typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : null;
}

/** True for the shapes of reference §4.4, which must never pass for an empty list. */
export function isErrorBody(answer: WireRecord): boolean {
  return 'errorMessage' in answer || 'message' in answer || 'errors' in answer || 'error' in answer;
}

function allRecords(list: readonly unknown[]): list is readonly WireRecord[] {
  return list.every(isRecord);
}

function isOnlyMitigation(record: WireRecord): boolean {
  if (!('$breach_mitigation' in record)) return false;
  return Object.keys(record).length === 1;
}
