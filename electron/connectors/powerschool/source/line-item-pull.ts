import type { PullMessage, SchoolFound } from '../../connector.ts';
import type { QueryArgs } from '../api/powerschool-api.ts';
import { hashCells } from '../../row-builder.ts';
import { queries } from '../queries/all-queries.ts';
import { addLineItems } from '../translate/line-items.ts';
import { integerOf } from '../translate/wire-values.ts';
import { noteUses } from './category-uses.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { assignmentsOf, oneAssignment, onePart, sectionGroups } from './gradebook-calls.ts';
import { countOf, since1900, type GradebookTools } from './gradebook-tools.ts';
import { readListing, type ListingPart } from './listing.ts';
import { onePage } from './pages.ts';
import { changeMark, schoolYearArgs } from './pull-context.ts';
import { sectionsByLead, type SectionFacts } from './sections.ts';

/** Assignments of the sections that have a lead teacher: all of them, or those that changed. */
export async function* pullLineItems(
  tools: GradebookTools,
  school: SchoolFound,
  cursor: Cursor | null,
): AsyncIterable<PullMessage> {
  const { context, sections } = tools;
  const before = context.api.requests;
  const { facts, isWhole } = await sections.of(school, tools);
  const args = schoolYearArgs(context, school);
  const start = (await tools.nextVersion()) ?? { kind: 'time' as const, since: changeMark(context) };
  const total = await countOf(tools, 'assignmentsChanged', { ...args, since: since1900 });
  const categorized =
    total === null ? null : await countOf(tools, 'assignmentCategoriesChanged', { ...args, since: since1900 });
  const isTold = total !== null && categorized !== null;
  const around = { sections: digestOf(facts), uncategorized: isTold ? total - categorized : 0 };
  const next: Cursor = start.kind === 'categories' ? start : { ...start, ...around };
  const isKnown =
    cursor?.kind !== 'categories' &&
    cursor?.sections === around.sections &&
    cursor.uncategorized === around.uncategorized;
  const changed = isTold && isKnown ? await changedAssignments(tools, args, cursor) : null;
  const parts = changed === null ? wholeParts(tools, school, facts) : changedParts(tools, school, facts, changed);
  const end = { cursor: isTold ? writeCursor(next) : null, total, incremental: changed !== null };
  const { api, rowsPerPage } = context;
  yield* readListing({ api, rowsPerPage, entity: 'lineItem', schoolKey: school.key, parts, isWhole, before, end });
}

type Facts = ReadonlyMap<number, SectionFacts>;

function wholeParts(tools: GradebookTools, school: SchoolFound, facts: Facts): readonly ListingPart[] {
  const used = new Set<string>();
  const parts = [...sectionsByLead(facts)].flatMap(([teacher, own]) =>
    sectionGroups(own).map((group): ListingPart => {
      const within = new Set(group);
      const add = adderOf(tools, school, (section) => (within.has(section) ? facts.get(section) : undefined));
      return onePart(
        { teacher, schoolKey: school.key },
        () => assignmentsOf(tools, teacher, group),
        (record, rows) => {
          noteUses(record, used);
          return add(record, rows);
        },
      );
    }),
  );
  const last: ListingPart = {
    pages: () => onePage([]),
    add: () => true,
    finish: () => void tools.used.set(school.key, { isWhole: true, isChanged: true, pairs: used }),
  };
  return [...parts, last];
}

/** Beyond this many changed assignments per call of a whole listing, the listing is the cheaper way to them. */
const singlesPerListing = 5;

function changedParts(
  tools: GradebookTools,
  school: SchoolFound,
  facts: Facts,
  changed: ReadonlyMap<number, ReadonlySet<number>>,
): readonly ListingPart[] {
  const pairs = new Set<string>();
  tools.used.set(school.key, { isWhole: false, isChanged: changed.size > 0, pairs });
  const addRows = adderOf(tools, school, (section) => facts.get(section));
  const add: ListingPart['add'] = (record, rows) => {
    noteUses(record, pairs);
    return addRows(record, rows);
  };
  const led = sectionsByLead(facts);
  return [...changed].flatMap(([teacher, ids]) => {
    const groups = sectionGroups(led.get(teacher) ?? []);
    const name = { teacher, schoolKey: school.key };
    if (groups.length === 0 || ids.size <= groups.length * singlesPerListing) {
      return [...ids].map((id) => onePart(name, () => oneAssignment(tools, teacher, id), add));
    }
    return groups.map((group) =>
      onePart(
        name,
        () => assignmentsOf(tools, teacher, group),
        (record, rows) => !ids.has(integerOf(record, 'assignmentid') ?? -1) || add(record, rows),
      ),
    );
  });
}

function adderOf(
  { context: { schoolYear } }: GradebookTools,
  school: SchoolFound,
  sectionOf: (section: number) => SectionFacts | undefined,
): ListingPart['add'] {
  return (record, rows) => {
    addLineItems(record, school.key, schoolYear, sectionOf, rows);
    return true;
  };
}

/** Changed assignments by the teacher in whose name to ask for them; null where only the whole listing tells. */
async function changedAssignments(
  { context: { api }, changes, signal }: GradebookTools,
  args: QueryArgs,
  cursor: Cursor | null,
): Promise<ReadonlyMap<number, ReadonlySet<number>> | null> {
  const since = cursor?.kind === 'time' ? cursor.since : since1900;
  if (cursor === null || (cursor.kind !== 'time' && changes === undefined)) return null;
  const found = new Map<number, Set<number>>();
  for (const { name } of [queries.assignmentsChanged, queries.assignmentCategoriesChanged]) {
    for await (const page of api.query(name, { ...args, since }, signal, changes)) {
      for (const record of page.records) {
        const id = integerOf(record, 'assignmentid');
        const teacher = integerOf(record, 'users_dcid');
        if (id === null || teacher === null) continue;
        const ids = found.get(teacher) ?? new Set();
        ids.add(id);
        found.set(teacher, ids);
      }
    }
  }
  return found;
}

/**
 * What a line item takes from its section: the term with its days, and whether there is a teacher in whose name to read it. Where
 * any of it changed, assignments that did not are to be read all the same.
 */
function digestOf(facts: Facts): string {
  const cells = [...facts.values()]
    .toSorted((a, b) => a.section - b.section)
    .flatMap(({ section, lead, termKey, firstDay, lastDay }) => [
      section,
      lead === null ? 0 : 1,
      termKey,
      firstDay,
      lastDay,
    ]);
  return String(hashCells(cells, 0, cells.length));
}
