import type { PullMessage, SchoolFound } from '../../connector.ts';
import type { QueryArgs } from '../api/powerschool-api.ts';
import { queries } from '../queries/all-queries.ts';
import { addLineItems, eachCategoryUse } from '../translate/line-items.ts';
import { integerOf } from '../translate/wire-values.ts';
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
  const next = (await tools.nextVersion()) ?? { kind: 'time' as const, since: changeMark(context) };
  const total = await countOf(tools, 'assignmentsChanged', { ...args, since: since1900 });
  const changed = total === null ? null : await changedAssignments(tools, args, cursor);
  const parts = changed === null ? wholeParts(tools, school, facts) : changedParts(tools, school, facts, changed);
  const end = { cursor: total === null ? null : writeCursor(next), total, incremental: changed !== null };
  yield* readListing({ api: context.api, entity: 'lineItem', schoolKey: school.key, parts, isWhole, before, end });
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
          eachCategoryUse(record, (category, section) => used.add(`${category}_${section}`));
          return add(record, rows);
        },
      );
    }),
  );
  const last: ListingPart = {
    pages: () => onePage([]),
    add: () => true,
    finish: () => void tools.used.set(school.key, used),
  };
  return [...parts, last];
}

function changedParts(
  tools: GradebookTools,
  school: SchoolFound,
  facts: Facts,
  changed: ReadonlyMap<number, number>,
): readonly ListingPart[] {
  const add = adderOf(tools, school, (section) => facts.get(section));
  return [...changed].map(([id, teacher]) =>
    onePart({ teacher, schoolKey: school.key }, () => oneAssignment(tools, teacher, id), add),
  );
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

/** Changed assignments and in whose name to ask for them; null where only the whole listing tells. */
async function changedAssignments(
  { context: { api }, changes, signal }: GradebookTools,
  args: QueryArgs,
  cursor: Cursor | null,
): Promise<ReadonlyMap<number, number> | null> {
  const since = cursor?.kind === 'time' ? cursor.since : since1900;
  if (cursor?.kind !== 'time' && changes === undefined) return null;
  const found = new Map<number, number>();
  for await (const page of api.query(queries.assignmentsChanged.name, { ...args, since }, signal, changes)) {
    for (const record of page.records) {
      const id = integerOf(record, 'assignmentid');
      const teacher = integerOf(record, 'users_dcid');
      if (id !== null && teacher !== null) found.set(id, teacher);
    }
  }
  return found;
}
