import { writableAttributes } from '../../../../shared/powerschool/writable.ts';
import type { Change } from '../../target.ts';
import type { WireRecord, WriteRequest } from '../api/powerschool-api.ts';
import { integerOf } from '../translate/wire-values.ts';
import { changedAssignment, changesScoring, lackOf, newAssignment, sectionsOf } from './assignment-body.ts';
import { categoryOfValue, lineItemId, lineItemKeysOf, sectionOf, teacherOf } from './change-keys.ts';
import { incomplete, lineItemGone, type Refusal } from './refusals.ts';
import { pushTools, readFirst, reject, tellAll, type PushTools, type TargetTools } from './target-tools.ts';

const path = '/ws/xte/section/assignment/';
const writable = writableAttributes.lineItem;

export const assignmentCreation = (change: Change, teacher: number, section: number): WriteRequest => ({
  method: 'POST',
  path,
  params: { users_dcid: String(teacher) },
  body: newAssignment(change, section),
});

/** Scores are computed anew where the scoring changes: what was entered stays (reference §7.1). */
export const assignmentUpdate = (common: Change, teacher: number, key: number, body: WireRecord): WriteRequest => ({
  method: 'PUT',
  path: `${path}${key}`,
  params: { users_dcid: String(teacher), ...(changesScoring(common) ? { update_scores: 'true' } : {}) },
  body,
});

/** With its scores only where the change says so by its metadata. */
export const assignmentRemoval = (change: Change, teacher: number, key: number): WriteRequest => ({
  method: 'DELETE',
  path: `${path}${key}`,
  params: { users_dcid: String(teacher), ...(change.metadata['removeScores'] === true ? { force: 'true' } : {}) },
});

/**
 * Writes line items. PowerSchool has one assignment for all sections that it is given to (S32): a change of what they have in common is
 * written to all of them, whichever line item it is asked for, unless two line items are to differ; it is removed only where every one
 * of its line items is. A removal takes scores along only if `metadata.removeScores` is true.
 */
export async function pushAssignments(
  target: TargetTools,
  changes: readonly Change[],
  tell: PushTools['tell'],
): Promise<void> {
  const tools = pushTools(target, tell);
  const creations = changes.filter(({ action }) => action === 'create');
  for (const change of creations) await create(tools, change);
  const others = changes.filter(({ action }) => action !== 'create');
  for (const [key, own] of Map.groupBy(others, (change) => lineItemKeysOf(change)?.key ?? null)) {
    if (key === null) for (const change of own) reject(tools, change, incomplete('lineItem'));
    else await changeAssignment(tools, key, own);
  }
}

async function create(tools: PushTools, change: Change): Promise<void> {
  const [teacher, section] = [teacherOf(change), sectionOf(change)];
  if (teacher === null) return reject(tools, change, incomplete('teacher'));
  if (section === null) return reject(tools, change, incomplete('class'));
  const lack = lackOf(change.values, writable);
  if (lack !== null) return reject(tools, change, lack);
  const verdict = await tools.write(assignmentCreation(change, teacher, section));
  if (verdict.kind !== 'done') return tellAll(tools, [change], verdict, () => '');
  const key = /\/(\d+)\/?$/.exec(verdict.location ?? '')?.[1];
  const made = key === undefined ? null : await keysOfMade(tools, teacher, Number(key), section);
  if (made !== null) return tellAll(tools, [change], verdict, () => made);
  const reason = 'PowerSchool says that the assignment was made, but it could not be read back.';
  tools.tell({ id: change.id, outcome: 'unknown', reason, exchange: verdict.exchange });
}

/** The answer to a creation names the assignment alone; its number in the section is another one (reference §7.3). */
async function keysOfMade(tools: PushTools, teacher: number, key: number, section: number): Promise<string | null> {
  const assignment = await readAssignment(tools, teacher, key);
  if ('refusal' in assignment) return null;
  const entry = sectionsOf(assignment.found).find((candidate) => integerOf(candidate, 'sectionsdcid') === section);
  const subkey = entry === undefined ? null : integerOf(entry, 'assignmentsectionid');
  return subkey === null ? null : lineItemId(key, subkey);
}

async function readAssignment({ api, signal }: PushTools, teacher: number, key: number) {
  const read = await readFirst(() => api.xte(`${path}${key}`, { users_dcid: String(teacher) }, signal));
  if ('refusal' in read) return read.refusal.code === 'gradebook.gone' ? { refusal: lineItemGone } : read;
  const [found] = read.found;
  return found === undefined ? { refusal: lineItemGone } : { found };
}

async function changeAssignment(tools: PushTools, key: number, changes: readonly Change[]): Promise<void> {
  const teacher = changes.map(teacherOf).find((found) => found !== null) ?? null;
  const refuseAll = (refusal: Refusal, some = changes): void => {
    for (const change of some) reject(tools, change, refusal);
  };
  if (teacher === null) return refuseAll(incomplete('teacher'));
  const read = await readAssignment(tools, teacher, key);
  if ('refusal' in read) {
    refuseAll(
      read.refusal,
      changes.filter((change) => !isGoneAsWished(tools, change, read.refusal)),
    );
    return;
  }
  const updates = changes.filter(({ action }) => action === 'update');
  if (updates.length > 0) await update(tools, teacher, key, read.found, updates);
  const removals = changes.filter(({ action }) => action === 'delete');
  const [first] = removals;
  if (first === undefined) return;
  if (!areAllSections(read.found, removals)) return refuseAll(shared, removals);
  const removal = assignmentRemoval(first, teacher, key);
  const verdict = await tools.write(removal);
  tellAll(tools, removals, verdict, ({ sourcedId }) => sourcedId ?? '');
}

/** What should be removed and is not there is as it should be; told as such. */
function isGoneAsWished({ tell }: PushTools, change: Change, { code }: Refusal): boolean {
  if (change.action !== 'delete' || code !== lineItemGone.code) return false;
  const keys = lineItemKeysOf(change);
  const exchange = { method: 'GET', path: `${path}${keys?.key ?? ''}`, body: null, status: 404, answer: null };
  tell({ id: change.id, outcome: 'applied', sourcedId: change.sourcedId ?? '', exchange });
  return true;
}

async function update(
  tools: PushTools,
  teacher: number,
  key: number,
  standing: WireRecord,
  updates: readonly Change[],
): Promise<void> {
  const fit: Change[] = [];
  for (const change of updates) {
    const lack = refusalOfUpdate(standing, change);
    if (lack === null) fit.push(change);
    else reject(tools, change, lack);
  }
  const common = fit.find(({ changed }) => commonOf(changed).length > 0) ?? fit[0];
  if (common === undefined) return;
  const alike = fit.filter((change) => commonOf(change.changed).length === 0 || isAlike(common, change));
  for (const change of fit) if (!alike.includes(change)) reject(tools, change, shared);
  const bySection = new Map(alike.map((change) => [lineItemKeysOf(change)?.subkey ?? -1, change]));
  const body = changedAssignment(standing, common, bySection);
  const verdict = await tools.write(assignmentUpdate(common, teacher, key, body));
  tellAll(tools, alike, verdict, ({ sourcedId }) => sourcedId ?? '');
}

function refusalOfUpdate(standing: WireRecord, change: Change): Refusal | null {
  const written = change.changed.filter((name) => writable.some((known) => known === name));
  if (written.length === 0) return incomplete('value');
  const subkey = lineItemKeysOf(change)?.subkey;
  if (!sectionsOf(standing).some((entry) => integerOf(entry, 'assignmentsectionid') === subkey)) return lineItemGone;
  if (written.includes('category') && categoryOfValue(change.values['category']) === null)
    return incomplete('category');
  return lackOf(change.values, written);
}

/** Everything but the due date is of all sections at once (reference §7.3). */
const commonOf = (changed: readonly string[]): readonly string[] =>
  writable.filter((name) => name !== 'dueDate' && changed.includes(name));

function areAllSections(standing: WireRecord, changes: readonly Change[]): boolean {
  const given = new Set(changes.map((change) => lineItemKeysOf(change)?.subkey));
  return sectionsOf(standing).every((entry) => given.has(integerOf(entry, 'assignmentsectionid') ?? -1));
}

const isAlike = (one: Change, other: Change): boolean =>
  commonOf(one.changed).join() === commonOf(other.changed).join() &&
  commonOf(one.changed).every((name) =>
    name === 'category'
      ? categoryOfValue(one.values[name]) === categoryOfValue(other.values[name])
      : one.values[name] === other.values[name],
  );

const shared: Refusal = {
  code: 'lineItem.sharedAssignment',
  reason: 'The assignment is given to several classes at once, and the change is not the same for all of them.',
  fix: 'Change or remove it in the same way for each of these classes, or do it in PowerTeacher Pro.',
};
