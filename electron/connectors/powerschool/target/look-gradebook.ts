import { foldName } from '../../../../shared/oneroster/limits.ts';
import type { Change, Found } from '../../target.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { pairOf, noteUses } from '../source/category-uses.ts';
import { sectionGroups } from '../source/gradebook-calls.ts';
import { addCategories } from '../translate/categories.ts';
import { addLineItems } from '../translate/line-items.ts';
import { categoryKeyOf, categoryOfValue, lineItemKeysOf, sectionOf, teacherOf } from './change-keys.ts';
import { rowsFound, type FoundRow } from './found-rows.ts';
import { assignmentsByKey } from './score-items.ts';
import { readFirst, type TargetTools } from './target-tools.ts';

type Looked = ReadonlyMap<string, Found | null>;
const noTerm = { termKey: null, firstDay: null, lastDay: null };

/** Teachers' categories, one request per teacher; the assignments of a class too where only they tell that it has the category. */
export async function lookAtCategories(tools: TargetTools, changes: readonly Change[]): Promise<Looked> {
  const looked = new Map<string, Found | null>();
  for (const [teacher, own] of Map.groupBy(changes, teacherOf)) {
    if (teacher === null) continue;
    const { api, yearId, schoolYear, signal } = tools;
    const params = { users_dcid: String(teacher), year_id: String(yearId) };
    const read = await readFirst(() => api.xte('/ws/xte/teacher_category', params, signal));
    if ('refusal' in read) continue;
    const sections = numbers(own.map(sectionOf));
    const rowsUsed = (isUsed: (category: number, section: number) => boolean) =>
      rowsFound('category', (rows) =>
        addCategories(read.found, teacher, { schoolKey: 0, schoolYear, yearId, sections, isUsed }, rows),
      );
    const first = match(
      own,
      rowsUsed(() => false),
    );
    const missed = own.filter(({ id }) => !first.has(id)).map(sectionOf);
    const uses = missed.length === 0 ? new Set<string>() : await usesIn(tools, teacher, numbers(missed));
    if (uses === null) continue;
    const second =
      uses.size === 0
        ? first
        : match(
            own,
            rowsUsed((category, section) => uses.has(pairOf(category, section))),
          );
    for (const { id } of own) looked.set(id, second.get(id) ?? null);
  }
  return looked;

  function match(own: readonly Change[], rows: readonly FoundRow[]): ReadonlyMap<string, Found> {
    return new Map(
      own.flatMap((change) => {
        const key = categoryKeyOf(change);
        const name = foldName(String(change.values['title'] ?? ''));
        const found = rows.find(
          (row) =>
            row.subkey === sectionOf(change) &&
            (key === null ? foldName(String(row.values['title'])) === name : row.key === key),
        );
        return found === undefined ? [] : [[change.id, asFound(found)]];
      }),
    );
  }
}

async function usesIn(
  { api, signal }: TargetTools,
  teacher: number,
  sections: readonly number[],
): Promise<ReadonlySet<string> | null> {
  const pairs = new Set<string>();
  const records = await assignmentsIn({ api, signal }, teacher, sections);
  for (const record of records ?? []) noteUses(record, pairs);
  return records === null ? null : pairs;
}

/** Null where the teacher is refused. */
async function assignmentsIn(
  { api, signal }: Pick<TargetTools, 'api' | 'signal'>,
  teacher: number,
  sections: readonly number[],
): Promise<readonly WireRecord[] | null> {
  const records: WireRecord[] = [];
  for (const group of sectionGroups(sections)) {
    const params = { users_dcid: String(teacher), section_ids: group.join(',') };
    const read = await readFirst(() => api.xte('/ws/xte/section/assignment/', params, signal));
    if ('refusal' in read) return null;
    records.push(...read.found);
  }
  return records;
}

/**
 * Assignments: those that are known by their numbers, a few requests at most per teacher; and those that may have been made, among all
 * of their class by title, due date and category, the last made first.
 */
export async function lookAtAssignments(tools: TargetTools, changes: readonly Change[]): Promise<Looked> {
  const looked = new Map<string, Found | null>();
  for (const [teacher, own] of Map.groupBy(changes, teacherOf)) {
    if (teacher === null) continue;
    const isKnown = (change: Change): boolean => lineItemKeysOf(change) !== null;
    const known = own.filter(isKnown);
    const wanted = known.flatMap((change) => {
      const keys = lineItemKeysOf(change);
      return keys === null ? [] : [{ key: keys.key, section: sectionOf(change) }];
    });
    const assignments = await assignmentsByKey(tools, teacher, wanted);
    const rows = assignments instanceof Map ? lineItemRows(tools, [...assignments.values()]) : [];
    for (const change of assignments instanceof Map ? known : []) {
      const keys = lineItemKeysOf(change);
      const found = rows.find((row) => row.key === keys?.key && row.subkey === keys.subkey);
      looked.set(change.id, found === undefined ? null : asFound(found));
    }
    const made = own.filter((change) => !isKnown(change));
    const listed = await assignmentsIn(tools, teacher, numbers(made.map(sectionOf)));
    if (listed === null) continue;
    const candidates = lineItemRows(tools, listed).toSorted((one, other) => other.key - one.key);
    const taken = new Set<FoundRow>();
    for (const change of made) {
      const found = candidates.find((row) => !taken.has(row) && couldBe(change, row));
      if (found !== undefined) taken.add(found);
      looked.set(change.id, found === undefined ? null : asFound(found));
    }
  }
  return looked;
}

const lineItemRows = ({ schoolYear }: TargetTools, assignments: readonly WireRecord[]): readonly FoundRow[] =>
  rowsFound('lineItem', (rows) => {
    for (const assignment of assignments) addLineItems(assignment, 0, schoolYear, () => noTerm, rows);
  });

const couldBe = (change: Change, { cell, values }: FoundRow): boolean =>
  cell('classKey') === sectionOf(change) &&
  foldName(String(values['title'])) === foldName(String(change.values['title'] ?? '')) &&
  values['dueDate'] === change.values['dueDate'] &&
  cell('categoryKey') === categoryOfValue(change.values['category']);

const asFound = ({ sourcedId, values }: FoundRow): Found => ({ sourcedId, values });

const numbers = (found: readonly (number | null)[]): readonly number[] => [
  ...new Set(found.filter((number) => number !== null)),
];
