import assert from 'node:assert/strict';
import type { Sandbox } from '../../electron/sandbox/sandbox.ts';

export interface LmsWork {
  readonly lineItems: number;
  readonly scores: number;
}

/** The LMS adds so many line items and gives so many scores; `changed` of these took the place of one that was there. */
export function workInLms({ partner }: Sandbox, { lineItems, scores }: LmsWork): { readonly changed: number } {
  const acted = partner.act({ act: 'addLineItems', lineItems, scores, classes: largestClasses(partner, lineItems) });
  const count = (entity: string): number => acted.filter((each) => each.entity === entity).length;
  // Classes are only so large: the rest of the scores is entered on line items that were there before.
  const changed = changeScores(partner, scores - count('result'));
  assert.deepEqual([count('lineItem'), count('result') + changed], [lineItems, scores]);
  return { changed };
}

interface Referring {
  readonly sourcedId: string;
  readonly role: string;
  readonly class: { readonly sourcedId: string };
  readonly terms: readonly { readonly sourcedId: string }[];
  readonly startDate: string;
  readonly endDate: string;
}

/** Classes of a term that is under way with as many students as any, so that something can be due and somebody scored. */
function largestClasses(partner: Sandbox['partner'], count: number): string[] {
  const all = (entity: 'academicSession' | 'class' | 'enrollment'): readonly Referring[] =>
    partner.records.all(entity).map((text) => JSON.parse(text) as Referring);
  const today = new Date().toISOString().slice(0, 10);
  const current = new Set(
    all('academicSession').flatMap(({ sourcedId, startDate, endDate }) =>
      startDate.slice(0, 10) <= today && today <= endDate.slice(0, 10) ? [sourcedId] : [],
    ),
  );
  const sizes = new Map<string, number>();
  for (const { sourcedId, terms } of all('class'))
    if (terms.every((term) => current.has(term.sourcedId))) sizes.set(sourcedId, 0);
  for (const { role, class: klass } of all('enrollment')) {
    const size = sizes.get(klass.sourcedId);
    if (role === 'student' && size !== undefined) sizes.set(klass.sourcedId, size + 1);
  }
  const bySize = [...sizes].toSorted(([, a], [, b]) => b - a);
  return bySize.slice(0, count).map(([klass]) => klass);
}

interface Scored {
  readonly sourcedId: string;
  readonly score?: number;
  readonly lineItem: { readonly sourcedId: string };
  readonly metadata?: { readonly scoreType?: string };
}

/** The LMS takes a point off so many scores; how many it found. */
function changeScores(partner: Sandbox['partner'], count: number): number {
  const of = (entity: 'lineItem' | 'result'): readonly Scored[] =>
    partner.records.all(entity).map((text) => JSON.parse(text) as Scored);
  const onPoints = new Set(
    of('lineItem').flatMap(({ sourcedId, metadata }) => (metadata?.scoreType === 'POINTS' ? [sourcedId] : [])),
  );
  const found = of('result')
    .filter(
      // A number alone: with a letter beside it, one of the two would have to go.
      ({ sourcedId, score, lineItem, metadata }) =>
        sourcedId.startsWith('result-') &&
        Number(score) > 1 &&
        metadata === undefined &&
        onPoints.has(lineItem.sourcedId),
    )
    .slice(0, count);
  for (const { sourcedId, score } of found)
    partner.act({ act: 'changeResult', result: sourcedId, attributes: { score: Number(score) - 1 } });
  return found.length;
}
