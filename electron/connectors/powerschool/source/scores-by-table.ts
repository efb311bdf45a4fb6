import type { SchoolFound } from '../../connector.ts';
import type { PowerSchoolApi, WirePage, WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { notTeacher } from '../translate/issues.ts';
import { integerOf, recordsOf, textOf } from '../translate/wire-values.ts';
import { assignmentsOf, sectionGroups, unlessRefused } from './gradebook-calls.ts';
import type { GradebookTools } from './gradebook-tools.ts';
import type { ListingPart } from './listing.ts';
import { joined } from './pages.ts';
import { sectionsByLead } from './sections.ts';

const columns = [
  'assignmentscoreid',
  'assignmentsectionid',
  'studentsdcid',
  'actualscoreentered',
  'actualscorekind',
  'scorepoints',
  'scorepercent',
  'scorelettergrade',
  'islate',
  'iscollected',
  'isexempt',
  'ismissing',
  'isabsent',
  'isincomplete',
  'scoreentrydate',
];

/**
 * Scores from the table ASSIGNMENTSCORE, one assignment and section after another (reference §7.6), for a plugin without our named
 * query. The records are those of the query `scores`; sections without a lead teacher have none, for XTE does not tell their
 * assignments.
 */
export async function scoreTablePart(
  tools: GradebookTools,
  school: SchoolFound,
  add: ListingPart['add'],
): Promise<{ readonly part: ListingPart; readonly isWhole: boolean }> {
  const { facts, isWhole } = await tools.sections.of(school, tools);
  const refused = new Set<number>();
  const comments = await tools.comments.all(tools.signal);

  async function* ofGroup(teacher: number, group: readonly number[]): AsyncIterable<WirePage> {
    const within = new Set(group);
    const assignments = await unlessRefused(() => assignmentsOf(tools, teacher, group));
    if (assignments === null) refused.add(teacher);
    const entries = (assignments ?? []).flatMap((given) =>
      recordsOf(given, '_assignmentsections')
        .filter((entry) => within.has(integerOf(entry, 'sectionsdcid') ?? -1))
        .map((entry) => scoresOf(tools.context.api, given, entry, comments, tools.signal)),
    );
    yield* joined(entries);
  }

  const groups = [...sectionsByLead(facts)].flatMap(([teacher, own]) =>
    sectionGroups(own).map((group) => ({ teacher, group })),
  );
  const pages = () => joined(groups.map(({ teacher, group }) => ofGroup(teacher, group)));
  const finish = (rows: RowBuilder): void => {
    for (const teacher of refused) rows.blame(notTeacher(teacher, school.key));
  };
  return { part: { pages, add, finish, isWhole: () => refused.size === 0 }, isWhole };
}

/** The scores of an assignment in one section. */
export async function* scoresOf(
  api: PowerSchoolApi,
  given: WireRecord,
  entry: WireRecord,
  comments: ReadonlyMap<string, string>,
  signal: AbortSignal,
): AsyncIterable<WirePage> {
  const id = integerOf(entry, 'assignmentsectionid');
  if (id === null) return;
  const facts = {
    assignmentid: given['assignmentid'],
    sectionsdcid: entry['sectionsdcid'],
    scoretype: entry['scoretype'],
    scoreentrypoints: entry['scoreentrypoints'],
    extracreditpoints: entry['extracreditpoints'],
  };
  const options = { projection: columns, q: `assignmentsectionid==${id}` };
  for await (const page of api.table('assignmentscore', options, signal)) {
    const whole = (record: WireRecord): WireRecord => ({
      ...record,
      ...facts,
      scorecomment: comments.get(textOf(record, 'assignmentscoreid') ?? ''),
    });
    yield { ...page, records: page.records.map(whole) };
  }
}
