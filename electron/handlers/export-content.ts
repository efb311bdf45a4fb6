import type { BrowseView } from '../../shared/browse/views.ts';
import type { ExportContent, ExportSize } from '../../shared/ipc/contract/exports.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { Backend, BrowseClient } from '../backend-api.ts';
import type { DifferencesWanted } from '../store/compare/comparison.ts';
import { isMeant } from '../store/plans/receipt-places.ts';
import { receiptPlaces } from './receipt-places.ts';

/** Grids of which each row is about a person. */
const peopleViews: ReadonlySet<BrowseView> = new Set(['students', 'teachers', 'enrollments', 'results']);

const names: Readonly<Record<BrowseView, string>> = {
  schools: 'Schools',
  terms: 'Terms',
  courses: 'Courses',
  classes: 'Classes',
  teachers: 'Teachers',
  students: 'Students',
  enrollments: 'Enrollments',
  categories: 'Categories',
  lineItems: 'Line items',
  results: 'Results',
};

/** How much it would hold now. Throws what the grid throws for its query. */
export async function measure(backend: Backend, integrationId: string, content: ExportContent): Promise<ExportSize> {
  const counts = await (await backend.reader(integrationId)).counts();
  const people = counts.user;
  if (content.kind === 'package') {
    const rows = Object.values(counts).reduce((sum, one) => sum + one, 0);
    return { rows, people, isWholeDistrict: people > 0 };
  }
  if (content.kind === 'receipts') {
    const places = await receiptPlaces(backend, integrationId, content.runId);
    const rows = places.filter((place) => isMeant(place, content)).reduce((sum, place) => sum + place.count, 0);
    return { rows, people: 0, isWholeDistrict: false };
  }
  if (content.kind === 'issues') {
    const { total } = await (await backend.reader(integrationId)).issueGroups(content.filter);
    // An issue may name a person, but no list of issues is a list of everybody.
    return { rows: total, people: 0, isWholeDistrict: false };
  }
  const browse = backend.browse(integrationId);
  if (content.kind === 'comparison') return measureComparison(browse, content.wanted, counts);
  const { query } = content;
  const { total: rows } = await browse.count(query);
  const { view } = query;
  if (!peopleViews.has(view) || rows === 0) return { rows, people: 0, isWholeDistrict: false };
  const all = query.filter === null ? rows : (await browse.count({ ...query, filter: null })).total;
  // An enrollment or a score is one of several of a person: the district's number is the most that there can be.
  const isOfOnePerson = view === 'students' || view === 'teachers';
  return { rows, people: isOfOnePerson ? rows : people, isWholeDistrict: rows >= all };
}

/** Where everybody is different, everybody is in the file. */
async function measureComparison(
  browse: BrowseClient,
  { difference, ...wanted }: DifferencesWanted,
  counts: Readonly<Record<EntityType, number>>,
): Promise<ExportSize> {
  let rows = 0;
  let after: string | null = null;
  do {
    const part: Awaited<ReturnType<BrowseClient['countDifferences']>> = await browse.countDifferences({
      ...wanted,
      after,
    });
    rows += part[difference];
    after = part.next;
  } while (after !== null);
  const { entity } = wanted;
  const isOfPeople = entity === 'user' || entity === 'enrollment' || entity === 'result';
  if (!isOfPeople || rows === 0) return { rows, people: 0, isWholeDistrict: false };
  return { rows, people: entity === 'user' ? rows : counts.user, isWholeDistrict: rows >= counts[entity] };
}

/** What the access log says of it. A filter's values may be names: they are not told. */
export function contentName(content: ExportContent): string {
  if (content.kind === 'package') return 'Rosters and gradebook';
  if (content.kind === 'receipts') {
    if (content.teacherKey !== null) return 'Receipts of a sync, one teacher';
    return content.schoolKey === null ? 'Receipts of a sync' : 'Receipts of a sync, one school';
  }
  if (content.kind === 'issues') return 'Issues';
  if (content.kind === 'comparison') {
    const { entity, difference } = content.wanted;
    return `Two syncs compared, ${entity}, ${difference}`;
  }
  const { view, filter, asOfRun } = content.query;
  const parts = [filter === null ? 'all' : 'filtered', ...(asOfRun === null ? [] : ['as of an earlier run'])];
  return `${names[view]}, ${parts.join(', ')}`;
}

/** `Students 2026-11-26.csv`, by the day where the application runs. */
export function fileNameOf(content: ExportContent, now: Date): string {
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  if (content.kind === 'package') return `OneRoster ${content.format.slice('oneroster-'.length)} ${day}.zip`;
  if (content.kind === 'receipts') return `Receipts ${day}.csv`;
  if (content.kind === 'issues') return `Issues ${day}.${content.format}`;
  if (content.kind === 'comparison') return `Two syncs compared ${day}.${content.format}`;
  return `${names[content.query.view]} ${day}.${content.format}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
