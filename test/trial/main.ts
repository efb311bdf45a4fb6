/**
 * The main job on a district as large as a real one, which takes minutes: `npm run trial -- [--students 2000] [--line-items 20] [--scores 500]`.
 * Each step says what it did and how long it took; the first that is not as it must be ends the trial with exit code 1.
 */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { performance } from 'node:perf_hooks';
import { startSandbox } from '../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../shared/integration/grade-exchange.ts';
import { openDistrictDesk } from '../support/district-desk.ts';
import { shareCompiledCode } from '../tools/compile-cache.ts';

shareCompiledCode();
const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '2000' },
    'line-items': { type: 'string', default: '20' },
    scores: { type: 'string', default: '500' },
  },
});
const [students, lineItems, scores] = [values.students, values['line-items'], values.scores].map(Number) as [
  number,
  number,
  number,
];
const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const nothing = { powerschool: none, partner: none };
const agreed = { items: 0, conflicts: 0, held: 0 };

let since = performance.now();
function told(step: string, figures: Readonly<Record<string, number>> = {}): void {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(
    [step, ...Object.entries(figures).map(([name, value]) => `${value} ${name}`), `${seconds} s`].join(' · '),
  );
  since = performance.now();
}

const sandbox = await startSandbox({ seed: 3, students });
const { powerschool, schoolPassport } = sandbox.describe();
const desk = openDistrictDesk(
  { ...powerschool, partnerSecret: schoolPassport.clientSecret },
  {
    mode: 'two-way',
    gradeSync: { enabled: true },
    masterFields: [...gradeExchangePreset()],
    partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
  },
);
const gradebook = () => sandbox.partner.records.all('category', 'lineItem', 'result');
const standing = () => ({ powerschool: sandbox.server.snapshot(), partner: sandbox.partner.snapshot() });

interface Referring {
  readonly sourcedId: string;
  readonly role: string;
  readonly class: { readonly sourcedId: string };
  readonly terms: readonly { readonly sourcedId: string }[];
  readonly startDate: string;
  readonly endDate: string;
}

/** Classes of a term that is under way with as many students as any, so that something can be due and somebody scored. */
function largestClasses(count: number): string[] {
  const all = (entity: 'academicSession' | 'class' | 'enrollment'): readonly Referring[] =>
    sandbox.partner.records.all(entity).map((text) => JSON.parse(text) as Referring);
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

/** The LMS takes a point off so many scores; how many it found. */
function changeScores(count: number): number {
  const of = (entity: 'lineItem' | 'result'): readonly Scored[] =>
    sandbox.partner.records.all(entity).map((text) => JSON.parse(text) as Scored);
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
    sandbox.partner.act({ act: 'changeResult', result: sourcedId, attributes: { score: Number(score) - 1 } });
  return found.length;
}

interface Scored {
  readonly sourcedId: string;
  readonly score?: number;
  readonly lineItem: { readonly sourcedId: string };
  readonly metadata?: { readonly scoreType?: string };
}

/** One more sync finds both ends in agreement and writes nothing. */
async function isEmpty(step: string): Promise<void> {
  const before = standing();
  const { status, report } = await desk.sync();
  assert.equal(status, 0);
  assert.deepEqual({ ...report.plan, ...agreed }, report.plan);
  assert.deepEqual(report.writes, nothing);
  assert.deepEqual(standing(), before);
  told(step);
}

try {
  told('a district', { students });
  const first = await desk.sync();
  const { category, lineItem, result } = first.report.entities;
  const all = [category, lineItem, result].reduce((sum, entity) => sum + (entity?.created ?? 0), 0);
  assert.equal(first.status, 0);
  assert.deepEqual(first.report.writes, { powerschool: none, partner: { ...none, created: all } });
  assert.equal(gradebook().length, all);
  assert.equal(new Set(gradebook().map((text) => (JSON.parse(text) as { sourcedId: string }).sourcedId)).size, all);
  told('the first run creates in School Passport what PowerSchool has, and nothing twice', { records: all });
  await isEmpty('a further run is empty');

  const acted = sandbox.partner.act({ act: 'addLineItems', lineItems, scores, classes: largestClasses(lineItems) });
  const count = (entity: string): number => acted.filter((each) => each.entity === entity).length;
  // Classes are only so large: the rest of the scores is entered on line items that were there before.
  const rest = changeScores(scores - count('result'));
  assert.deepEqual([count('lineItem'), count('result') + rest], [lineItems, scores]);
  const before = standing();
  const dry = await desk.sync('--dry-run');
  assert.deepEqual(standing(), before);
  const shown = JSON.parse((await desk.run('plans', 'show', dry.report.plan?.planId ?? '', '--json')).stdout) as {
    items: readonly { entity: string; action: string; target: string }[];
  };
  const planned = (entity: string, ...actions: readonly string[]): number =>
    shown.items.filter(
      (item) => item.entity === entity && actions.includes(item.action) && item.target === 'powerschool',
    ).length;
  assert.deepEqual([planned('lineItem', 'create'), planned('result', 'create', 'update')], [lineItems, scores]);
  assert.equal(shown.items.length, planned('category', 'create') + lineItems + scores);
  told('the plan shows exactly what the LMS added', { 'line items': lineItems, scores });

  const applied = await desk.sync();
  assert.equal(applied.status, 0);
  assert.deepEqual(applied.report.writes.powerschool, { ...none, created: shown.items.length - rest, updated: rest });
  told('PowerSchool holds them', { records: shown.items.length });
  await isEmpty('a further run is empty');

  const undone = await desk.run('runs', 'undo', applied.report.runId, '--json');
  assert.equal(undone.status, 0);
  assert.deepEqual(standing(), before);
  told('undo leaves both sides byte for byte as they were', { records: shown.items.length });
  await isEmpty('a further run is empty again');
} finally {
  desk.remove();
  await sandbox.close();
}
