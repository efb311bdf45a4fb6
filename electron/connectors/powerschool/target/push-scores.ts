import type { Change } from '../../target.ts';
import { lineItemKeysOf, resultId, sectionOf, sessionOf, studentOf, teacherOf } from './change-keys.ts';
import { studentsNamed } from './conflicts.ts';
import { incomplete, lineItemGone, type Refusal } from './refusals.ts';
import { assignmentsByKey, itemIn, type ScoreItem, type WantedItem } from './score-items.ts';
import { scoreRow, scoresBody, scoresRequest, type ScoreRow } from './score-row.ts';
import { pushTools, reject, tellAll, type PushTools, type TargetTools } from './target-tools.ts';
import { ownParts } from './own-part.ts';
import type { Verdict } from './verdict.ts';

/** A change with the numbers that it is of. */
interface Placed {
  readonly change: Change;
  readonly key: number;
  readonly subkey: number;
  readonly student: number;
}

/** Of one line item. */
interface Batch {
  readonly item: ScoreItem;
  readonly teacher: number;
  readonly termId: number;
}

/**
 * Writes scores, batched by line item, teacher and term. PowerSchool takes all rows of a batch or none (reference §7.5): rows that it
 * refuses by name are taken out, and where it names none the batch is halved until the row is found.
 */
export async function pushScores(
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
  const placed = changes.flatMap((change) => place(tools, change));
  const wanted = placed.map(({ change, key }): WantedItem => ({ key, section: sectionOf(change) }));
  const assignments = await assignmentsByKey(tools, teacher, wanted);
  const rejectAll = (some: readonly Placed[], refusal: Refusal): void => {
    for (const { change } of some) reject(tools, change, refusal);
  };
  if (!(assignments instanceof Map)) return rejectAll(placed, assignments as Refusal);
  const byItem = Map.groupBy(placed, ({ change, subkey }) => `${subkey} ${sessionOf(change) ?? ''}`);
  const batches: { readonly rows: readonly Placed[]; readonly item: ScoreItem }[] = [];
  for (const rows of byItem.values()) {
    const [first] = rows;
    const assignment = first === undefined ? undefined : assignments.get(first.key);
    const item = assignment === undefined || first === undefined ? null : itemIn(assignment, first.subkey);
    if (item === null) rejectAll(rows, lineItemGone);
    else batches.push({ rows, item });
  }
  const lettered = batches.filter(({ item }) => item.scoreType === 'GRADESCALE').map(({ item }) => item.section);
  await tools.letters.learn(lettered, tools.signal);
  for (const { rows, item } of batches) await pushItem(tools, teacher, item, rows);
}

/** Nothing, once the change has been rejected for what it lacks. */
function place(tools: PushTools, change: Change): readonly Placed[] {
  const keys = lineItemKeysOf(change);
  const student = studentOf(change);
  if (keys !== null && student !== null) return [{ change, ...keys, student }];
  reject(tools, change, incomplete(keys === null ? 'lineItem' : 'student'));
  return [];
}

async function pushItem(tools: PushTools, teacher: number, item: ScoreItem, placed: readonly Placed[]): Promise<void> {
  const [first] = placed;
  if (first === undefined) return;
  const termId = await tools.terms.of(sessionOf(first.change), tools.signal);
  const rows: ScoreRow[] = [];
  for (const { change, student } of placed) {
    const row = scoreRow(change, item, student, tools.letters);
    if ('wire' in row) rows.push(row);
    else reject(tools, change, row);
  }
  for (const clears of [false, true]) {
    const own = rows.filter((row) => row.clears === clears);
    for (let at = 0; at < own.length; at += tools.batchSize) {
      await send(tools, { item, teacher, termId }, own.slice(at, at + tools.batchSize));
    }
  }
}

async function send(tools: PushTools, batch: Batch, rows: readonly ScoreRow[]): Promise<void> {
  if (rows.length === 0) return;
  const form = tools.clearing.form;
  const verdict = await tools.write(scoresRequest(rows, batch, form));
  const isRefused = verdict.kind === 'rejected' && verdict.exchange.status === 409;
  if (!isRefused) return tellRows(tools, batch, rows, verdict, form);
  const named = studentsNamed(verdict.body);
  const blamed = rows.filter(({ student }) => named.has(student));
  if (blamed.length > 0) {
    tellRows(tools, batch, blamed, verdict, form);
    return send(
      tools,
      batch,
      rows.filter((row) => !blamed.includes(row)),
    );
  }
  if (rows.length > 1) {
    const half = Math.ceil(rows.length / 2);
    await send(tools, batch, rows.slice(0, half));
    return send(tools, batch, rows.slice(half));
  }
  const isOfClearing = rows.some((row) => row.clears) && verdict.refusal.code === 'result.scoreInvalid';
  if (isOfClearing) await clearOtherwise(tools, batch, rows);
  else tellRows(tools, batch, rows, verdict, form);
}

/** The reference leaves open how a score is cleared: by an empty text or by null. One of them was refused. */
async function clearOtherwise(tools: PushTools, batch: Batch, rows: readonly ScoreRow[]): Promise<void> {
  const other = tools.clearing.form === '' ? null : '';
  const verdict = await tools.write(scoresRequest(rows, batch, other));
  if (verdict.kind === 'done') tools.clearing.form = other;
  const isRefused = verdict.kind === 'rejected' && verdict.exchange.status === 409;
  tellRows(tools, batch, rows, isRefused ? { ...verdict, refusal: cannotClear } : verdict, other);
}

function tellRows(
  tools: PushTools,
  batch: Batch,
  rows: readonly ScoreRow[],
  verdict: Verdict,
  clearing: '' | null,
): void {
  const partOf = ownParts(verdict);
  for (const row of rows) {
    const exchange = partOf(row.student, scoresBody([row], clearing));
    tellAll(tools, [row.change], { ...verdict, exchange }, () => resultId(batch.item.key, row.student));
  }
}

const cannotClear: Refusal = {
  code: 'result.cannotClear',
  reason: 'PowerSchool does not let the application clear a score.',
  fix: 'Clear it in PowerTeacher Pro.',
};
