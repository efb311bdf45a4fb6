import type { WireRecord } from '../api/oneroster-api.ts';

/** A text that says something; numbers as the text that they are. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number, also one that came as text; null for anything else, the blank among them: it is no zero. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && !numberPattern.test(value.trim())) return null;
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** 0 or 1 in any of the spellings that servers have; null where nothing is said. */
export function flagOf(value: unknown): 0 | 1 | null {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  if (typeof value !== 'string') return null;
  const word = value.trim().toLowerCase();
  return word === 'true' || word === '1' ? 1 : word === 'false' || word === '0' ? 0 : null;
}

/** A status in the standard's words with their spaces, which some servers write together (reference §4.3). */
export const scoreStatusOf = (value: unknown): string | null =>
  textOf(value)
    ?.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase() || null;

/** The calendar date of a date or a date-time, never shifted by a time zone (reference §4.3: real servers send either). */
export function dateOf(value: unknown): string | null {
  const match = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(value) : null;
  return match?.[1] ?? null;
}

/** The sourcedId of a reference: an object, an only-one list of them, or the id alone. */
export function referenceOf(value: unknown): string | undefined {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof single === 'string') return single === '' ? undefined : single;
  if (typeof single !== 'object' || single === null || !('sourcedId' in single)) return undefined;
  return typeof single.sourcedId === 'string' && single.sourcedId !== '' ? single.sourcedId : undefined;
}

export function metadataOf(record: WireRecord): Readonly<Record<string, unknown>> {
  const metadata = record['metadata'];
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
    ? (metadata as Record<string, unknown>)
    : {};
}
