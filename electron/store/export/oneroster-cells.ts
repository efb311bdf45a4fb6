import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { flatText } from './flat-record.ts';

/** A cell as the strict CSV binding wants it, or what keeps the value out of it. Remarks and lacks name no values. */
export type Cell =
  | { readonly text: string; readonly remark?: string }
  /** Nothing that could be written. `lacks` goes on from "it …": "has no due date". */
  | { readonly lacks: string };

/** The sourcedIds that stand in the package so far, by entity. */
export type PackageIds = Readonly<Record<EntityType, Set<string>>>;

export const empty: Cell = { text: '' };

/** Text without line breaks, which a cell may not hold (reference oneroster.md §6.1), nor other control characters. */
export function textCell(value: unknown): Cell {
  const text = flatText(value).toWellFormed();
  const joined = text.replaceAll(/\r\n|(?!\t)[\p{Cc}\u2028\u2029]/gu, ' ');
  return joined === text
    ? { text }
    : { text: joined, remark: 'line breaks and control characters are written as spaces' };
}

export function numberCell(value: unknown): Cell {
  if (value === null || value === undefined) return empty;
  return typeof value === 'number' && Number.isFinite(value) ? { text: String(value) } : { lacks: 'is not a number' };
}

export function booleanCell(value: unknown): Cell {
  return typeof value === 'boolean' ? { text: String(value) } : empty;
}

export function dateCell(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return empty;
  return typeof value === 'string' && isCalendarDate(value) ? { text: value } : { lacks: 'is not a date' };
}

/** One of the tokens that the standard lists. */
export function tokenCell(value: unknown, tokens: readonly string[]): Cell {
  if (value === null || value === undefined || value === '') return empty;
  return typeof value === 'string' && tokens.includes(value)
    ? { text: value }
    : { lacks: 'is a word that the format does not know' };
}

/** A list in one cell, by commas; an item that has a comma itself would become two. */
export function listCell(value: unknown): Cell {
  if (!Array.isArray(value)) return empty;
  const items = value.map((item) => textCell(item)).flatMap((cell) => ('text' in cell ? [cell.text.trim()] : []));
  const kept = items.filter((item) => item !== '' && !item.includes(','));
  const text = kept.join(',');
  return kept.length === items.length
    ? { text }
    : { text, remark: 'an item with a comma in it is left out of the list' };
}

/** A reference to a record that is in the package. */
export function refCell(value: unknown, target: EntityType, ids: PackageIds): Cell {
  const sourcedId = sourcedIdOf(value);
  if (sourcedId === null) return empty;
  return ids[target].has(sourcedId) ? { text: sourcedId } : { lacks: 'names a record that is not in the package' };
}

export function refsCell(value: unknown, target: EntityType, ids: PackageIds): Cell {
  if (!Array.isArray(value) || value.length === 0) return empty;
  const given = value.map(sourcedIdOf).filter((sourcedId) => sourcedId !== null);
  const kept = given.filter((sourcedId) => ids[target].has(sourcedId));
  if (kept.length === 0) return { lacks: 'names only records that are not in the package' };
  const text = kept.join(',');
  return kept.length === given.length ? { text } : { text, remark: 'a record that is not in the package is left out' };
}

/** A value of the open metadata. */
export function metadataCell(value: unknown): Cell {
  return textCell(value !== null && typeof value === 'object' ? JSON.stringify(value) : value);
}

export function sourcedIdOf(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || !('sourcedId' in value)) return null;
  return typeof value.sourcedId === 'string' ? value.sourcedId : null;
}

export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
