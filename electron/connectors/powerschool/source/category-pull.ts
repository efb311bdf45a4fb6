import type { PullMessage, SchoolFound } from '../../connector.ts';
import { hashCells } from '../../row-builder.ts';
import type { QueryArgs, WireRecord } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { addCategories, excludes, isActive } from '../translate/categories.ts';
import { integerOf, recordsOf } from '../translate/wire-values.ts';
import { digestOfUses, noteUses, pairOf, usesOf, type CategoryUses } from './category-uses.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { assignmentsOf, categoriesOf, onePart, sectionGroups } from './gradebook-calls.ts';
import { countOf, since1900, type GradebookTools } from './gradebook-tools.ts';
import { readListing, type ListingPart } from './listing.ts';
import { readAll, type WholeList } from './pages.ts';
import { changeMark, schoolYearArgs } from './pull-context.ts';
import { isMissingQuery } from './roster-reader.ts';
import { sectionsByLead, type SectionFacts } from './sections.ts';

/**
 * Teachers' categories (S9). Read again only if one changed, came or went, if a section came, went or changed its teacher, if one
 * was excluded from a section or let in again, or if an assignment came into one that is not in use otherwise, or left it.
 */
export async function* pullCategories(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections, used } = tools;
  const { api, rowsPerPage } = context;
  const before = api.requests;
  const { facts, isWhole } = await sections.of(school, tools);
  const args = schoolYearArgs(context, school);
  const since = changeMark(context);
  const count = await countOf(tools, 'categoriesChanged', { ...args, since: since1900 });
  const excluded = count === null ? null : await excludesOf(tools, args);
  const known = used.get(school.key);
  const state = { sections: digestOf(facts, excluded?.records ?? []), count: count ?? 0 };
  const isTold = count !== null && excluded !== null && excluded.isWhole;
  if (
    isTold &&
    isWhole &&
    cursor?.kind === 'categories' &&
    cursor.sections === state.sections &&
    cursor.count === count &&
    isUsedAsBefore(cursor, known) &&
    (await countOf(tools, 'categoriesChanged', { ...args, since: cursor.since })) === 0
  ) {
    const requests = api.requests - before;
    const next = writeCursor({ ...cursor, since });
    yield { kind: 'end', complete: true, requests, cursor: next, incremental: true, total: null };
    return;
  }
  const found: Found = { idle: new Set(), uses: new Set() };
  const parts = [...sectionsByLead(facts)].map(([teacher, own]) => categoryPart(tools, school, teacher, own, found));
  const end = {
    incremental: false,
    total: null,
    // Asked for at the end, when all categories have been seen.
    get cursor() {
      const uses = digestOfUses(known?.isWhole === true ? usesOf(known.pairs, found.idle) : found.uses);
      return isTold ? writeCursor({ kind: 'categories', since, ...state, idle: [...found.idle], uses }) : null;
    },
  };
  yield* readListing({ api, rowsPerPage, entity: 'category', schoolKey: school.key, parts, isWhole, before, end });
  used.delete(school.key);
}

/** False if an idle category may have come into use, or gone out of it, since the cursor. */
function isUsedAsBefore(
  { idle, uses }: Extract<Cursor, { kind: 'categories' }>,
  known: CategoryUses | undefined,
): boolean {
  if (idle.length === 0) return true;
  if (known === undefined) return false;
  const now = usesOf(known.pairs, new Set(idle));
  if (known.isWhole) return digestOfUses(now) === uses;
  return !known.isChanged || (uses === '' && now.length === 0);
}

/** What is gathered of a school's categories while they are read. */
interface Found {
  /** Those that are not active, or excluded from a section. */
  readonly idle: Set<number>;
  /** Where assignments are in one of these. */
  readonly uses: Set<string>;
}

function categoryPart(
  tools: GradebookTools,
  school: SchoolFound,
  teacher: number,
  sections: readonly number[],
  found: Found,
): ListingPart {
  const { yearId, schoolYear } = tools.context;
  let records: readonly WireRecord[] = [];
  let used: ReadonlySet<string> = new Set();
  const read = async (): Promise<readonly WireRecord[]> => {
    records = [];
    records = await categoriesOf(tools, teacher);
    const idle = records.filter((record) => !isActive(record) || recordsOf(record, excludes).length > 0);
    if (idle.length === 0) return records;
    for (const record of idle) found.idle.add(integerOf(record, 'teachercategoryid') ?? -1);
    used = await usedCategories(tools, school, teacher, sections);
    for (const pair of usesOf(used, found.idle)) found.uses.add(pair);
    return records;
  };
  return onePart(
    { teacher, schoolKey: school.key },
    read,
    () => true,
    // Whether a name is unique shows only when all of a teacher's categories are there.
    (rows) => {
      const isUsed = (category: number, section: number): boolean => used.has(pairOf(category, section));
      addCategories(records, teacher, { schoolKey: school.key, schoolYear, yearId, sections, isUsed }, rows);
      records = [];
    },
  );
}

/** Which categories the assignments of some sections are in: as the listing of line items found it, or looked up. */
async function usedCategories(
  tools: GradebookTools,
  school: SchoolFound,
  teacher: number,
  sections: readonly number[],
): Promise<ReadonlySet<string>> {
  const known = tools.used.get(school.key);
  if (known?.isWhole === true) return known.pairs;
  const used = new Set<string>();
  for (const group of sectionGroups(sections)) {
    for (const assignment of await assignmentsOf(tools, teacher, group)) {
      noteUses(assignment, used);
    }
  }
  return used;
}

/** Every section that a category is excluded from; null where the plugin lacks the query. */
async function excludesOf({ context: { api }, signal }: GradebookTools, args: QueryArgs): Promise<WholeList | null> {
  try {
    return await readAll(() => api.query(queries.categoryExcludes.name, args, signal));
  } catch (error) {
    if (isMissingQuery(error)) return null;
    throw error;
  }
}

/** Changes when a section comes, goes, gets another lead teacher, or when a category is excluded from one or let in again. */
function digestOf(facts: ReadonlyMap<number, SectionFacts>, excluded: readonly WireRecord[]): string {
  const cells = [...facts.values()]
    .toSorted((a, b) => a.section - b.section)
    .flatMap(({ section, lead }) => [section, lead]);
  for (const record of excluded) {
    cells.push(...['sectionsdcid', 'teachercategoryid', 'yearid'].map((key) => integerOf(record, key)));
  }
  return String(hashCells(cells, 0, cells.length));
}
