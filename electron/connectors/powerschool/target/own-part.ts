import type { Exchange } from '../../target.ts';
import { isRecord, wholeNumber } from '../api/envelopes.ts';
import type { WriteRequest } from '../api/powerschool-api.ts';
import type { ScoreRow } from './score-row.ts';
import { shownRequest, type Verdict } from './verdict.ts';

/**
 * What of a batch's request and answer is about one row: a receipt holds the scores of one student, and does not grow with the batch.
 * An answer that is not by rows is kept as it is.
 */
export function ownPart({ exchange, ...verdict }: Verdict, row: ScoreRow, alone: WriteRequest): Exchange {
  const { body } = shownRequest(alone);
  const answer = 'body' in verdict ? ownAnswer(verdict.body, row.student) : null;
  return { ...exchange, body, answer: answer ?? exchange.answer };
}

function ownAnswer(body: unknown, student: number): string | null {
  if (!isRecord(body)) return null;
  for (const key of ['assignment_scores', 'errors']) {
    const rows = body[key];
    if (!Array.isArray(rows)) continue;
    const own = rows.filter((entry: unknown) => isRecord(entry) && isAbout(entry, student));
    return JSON.stringify({ ...body, [key]: own });
  }
  return null;
}

/** What names no student is about all of them. */
function isAbout(entry: Readonly<Record<string, unknown>>, student: number): boolean {
  const params = isRecord(entry['params']) ? entry['params'] : {};
  const named = wholeNumber(entry['studentsdcid'] ?? params['student_dcid']);
  return named === null || named === student;
}
