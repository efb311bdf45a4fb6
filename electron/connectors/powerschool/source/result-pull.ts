import type { PullMessage, SchoolFound } from '../../connector.ts';
import type { QueryArgs, WirePage } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { addResult } from '../translate/results.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { countOf, type GradebookTools } from './gradebook-tools.ts';
import { readListing, type ListingPart } from './listing.ts';
import { changeMark, schoolYearArgs } from './pull-context.ts';
import { scoreTablePart } from './scores-by-table.ts';

/** Scores by the named query, those changed since a cursor if there is one; from their table where the plugin lacks the query. */
export async function* pullResults(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context } = tools;
  const { api, rowsPerPage, schoolYear } = context;
  const add: ListingPart['add'] = (record, rows) => {
    addResult(record, school.key, schoolYear, rows);
    return true;
  };
  const listing = { api, rowsPerPage, entity: 'result', schoolKey: school.key, before: api.requests } as const;
  if (context.isScoreTable) {
    const { part, isWhole } = await scoreTablePart(tools, school, add);
    yield* readListing({ ...listing, parts: [part], isWhole, end: { cursor: null, incremental: false, total: null } });
    return;
  }
  const args = schoolYearArgs(context, school);
  const next = (await tools.nextVersion()) ?? { kind: 'time' as const, since: changeMark(context) };
  const changed = await changedScores(tools, args, cursor);
  const total = changed === null ? null : await countOf(tools, 'scores', args);
  const whole = () => api.query(queries.scores.name, args, tools.signal);
  yield* readListing({
    ...listing,
    parts: (changed ?? [whole]).map((pages) => ({ pages, add })),
    isWhole: true,
    end: { cursor: writeCursor(next), incremental: changed !== null, total },
  });
}

type Pages = () => AsyncIterable<WirePage>;

/** The lists that the changed scores are in; null where only the whole listing tells. */
async function changedScores(
  tools: GradebookTools,
  args: QueryArgs,
  cursor: Cursor | null,
): Promise<readonly Pages[] | null> {
  const { context, changes, signal } = tools;
  const { api } = context;
  if (cursor?.kind !== 'time') {
    return changes === undefined ? null : [() => api.query(queries.scores.name, args, signal, changes)];
  }
  const { since } = cursor;
  // Asked for none, to see whether the plugin has the query.
  if ((await countOf(tools, 'scoresChanged', { ...args, since: farAway })) === null) return null;
  const more = await countOf(tools, 'scoresOfChangedAssignments', { ...args, since });
  if (more === null) return null;
  const keys = more === 0 ? (['scoresChanged'] as const) : (['scoresChanged', 'scoresOfChangedAssignments'] as const);
  return keys.map((key) => () => api.query(queries[key].name, { ...args, since }, signal));
}

const farAway = '2999-01-01 00:00:00';
