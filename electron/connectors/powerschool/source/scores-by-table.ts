import type { PowerSchoolApi, WirePage, WireRecord } from '../api/powerschool-api.ts';
import { integerOf, recordsOf } from '../translate/wire-values.ts';
import { assignmentsOf } from './gradebook-calls.ts';

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
 * query. The records are those of the query `scores`.
 */
export async function* scoresByTable(
  api: PowerSchoolApi,
  sectionsOfTeachers: ReadonlyMap<number, readonly number[]>,
  signal: AbortSignal,
): AsyncIterable<WirePage> {
  for (const [teacher, sections] of sectionsOfTeachers) {
    const own = new Set(sections);
    for await (const assignments of assignmentsOf(api, teacher, sections, signal)) {
      for (const given of assignments) {
        for (const entry of recordsOf(given, '_assignmentsections')) {
          if (own.has(integerOf(entry, 'sectionsdcid') ?? -1)) yield* scoresOf(api, given, entry, signal);
        }
      }
    }
  }
}

async function* scoresOf(
  api: PowerSchoolApi,
  given: WireRecord,
  entry: WireRecord,
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
  for await (const page of api.table(
    'assignmentscore',
    { projection: columns, q: `assignmentsectionid==${id}` },
    signal,
  )) {
    yield { ...page, count: null, records: page.records.map((record) => ({ ...record, ...facts })) };
  }
}
