import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { FilterCondition } from '../../shared/browse/filter.ts';
import { startBrowseClient } from '../../electron/workers/browse-client.ts';
import { buildCopy, resultRow } from './browse-copy.ts';
import type { BenchOptions } from './main.ts';
import { round } from './measure.ts';

const repeats = 120;
type Name = 'pageFirst' | 'pageMiddle' | 'filter' | 'sort' | 'search' | 'classSheet';

/**
 * What Data browsing answers with N results while a sync stages pages and, half-way, saves what it staged: asked as screens ask it, over the
 * threads. `GRADE_SYNC_BENCH_FOLDER` keeps the copy for the next time.
 */
export async function benchBrowse({ rows }: BenchOptions): Promise<Record<string, unknown>> {
  const kept = process.env['GRADE_SYNC_BENCH_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'grade-sync-bench-'));
  const file = join(folder, `browse-${rows}.db`);
  const size = buildCopy(file, rows);
  const browse = startBrowseClient(file);
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'browse-writer.ts'), file, String(rows)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const times: Record<Name, number[]> = {
    pageFirst: [],
    pageMiddle: [],
    filter: [],
    sort: [],
    search: [],
    classSheet: [],
  };

  const grid = { view: 'results' as const, filter: null, sort: [], asOfRun: null, offset: 0, limit: 100 };
  const filtered = (
    column: string,
    operator: FilterCondition['operator'],
    ...values: (string | number | boolean)[]
  ) => ({
    ...grid,
    filter: { join: 'and' as const, items: [{ column, operator, values }] },
  });
  const sorted = (column: string, direction: 'asc' | 'desc') => ({ ...grid, sort: [{ column, direction }] });
  const random = (below: number): number => Math.floor(Math.random() * below);

  const filters = [
    () => filtered('class', 'in', `class-${random(size.classes) + 1}`),
    () => filtered('student', 'in', `user-${random(size.students) + 1}-1`),
    () => filtered('lineItem', 'in', lineItemId(random(size.results))),
    () => filtered('missing', 'equals', true),
    () => filtered('late', 'equals', true),
    () => filtered('scoreStatus', 'in', 'not submitted'),
    () => filtered('score', 'less', 50 + random(40)),
    () => filtered('scoreDate', 'between', '2026-10-01', `2026-10-${10 + random(20)}`),
  ];
  const sorts = [
    () => sorted('score', 'desc'),
    () => sorted('score', 'asc'),
    () => sorted('scoreDate', 'desc'),
    () => sorted('student', 'asc'),
    () => sorted('class', 'asc'),
  ];
  const texts = [
    'smith',
    'garcia',
    'andersen',
    'ana',
    'jhonson',
    'quiz 17',
    'müller',
    'student4711',
    'course 12',
    '李',
    'nguyen',
  ];
  const lineItemId = (at: number): string => {
    const [key, , , , values] = resultRow(at, size);
    return `lineItem-${key}-${String(values['classKey'])}`;
  };

  async function timed(name: Name, ask: () => Promise<unknown>): Promise<void> {
    const started = performance.now();
    await ask();
    times[name].push(performance.now() - started);
  }

  async function askAll(at: number): Promise<void> {
    await timed('pageFirst', () => browse.page(grid));
    await timed('pageMiddle', () => browse.page({ ...grid, offset: Math.floor(size.results / 2) + random(10_000) }));
    await timed('filter', () => browse.page((filters[at % filters.length] ?? (() => grid))()));
    await timed('sort', () => browse.page((sorts[at % sorts.length] ?? (() => grid))()));
    await timed('search', () => browse.search({ text: texts[at % texts.length] ?? '', limit: 20 }));
    await timed('classSheet', () =>
      browse.sheetData({ classSourcedId: `class-${random(size.classes) + 1}`, asOfRun: null }),
    );
  }

  try {
    // What is asked for the first time is told apart: it is worked out once for all that follow.
    const first: Record<string, number> = {};
    const once = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
      const started = performance.now();
      await ask();
      first[name] = round(performance.now() - started, 1);
    };
    await once('page', () => browse.page(grid));
    await once('middle', () => browse.page({ ...grid, offset: Math.floor(size.results / 2) }));
    for (const sort of sorts) await once(`sort ${JSON.stringify(sort().sort)}`, () => browse.page(sort()));
    await once('search', () => browse.search({ text: 'jhonson', limit: 20 }));
    await once('count of a filter without an index', () => browse.count({ ...filtered('missing', 'equals', true) }));
    let saved = 0;
    writer.stdout.on('data', () => saved++);
    for (let at = 0; at < repeats; at++) {
      if (at === Math.floor(repeats / 2)) {
        const done = new Promise((resolve) => writer.stdout.once('data', resolve));
        writer.stdin.write('save\n');
        await done;
      }
      await askAll(at);
    }
    const figure = (share: number) =>
      Object.fromEntries(Object.entries(times).map(([name, values]) => [name, round(quantile(values, share), 2)]));
    return {
      name: 'browse',
      rows: size.results,
      students: size.students,
      lineItems: size.lineItems,
      samples: repeats,
      savedMeanwhile: saved,
      p50: figure(0.5),
      p95: figure(0.95),
      max: figure(1),
      firstTime: first,
      peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    writer.stdin.end();
    await new Promise((resolve) => writer.once('exit', resolve));
    await browse.close();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)] ?? 0;
}
