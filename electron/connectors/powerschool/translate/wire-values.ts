import type { WireRecord } from '../api/powerschool-api.ts';

/** Text as it came; numbers that PowerSchool made of text (reference §5.2) become text again. Null where there is nothing. */
export function textOf(record: WireRecord, key: string): string | null {
  const value = record[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** A whole number, or null where there is none or something else. */
export function integerOf(record: WireRecord, key: string): number | null {
  const value = record[key];
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value !== 'string' || isBlank(value)) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** A number, null where there is none, NaN where there is something that is none. */
export function numberOf(record: WireRecord, key: string): number | null {
  const value = record[key];
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || isBlank(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}

/** A number, null where there is none or something else. */
export function finiteOf(record: WireRecord, key: string): number | null {
  const number = numberOf(record, key);
  return number === null || Number.isNaN(number) ? null : number;
}

/** `Number` reads spaces as zero, but a blank is no zero (S2). */
export const isBlank = (text: string): boolean => text === '' || text.trim() === '';

/** 1 or 0; null where the column is not there. Tables say "1" and "0", XTE says true and false (reference §7.4). */
export function flagOf(record: WireRecord, key: string): 1 | 0 | null {
  const value = record[key];
  if (value === undefined || value === null || value === '') return null;
  return value === '1' || value === 1 || value === true || value === 'true' ? 1 : 0;
}

/** The calendar date at the beginning of a date or timestamp; PowerSchool's stand-ins for "none" (§6.1) are none. */
export function dateOf(record: WireRecord, key: string): string | null {
  const value = record[key];
  if (typeof value !== 'string') return null;
  const match = /^(\d{4})-\d{2}-\d{2}/.exec(value);
  return match === null || Number(match[1]) < 1901 ? null : match[0];
}

const isWireRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A nested list of records; one object is a list of one, nothing is an empty one. */
export function recordsOf(record: WireRecord, key: string): readonly WireRecord[] {
  const value = record[key];
  if (Array.isArray(value)) return value.filter(isWireRecord);
  return isWireRecord(value) ? [value] : [];
}

/** A nested record, empty where there is none (an empty expansion is ""). */
export function recordOf(record: WireRecord, key: string): WireRecord {
  const value = record[key];
  return isWireRecord(value) ? value : {};
}

/** Metadata as the JSON text that a row carries: what is null is left out; null if nothing is left. */
export function metadataOf(entries: Readonly<Record<string, unknown>>): string | null {
  const kept = Object.entries(entries).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}
