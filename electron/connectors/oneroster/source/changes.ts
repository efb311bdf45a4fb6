import { AppError } from '../../../../shared/errors.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { textOf } from './wire-values.ts';

/** Records changed at or after a time (RFC 3339), in OneRoster's grammar of filters (reference §5.6). */
export const changedSince = (since: string): string => `dateLastModified>='${since}'`;

const utcPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]00:?00)$/i;

/**
 * When a record was changed, in milliseconds since 1970; null unless it says so in UTC, as the standard wants: a server that keeps other times
 * compares them as texts as likely as not, and then a question for changes is answered wrongly.
 */
export function changedAt(record: WireRecord): number | null {
  const text = textOf(record['dateLastModified']);
  if (text === null || !utcPattern.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** A server that keeps whole seconds gives a record of the second that was asked for. */
const coarsestMs = 1000;

/** Whether a page of changes is none: most of it had not changed, so that the server has passed over the question. */
export function isPassedOver(records: readonly WireRecord[], since: string): boolean {
  const least = Date.parse(since) - coarsestMs;
  const older = records.filter((record) => (changedAt(record) ?? Number.NEGATIVE_INFINITY) < least);
  return older.length * 2 > records.length;
}

/** Answers that have to do with how busy the server is, not with what was asked. */
const busy: ReadonlySet<number> = new Set([408, 425, 429, 503]);

/**
 * Whether a question with a filter failed in a way that may be for the filter: servers do not know it (reference §5.7), fail over it or take too
 * long for it, sign it otherwise than we do, or stand behind something that takes its quotes for an attack. The question without it tells.
 */
export function isRefusedFilter(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { status } = error.details;
  if (error.code === 'net.timeout' || error.code === 'net.notOneRoster') return true;
  return typeof status === 'number' && status >= 400 && !busy.has(status);
}
