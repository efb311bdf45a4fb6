import { describe, expect, it } from 'vitest';
import { describeProgress, openProgressLine } from '../../../electron/cli/progress-line.ts';
import { describeReport } from '../../../electron/cli/report-text.ts';
import { formatTable } from '../../../electron/cli/table.ts';
import type { Terminal } from '../../../electron/cli/terminal.ts';
import type { RunProgress, RunReport } from '../../../shared/integration/run.ts';

const progress: RunProgress = {
  runId: 'r',
  integrationId: 'i',
  phase: 'pull',
  entity: 'result',
  school: 'Hidden Valley High',
  scopesDone: 3,
  scopesTotal: 9,
  rows: 12_345,
  rowsPerSecond: 2000,
  secondsLeft: 125,
};

function terminal(canRewrite: boolean): Terminal & { readonly written: string[] } {
  const written: string[] = [];
  return {
    written,
    isInteractive: false,
    canRewrite,
    writeError: (text) => void written.push(text),
    askSecret: () => Promise.resolve(''),
  };
}

const none = { created: 0, updated: 0, deleted: 0, failed: 0, unconfirmed: 0 };
const report: RunReport = {
  runId: 'run-1',
  integrationId: 'i',
  status: 'guarded',
  startedAt: '2026-11-20T08:00:00.000Z',
  finishedAt: '2026-11-20T08:02:05.000Z',
  dryRun: false,
  full: false,
  entities: { org: { received: 3, created: 3, updated: 0, unchanged: 0, removed: 0, skipped: 0, failed: 0 } },
  writes: { powerschool: none, partner: none },
  issues: 1,
  requests: 12,
  guard: {
    code: 'plan.tooManyDeletes',
    message: 'Too much would go.',
    fix: 'Look at it first.',
    trips: [{ entity: 'user', schoolKey: 100, school: 'North', present: 200, removed: 90, reason: 'removals' }],
  },
  error: null,
  resumedFrom: null,
};

describe('text of the command line', () => {
  it('cuts wide cells and lets no control character of the data reach the terminal', () => {
    const table = formatTable(
      ['name', 'n'],
      [
        [`\u001B[2J${'x'.repeat(80)}`, 5],
        ['b', 12],
      ],
    );
    expect(table).not.toContain('\u001B');
    expect(table.split('\n')[0]).toMatch(/^name +n$/);
    expect(table.split('\n')[3]).toMatch(/^b {61}12$/);
  });

  it('says how far a run is without naming a school', () => {
    expect(describeProgress(progress)).toBe(
      'Reading result · 3 of 9 listings · 12,345 rows · 2,000/s · about 2 min 5 s left',
    );
  });

  it('writes a progress line every two seconds where there is no terminal', () => {
    let now = 0;
    const own = terminal(false);
    const line = openProgressLine(own, false, () => now);
    for (const at of [0, 500, 1999, 2000, 2500, 4100]) {
      now = at;
      line.show(progress);
    }
    line.end();
    expect(own.written).toHaveLength(3);
    expect(own.written.every((text) => text.endsWith('\n'))).toBe(true);
  });

  it('writes over one line on a terminal and clears it at the end', () => {
    const own = terminal(true);
    const line = openProgressLine(own, false);
    line.show(progress);
    line.show(progress);
    line.end();
    expect(own.written).toHaveLength(3);
    expect(own.written.join('')).not.toContain('\n');
    expect(own.written.at(-1)).toBe('\r\u001B[2K');
  });

  it('keeps quiet when asked to', () => {
    const own = terminal(true);
    const line = openProgressLine(own, true);
    line.show(progress);
    line.end();
    expect(own.written).toEqual([]);
  });

  it('says what a guard stopped and what to do', () => {
    const text = describeReport(report);
    expect(text).toContain('A guard stopped the run before anything was written.');
    expect(text).toContain('North: 90 of 200 records of user would be removed.');
    expect(text).toContain('Look at it first.');
    expect(text).toContain('1 record has an issue');
  });
});
