import type { Exchange } from '../../target.ts';
import { isRecord, wholeNumber } from '../api/envelopes.ts';
import type { Verdict } from './verdict.ts';

/**
 * What of a batch's request and answer is about one row: a receipt holds the scores of one student, and does not grow with the batch.
 * An answer that is not by rows is kept as it is. `body`: what the request would be with that row alone.
 */
export function ownParts({ exchange, ...verdict }: Verdict): (student: number, body: string) => Exchange {
  const answerOf = 'body' in verdict ? ownAnswers(verdict.body) : null;
  return (student, body) => ({ ...exchange, body, answer: answerOf?.(student) ?? exchange.answer });
}

/** Null where the answer is not by rows. */
function ownAnswers(body: unknown): ((student: number) => string) | null {
  if (!isRecord(body)) return null;
  const key = ['assignment_scores', 'errors'].find((name) => Array.isArray(body[name]));
  if (key === undefined) return null;
  const rows = (body[key] as readonly unknown[]).filter((entry) => isRecord(entry));
  const byStudent = Map.groupBy(rows, studentIn);
  // What names no student is about all of them.
  const ownRows = (student: number): readonly unknown[] =>
    byStudent.has(null)
      ? rows.filter((entry) => (studentIn(entry) ?? student) === student)
      : (byStudent.get(student) ?? []);
  return (student) => JSON.stringify({ ...body, [key]: ownRows(student) });
}

function studentIn(entry: Readonly<Record<string, unknown>>): number | null {
  const params = isRecord(entry['params']) ? entry['params'] : {};
  return wholeNumber(entry['studentsdcid'] ?? params['student_dcid']);
}
