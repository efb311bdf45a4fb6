import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Value } from '../../shared/oneroster/entity.ts';
import { transitColumns } from '../../shared/oneroster/shapes.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import { openForWriting } from '../../electron/store/open.ts';
import { openRunStore } from '../../electron/store/run-store.ts';
import { layOut, resultRow, sizeOf } from './browse-copy.ts';

/**
 * A sync in a process of its own: `FILE ROWS`. Stages pages of 1,000 results, of which one in twenty has changed, until it is told to save;
 * then it begins again. Ends when its input does.
 */
const [file = '', rows = '0'] = process.argv.slice(2);
const size = sizeOf(Number(rows));
const columns = transitColumns('result');
const perPage = 1000;
const told = { save: false, end: false };
process.stdin.on('data', () => (told.save = true));
process.stdin.on('end', () => (told.end = true));

function pageAt(first: number, generation: number): Value[] {
  const values: Value[] = [];
  for (let at = first; at < first + perPage; at++) {
    const row = resultRow(at % size.results, size);
    values.push(
      ...(at % 20 === 0
        ? layOut(columns, [...row.slice(0, 4), { ...row[4], score: generation }] as never, generation)
        : layOut(columns, row)),
    );
  }
  return values;
}

for (let generation = 2; !told.end; generation++) {
  const store = openRunStore(openForWriting(file));
  const scope = { entity: 'result', schoolKey: null, schoolYear: null, filter: 'bench', incremental: true } as const;
  store.begin({
    runId: randomUUID(),
    dryRun: false,
    full: false,
    settings: String(generation),
    now: Date.now(),
    resumeAfter: 0,
  });
  const listing = store.openListing(scope);
  told.save = false;
  let requests = 0;
  // As many as a night brings, however long the measuring takes: 20,000 scores in 400 pages.
  const start = (generation * 7_919_000) % size.results;
  while (!told.end && !told.save) {
    const first = (start + (requests % 400) * perPage) % size.results;
    listing.add({
      kind: 'rows',
      count: perPage,
      values: pageAt(first, generation),
      issues: [],
      unreadable: 0,
      requests: ++requests,
      expected: null,
    });
    // A server takes its time for a page.
    await setTimeout(30);
  }
  if (told.save) {
    listing.finish({ kind: 'end', complete: false, cursor: 'x', incremental: true, requests, total: null });
    store.compare();
    store.apply(() => ({ status: 'succeeded', finishedAt: new Date().toISOString() }) as RunReport);
    process.stdout.write('saved\n');
  }
  store.close();
}
