import type { Change, Found } from '../../target.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { badAnswer } from '../api/envelopes.ts';
import { readAll } from '../source/pages.ts';
import { isMissingQuery } from '../source/roster-reader.ts';
import { openCommentBook } from '../source/comment-book.ts';
import { scoresOf } from '../source/scores-by-table.ts';
import { addResult } from '../translate/results.ts';
import { integerOf } from '../translate/wire-values.ts';
import { lineItemKeysOf, sectionOf, studentOf, teacherOf } from './change-keys.ts';
import { rowsFound, type FoundRow } from './found-rows.ts';
import { sectionsOf } from './assignment-body.ts';
import { assignmentsByKey, itemIn } from './score-items.ts';
import type { TargetTools } from './target-tools.ts';

const lineItemsPerCall = 200;

/**
 * Scores, by the named query that asks for many line items at once; where the plugin lacks it, from their table. A score that should be
 * removed and holds nothing any more is not there: PowerSchool keeps the row.
 */
export async function lookAtScores(
  tools: TargetTools,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Found | null>> {
  const seen = (await byQuery(tools, changes)) ?? (await byTable(tools, changes));
  const wanted = seen.changes.map((change) => pairOf(lineItemKeysOf(change)?.subkey, studentOf(change)));
  const isWanted = new Set(wanted);
  const rows = rowsFound('result', (builder) => {
    for (const record of seen.records) {
      const pair = pairOf(integerOf(record, 'assignmentsectionid'), integerOf(record, 'studentsdcid'));
      if (isWanted.has(pair)) addResult(record, 0, tools.schoolYear, builder);
    }
  });
  const byPair = new Map(rows.map((row) => [pairOf(Number(row.cell('lineItemSubkey')), row.subkey), row]));
  return new Map(
    seen.changes.map((change, at) => {
      const found = byPair.get(wanted[at] ?? '');
      const isThere = found !== undefined && !(change.action === 'delete' && isEmpty(found));
      return [change.id, isThere ? { sourcedId: found.sourcedId, values: found.values } : null];
    }),
  );
}

/** A line item in a class, and a student. */
const pairOf = (lineItem: number | null | undefined, student: number | null): string => `${lineItem} ${student}`;

/** `scoreStatus` and `scoreDate` are PowerSchool's own doing, and stay; zero is a score. */
const isEmpty = ({ values }: FoundRow): boolean =>
  Object.entries(values).every(
    ([name, value]) =>
      name === 'scoreStatus' || name === 'scoreDate' || value === null || (value === 0 && name !== 'score'),
  );

/** The scores of some line items, and the changes that they tell of. */
interface Seen {
  readonly records: readonly WireRecord[];
  readonly changes: readonly Change[];
}

/** Null where the plugin lacks the query. Throws AppError `remote.badAnswer` where scores are missing that were promised. */
async function byQuery({ api, signal }: TargetTools, changes: readonly Change[]): Promise<Seen | null> {
  const lineItems = [...new Set(changes.flatMap((change) => lineItemKeysOf(change)?.subkey ?? []))];
  const records: WireRecord[] = [];
  try {
    for (let at = 0; at < lineItems.length; at += lineItemsPerCall) {
      const args = { lineitems: lineItems.slice(at, at + lineItemsPerCall) };
      const list = await readAll(() => api.query(queries.scoresOfLineItems.name, args, signal));
      if (!list.isWhole) throw badAnswer('lacks scores that it promised');
      records.push(...list.records);
    }
  } catch (error) {
    if (isMissingQuery(error)) return null;
    throw error;
  }
  return { records, changes };
}

async function byTable(tools: TargetTools, changes: readonly Change[]): Promise<Seen> {
  const records: WireRecord[] = [];
  const seen: Change[] = [];
  // As they are now, not as they were when another look was taken.
  const comments = await openCommentBook(tools.api).all(tools.signal);
  for (const [teacher, own] of Map.groupBy(changes, teacherOf)) {
    if (teacher === null) continue;
    const wanted = own.flatMap((change) => {
      const keys = lineItemKeysOf(change);
      return keys === null ? [] : [{ ...keys, section: sectionOf(change) }];
    });
    const assignments = await assignmentsByKey(tools, teacher, wanted);
    if (!(assignments instanceof Map)) continue;
    seen.push(...own);
    for (const { key, subkey } of new Map(wanted.map((item) => [item.subkey, item])).values()) {
      const assignment = assignments.get(key);
      const entry = assignment === undefined ? undefined : entryOf(assignment, subkey);
      if (assignment === undefined || entry === undefined) continue;
      for await (const page of scoresOf(tools.api, assignment, entry, comments, tools.signal))
        records.push(...page.records);
    }
  }
  return { records, changes: seen };
}

const entryOf = (assignment: WireRecord, subkey: number): WireRecord | undefined =>
  itemIn(assignment, subkey) === null
    ? undefined
    : sectionsOf(assignment).find((entry) => entry['assignmentsectionid'] === subkey);
