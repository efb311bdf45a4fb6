import type { PullMessage, SchoolFound } from '../../connector.ts';
import { hashCells } from '../../row-builder.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { addCategories, excludes, isActive } from '../translate/categories.ts';
import { eachCategoryUse } from '../translate/line-items.ts';
import { integerOf, recordsOf } from '../translate/wire-values.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { assignmentsOf, categoriesOf, onePart, sectionGroups } from './gradebook-calls.ts';
import { countOf, since1900, type GradebookTools } from './gradebook-tools.ts';
import { readListing, type ListingPart } from './listing.ts';
import { changeMark } from './pull-context.ts';
import { isMissingQuery } from './roster-reader.ts';
import { sectionsByLead, type SectionFacts } from './sections.ts';

/**
 * Teachers' categories (S9). Read again only if one changed, came or went, or if a section came, went or changed its teacher.
 */
export async function* pullCategories(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections, used } = tools;
  const { api } = context;
  const before = api.requests;
  const { facts, isWhole } = await sections.of(school, tools);
  const since = changeMark(context);
  const teachers = sectionsByLead(facts);
  const count = await countOf(tools, 'categoriesChanged', { since: since1900 });
  const next: Cursor = { kind: 'categories', since, sections: digestOf(facts), count: count ?? 0 };
  const end = { cursor: count === null ? null : writeCursor(next), incremental: false, total: null };
  if (cursor?.kind === 'categories' && isWhole && cursor.sections === next.sections && cursor.count === count) {
    const changed = await changedTeachers(tools, cursor.since);
    if (changed !== null && ![...teachers.keys()].some((teacher) => changed.has(teacher))) {
      yield { kind: 'end', complete: true, requests: api.requests - before, ...end, incremental: true };
      return;
    }
  }
  const parts = [...teachers].map(([teacher, own]) => categoryPart(tools, school, teacher, own));
  yield* readListing({ api, entity: 'category', schoolKey: school.key, parts, isWhole, before, end });
  used.delete(school.key);
}

function categoryPart(
  tools: GradebookTools,
  school: SchoolFound,
  teacher: number,
  sections: readonly number[],
): ListingPart {
  const { yearId, schoolYear } = tools.context;
  let records: readonly WireRecord[] = [];
  let used: ReadonlySet<string> = new Set();
  const read = async (): Promise<readonly WireRecord[]> => {
    records = [];
    records = await categoriesOf(tools, teacher);
    if (!records.every((record) => isActive(record) && recordsOf(record, excludes).length === 0))
      used = await usedCategories(tools, school, teacher, sections);
    return records;
  };
  return onePart(
    { teacher, schoolKey: school.key },
    read,
    () => true,
    // Whether a name is unique shows only when all of a teacher's categories are there.
    (rows) => {
      const isUsed = (category: number, section: number): boolean => used.has(`${category}_${section}`);
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
  if (known !== undefined) return known;
  const used = new Set<string>();
  for (const group of sectionGroups(sections)) {
    for (const assignment of await assignmentsOf(tools, teacher, group)) {
      eachCategoryUse(assignment, (category, section) => used.add(`${category}_${section}`));
    }
  }
  return used;
}

/** Null where the plugin lacks the query. */
async function changedTeachers(
  { context: { api }, signal }: GradebookTools,
  since: string,
): Promise<ReadonlySet<number> | null> {
  const teachers = new Set<number>();
  try {
    for await (const page of api.query(queries.categoriesChanged.name, { since }, signal)) {
      for (const record of page.records) teachers.add(integerOf(record, 'usersdcid') ?? -1);
    }
  } catch (error) {
    if (isMissingQuery(error)) return null;
    throw error;
  }
  return teachers;
}

/** Changes when a section comes, goes, or gets another lead teacher. */
function digestOf(facts: ReadonlyMap<number, SectionFacts>): string {
  const cells = [...facts.values()]
    .toSorted((a, b) => a.section - b.section)
    .flatMap(({ section, lead }) => [section, lead]);
  return String(hashCells(cells, 0, cells.length));
}
