import { foldName } from '../../../../shared/oneroster/limits.ts';
import type { Change, Exchange } from '../../target.ts';
import { isRecord, listOf } from '../api/envelopes.ts';
import type { WireRecord, WriteRequest } from '../api/powerschool-api.ts';
import { excludes, isActive } from '../translate/categories.ts';
import { integerOf, recordsOf, textOf } from '../translate/wire-values.ts';
import { categoryId, categoryKeyOf, sectionOf, sessionOf, teacherOf } from './change-keys.ts';
import { incomplete, type Refusal } from './refusals.ts';
import { pushTools, readFirst, reject, tellAll, type PushTools, type TargetTools } from './target-tools.ts';
import type { Verdict } from './verdict.ts';
import { withoutTags } from './wire-tags.ts';

const path = '/ws/xte/teacher_category';

/** The fields of a teacher's category that are written; the rest keeps PowerSchool's own defaults. */
function fieldsOf({ values }: Change, names: readonly string[]): WireRecord {
  const { title, weight } = values;
  return {
    ...(names.includes('title') ? { name: title } : {}),
    ...(names.includes('weight') && weight !== null ? { defaultweight: weight } : {}),
  };
}

export const categoryCreation = (change: Change, teacher: number): WriteRequest => ({
  method: 'POST',
  path,
  params: { users_dcid: String(teacher) },
  body: [{ ...fieldsOf(change, ['title', 'weight']), isactive: true, isinfinalgrades: true }],
});

/** `standing` is the category as it stands: what is not changed goes back as it came. */
export const categoryUpdate = (
  change: Change,
  teacher: number,
  termId: number,
  standing: WireRecord,
): WriteRequest => ({
  method: 'PUT',
  path: `${path}/${categoryKeyOf(change)}`,
  params: { users_dcid: String(teacher), term_id: String(termId) },
  body: [{ ...withoutTags(standing), teachercategoryid: categoryKeyOf(change), ...fieldsOf(change, change.changed) }],
});

export const categoryRemoval = (change: Change, teacher: number): WriteRequest => ({
  method: 'DELETE',
  path: `${path}/${categoryKeyOf(change)}`,
  params: { users_dcid: String(teacher) },
});

/**
 * Writes teachers' categories. PowerSchool has one per teacher where OneRoster has one per class (S9, S14): a name that the teacher
 * has already is not made again (S12), and changes of the copies of one category go out as one.
 */
export async function pushCategories(
  target: TargetTools,
  changes: readonly Change[],
  tell: PushTools['tell'],
): Promise<void> {
  const tools = pushTools(target, tell);
  for (const [teacher, own] of Map.groupBy(changes, teacherOf)) {
    if (teacher === null) for (const change of own) reject(tools, change, incomplete('teacher'));
    else await pushForTeacher(tools, teacher, own);
  }
}

async function pushForTeacher(tools: PushTools, teacher: number, changes: readonly Change[]): Promise<void> {
  const params = { users_dcid: String(teacher), year_id: String(tools.yearId) };
  const read = await readFirst(() => tools.api.xte(path, params, tools.signal));
  if ('refusal' in read) {
    for (const change of changes) reject(tools, change, read.refusal);
    return;
  }
  const standing = new Map(read.found.map((record) => [integerOf(record, 'teachercategoryid') ?? -1, record]));
  const listed: Exchange = {
    method: 'GET',
    path: `${path}?${new URLSearchParams(params).toString()}`,
    body: null,
    status: 200,
    answer: null,
  };
  for (const change of changes.filter(({ action }) => action === 'create')) {
    await create(tools, teacher, change, standing, listed);
  }
  const others = changes.filter(({ action }) => action !== 'create');
  for (const [key, copies] of Map.groupBy(others, categoryKeyOf)) {
    const record = standing.get(key ?? -1);
    if (record === undefined) for (const copy of copies) tellGone(tools, copy, listed);
    else await changeCopies(tools, teacher, copies, record);
  }
}

/** What should be removed and is not there is as it should be. */
function tellGone(tools: PushTools, change: Change, exchange: Exchange): void {
  const { id, sourcedId } = change;
  if (change.action === 'delete') tools.tell({ id, outcome: 'applied', sourcedId: sourcedId ?? '', exchange });
  else reject(tools, change, categoryGone, exchange);
}

async function create(
  tools: PushTools,
  teacher: number,
  change: Change,
  standing: Map<number, WireRecord>,
  listed: Exchange,
): Promise<void> {
  const section = sectionOf(change);
  if (section === null) return reject(tools, change, incomplete('class'));
  const known = byName(standing.values(), change);
  if (known !== null) {
    const [key, record] = known;
    const refusal = uselessIn(record, section);
    if (refusal !== null) return reject(tools, change, refusal, listed);
    const exchange = { ...listed, answer: JSON.stringify([record]) };
    return tools.tell({ id: change.id, outcome: 'applied', sourcedId: categoryId(key, section), exchange });
  }
  const verdict = await tools.write(categoryCreation(change, teacher));
  if (verdict.kind !== 'done') return tellAll(tools, [change], verdict, () => '');
  const made = madeIn(verdict, change) ?? (await madeByNow(tools, teacher, change));
  if (made === null) {
    const reason = 'PowerSchool says that the category was made, and does not show it.';
    return tools.tell({ id: change.id, outcome: 'unknown', reason, exchange: verdict.exchange });
  }
  const [key, record] = made;
  standing.set(key, record);
  tellAll(tools, [change], verdict, () => categoryId(key, section));
}

/** The category in the answer to its creation: a list or an object (reference §11.4). */
function madeIn(verdict: Verdict & { readonly kind: 'done' }, change: Change): readonly [number, WireRecord] | null {
  const { body } = verdict;
  const records = Array.isArray(body) || isRecord(body) ? listOf(body) : [];
  const [record] = records;
  const key = record === undefined ? null : integerOf(record, 'teachercategoryid');
  return key === null || record === undefined ? null : [key, { name: change.values['title'], ...record }];
}

async function madeByNow(
  tools: PushTools,
  teacher: number,
  change: Change,
): Promise<readonly [number, WireRecord] | null> {
  const params = { users_dcid: String(teacher), year_id: String(tools.yearId) };
  const read = await readFirst(() => tools.api.xte(path, params, tools.signal));
  return 'refusal' in read ? null : byName(read.found, change);
}

/** An active category before one that is switched off. */
export function byName(records: Iterable<WireRecord>, { values }: Change): readonly [number, WireRecord] | null {
  const name = foldName(String(values['title'] ?? ''));
  const same = [...records].filter((record) => foldName(textOf(record, 'name') ?? '') === name);
  const record = same.find(isActive) ?? same[0];
  const key = record === undefined ? null : integerOf(record, 'teachercategoryid');
  return key === null || record === undefined ? null : [key, record];
}

function uselessIn(record: WireRecord, section: number): Refusal | null {
  if (!isActive(record)) return switchedOff;
  return recordsOf(record, excludes).some((row) => integerOf(row, 'sectionsdcid') === section) ? excluded : null;
}

/** The changes of the copies that a category has in the teacher's classes. */
async function changeCopies(
  tools: PushTools,
  teacher: number,
  copies: readonly Change[],
  standing: WireRecord,
): Promise<void> {
  for (const removal of [false, true]) {
    const [first, ...others] = copies.filter(({ action }) => (action === 'delete') === removal);
    if (first === undefined) continue;
    const same = others.filter((other) => removal || isSame(first, other));
    for (const other of others) if (!same.includes(other)) reject(tools, other, copiesDisagree);
    if (!removal && first.changed.includes('weight') && first.values['weight'] === null) {
      for (const change of [first, ...same]) reject(tools, change, incomplete('weight'));
      continue;
    }
    const termId = await tools.terms.of(sessionOf(first), tools.signal);
    const request = removal ? categoryRemoval(first, teacher) : categoryUpdate(first, teacher, termId, standing);
    const verdict = await tools.write(request);
    if (removal && verdict.kind === 'rejected' && verdict.exchange.status === 404) {
      for (const change of [first, ...same]) tellGone(tools, change, verdict.exchange);
    } else tellAll(tools, [first, ...same], verdict, ({ sourcedId }) => sourcedId ?? '');
  }
}

const isSame = (one: Change, other: Change): boolean =>
  ['title', 'weight'].every((name) => one.values[name] === other.values[name]) &&
  one.changed.toSorted().join() === other.changed.toSorted().join();

const categoryGone: Refusal = {
  code: 'category.gone',
  reason: 'The teacher no longer has this category in PowerSchool.',
  fix: 'Sync again: the plan then takes into account that it was removed.',
};
const switchedOff: Refusal = {
  code: 'category.inactive',
  reason: 'The teacher has a category of this name, but it is switched off in PowerSchool.',
  fix: 'Switch it on in PowerTeacher Pro, or give the category another name.',
};
const excluded: Refusal = {
  code: 'category.excluded',
  reason: 'The teacher has a category of this name, but has taken it out of this class.',
  fix: 'Let it apply to the class in PowerTeacher Pro, or give the category another name.',
};
const copiesDisagree: Refusal = {
  code: 'category.copiesDisagree',
  reason:
    'PowerSchool has one category for all classes of this teacher, and it was changed in different ways for two of them.',
  fix: 'Give it the same name and weight in each of these classes.',
};
