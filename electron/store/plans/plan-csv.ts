import type { PlanItem } from '../../../shared/exchange/plan.ts';
import { csvLines, disarm } from '../export/csv-text.ts';
import type { PlanReader } from './plan-reader.ts';

const header = [
  'to',
  'action',
  'entity',
  'school',
  'class',
  'record',
  'powerSchoolId',
  'partnerId',
  'state',
  'attribute',
  'old',
  'new',
  'reason',
  'problem',
];
const page = 300;

/** A page of a plan's changes as CSV, one line per attribute; formulas are disarmed. */
export function planCsv(
  plans: PlanReader,
  planId: string,
  after: number,
): { readonly text: string; readonly next: number | null } {
  const items = plans.items(planId, {}, after, page);
  const rows = items.flatMap(linesOf).map((cells) => cells.map(disarm));
  const text = csvLines(after === 0 ? [header, ...rows] : rows);
  return { text, next: items.length < page ? null : (items.at(-1)?.item ?? null) };
}

function linesOf(item: PlanItem): readonly (readonly (string | number | null)[])[] {
  const { target, action, entity, school, label, powerschool, partner, state } = item;
  const problem = [...item.problems, ...(item.outcome === null ? [] : [item.outcome])]
    .map(({ message }) => message)
    .join(' ');
  const head = [target, action, entity, school, item.class, label, powerschool, partner, state];
  if (item.changes.length === 0) return [[...head, '', '', '', '', problem]];
  return item.changes.map((change) => [...head, change.attribute, change.old, change.new, change.reason, problem]);
}
