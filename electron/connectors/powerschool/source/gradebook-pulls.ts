import { AppError } from '../../../../shared/errors.ts';
import type { PullMessage, SchoolFound } from '../../connector.ts';
import type { PowerSchoolApi, QueryArgs, QueryOptions, WirePage, WireRecord } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { addCategories } from '../translate/categories.ts';
import { addLineItems } from '../translate/line-items.ts';
import { addResult } from '../translate/results.ts';
import { integerOf } from '../translate/wire-values.ts';
import { hashCells } from '../../row-builder.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { assignment, assignmentsOf, categoriesOf } from './gradebook-calls.ts';
import { readListing, type ListingPart } from './listing.ts';
import { changeMark, schoolYearArgs, type PullContext } from './pull-context.ts';
import type { QueryKey } from './roster-reader.ts';
import { scoresByTable } from './scores-by-table.ts';
import { sectionsByLead, type SectionBook, type SectionFacts } from './sections.ts';

export interface GradebookTools {
  readonly context: PullContext;
  readonly sections: SectionBook;
  readonly signal: AbortSignal;
  /** Where a data version is at hand: from where on, and where a later pull may go on from. */
  readonly changes: QueryOptions | undefined;
  readonly nextVersion: () => Promise<Cursor | null>;
}

const since1900 = '1900-01-01 00:00:00';

/** Teachers' categories (S9). Read again only if one changed, or if a section came, went or changed its teacher. */
export async function* pullCategories(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections, signal } = tools;
  const { api } = context;
  const facts = await sections.of(school);
  const next = writeCursor({ kind: 'categories', since: changeMark(context), sections: digestOf(facts) });
  const teachers = sectionsByLead(facts);
  if (cursor?.kind === 'categories' && cursor.sections === digestOf(facts)) {
    const changed = await changedTeachers(api, cursor.since, signal);
    if (changed !== null && ![...teachers.keys()].some((teacher) => changed.has(teacher))) {
      yield { kind: 'end', complete: true, incremental: true, cursor: next, total: null, requests: 1 };
      return;
    }
  }
  const parts = [...teachers].map(([teacher, own]) => categoryPart(tools, school, teacher, own));
  const end = { cursor: next, incremental: false, total: null };
  yield* readListing({ api, entity: 'category', schoolKey: school.key, parts, end });
}

function categoryPart(
  { context, signal }: GradebookTools,
  school: SchoolFound,
  teacher: number,
  sections: readonly number[],
): ListingPart {
  const { api, yearId, schoolYear } = context;
  let records: WireRecord[] = [];
  return {
    pages: () => onePage(() => categoriesOf(api, teacher, yearId, signal)),
    add(record) {
      records.push(record);
      return true;
    },
    // Whether a name is unique shows only when all of a teacher's categories are there.
    finish(rows) {
      addCategories(records, teacher, { schoolKey: school.key, schoolYear, yearId, sections }, rows);
      records = [];
    },
  };
}

/** Assignments of the sections that have a lead teacher; XTE answers only in a teacher's name (reference §7.1). */
export async function* pullLineItems(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections, signal, changes } = tools;
  const { api, schoolYear } = context;
  const facts = await sections.of(school);
  const args = schoolYearArgs(context, school);
  const next = (await tools.nextVersion()) ?? { kind: 'time' as const, since: changeMark(context) };
  const total = await countOf(api, 'assignmentsChanged', { ...args, since: since1900 }, signal);
  const end = { cursor: total === null ? null : writeCursor(next), total };
  const changed =
    cursor === null || total === null ? null : await changedAssignments(api, args, cursor, changes, signal);
  const toRows =
    (within: ReadonlySet<number> | null): ListingPart['add'] =>
    (record, rows) => {
      const sectionOf = (section: number) => (within === null || within.has(section) ? facts.get(section) : undefined);
      addLineItems(record, school.key, schoolYear, sectionOf, rows);
      return true;
    };
  const parts =
    changed === null
      ? [...sectionsByLead(facts)].map(([teacher, own]): ListingPart => ({
          pages: () => assignmentPages(api, teacher, own, signal),
          add: toRows(new Set(own)),
        }))
      : changed.map(({ id, teacher }): ListingPart => ({
          pages: () => onePage(() => oneAssignment(api, teacher, id, signal)),
          add: toRows(null),
        }));
  yield* readListing({
    api,
    entity: 'lineItem',
    schoolKey: school.key,
    parts,
    end: { ...end, incremental: changed !== null },
  });
}

/** Scores, by the named query or from their table. */
export async function* pullResults(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections, signal, changes } = tools;
  const { api, schoolYear } = context;
  const args = schoolYearArgs(context, school);
  const next = (await tools.nextVersion()) ?? { kind: 'time' as const, since: changeMark(context) };
  const total = cursor === null ? null : await countOf(api, 'scores', args, signal);
  const add: ListingPart['add'] = (record, rows) => {
    addResult(record, school.key, schoolYear, rows);
    return true;
  };
  const whole = async function* (): AsyncIterable<WirePage> {
    let begun = false;
    try {
      for await (const page of api.query(queries.scores.name, args, signal)) {
        begun = true;
        yield page;
      }
    } catch (error) {
      if (begun || !isMissing(error)) throw error;
      yield* scoresByTable(api, sectionsByLead(await sections.of(school)), signal);
    }
  };
  const changesOnly = (): AsyncIterable<WirePage> =>
    cursor?.kind === 'time'
      ? api.query(queries.scoresChanged.name, { ...args, since: cursor.since }, signal)
      : api.query(queries.scores.name, args, signal, changes);
  const canChange =
    total !== null &&
    (cursor?.kind === 'time' ? await hasQuery(api, 'scoresChanged', args, signal) : changes !== undefined);
  yield* readListing({
    api,
    entity: 'result',
    schoolKey: school.key,
    parts: [{ pages: canChange ? changesOnly : whole, add }],
    end: { cursor: writeCursor(next), incremental: canChange, total: canChange ? total : null },
  });
}

const isMissing = (error: unknown): boolean =>
  error instanceof AppError && ['query.unknown', 'rights.columnsMissing', 'rights.refused'].includes(error.code);

/** Null where the plugin lacks the query. */
async function countOf(
  api: PowerSchoolApi,
  query: QueryKey,
  args: QueryArgs,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    return await api.queryCount(queries[query].name, args, signal);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const hasQuery = async (api: PowerSchoolApi, query: QueryKey, args: QueryArgs, signal: AbortSignal): Promise<boolean> =>
  (await countOf(api, query, { ...args, since: '2999-01-01 00:00:00' }, signal)) !== null;

async function changedTeachers(
  api: PowerSchoolApi,
  since: string,
  signal: AbortSignal,
): Promise<ReadonlySet<number> | null> {
  const teachers = new Set<number>();
  try {
    for await (const page of api.query(queries.categoriesChanged.name, { since }, signal)) {
      for (const record of page.records) teachers.add(integerOf(record, 'usersdcid') ?? -1);
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return teachers;
}

async function changedAssignments(
  api: PowerSchoolApi,
  args: QueryArgs,
  cursor: Cursor,
  changes: QueryOptions | undefined,
  signal: AbortSignal,
): Promise<readonly { readonly id: number; readonly teacher: number }[]> {
  const since = cursor.kind === 'version' ? since1900 : cursor.since;
  const found = new Map<number, number>();
  for await (const page of api.query(queries.assignmentsChanged.name, { ...args, since }, signal, changes)) {
    for (const record of page.records) {
      const id = integerOf(record, 'assignmentid');
      const teacher = integerOf(record, 'users_dcid');
      if (id !== null && teacher !== null) found.set(id, teacher);
    }
  }
  return [...found].map(([id, teacher]) => ({ id, teacher }));
}

/** An assignment that was deleted meanwhile is none; the count tells that something is gone. */
async function oneAssignment(
  api: PowerSchoolApi,
  teacher: number,
  id: number,
  signal: AbortSignal,
): Promise<readonly WireRecord[]> {
  try {
    return await assignment(api, teacher, id, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'remote.notFound') return [];
    throw error;
  }
}

/** Changes when a section comes, goes, or gets another lead teacher. */
function digestOf(facts: ReadonlyMap<number, SectionFacts>): string {
  const cells = [...facts.values()]
    .toSorted((a, b) => a.section - b.section)
    .flatMap(({ section, lead }) => [section, lead]);
  return String(hashCells(cells, 0, cells.length));
}

async function* onePage(read: () => Promise<readonly WireRecord[]>): AsyncIterable<WirePage> {
  yield { records: await read(), count: null, dataVersion: null };
}

async function* assignmentPages(
  api: PowerSchoolApi,
  teacher: number,
  sections: readonly number[],
  signal: AbortSignal,
): AsyncIterable<WirePage> {
  for await (const records of assignmentsOf(api, teacher, sections, signal)) {
    yield { records, count: null, dataVersion: null };
  }
}
