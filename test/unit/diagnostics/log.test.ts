import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logFile, openLog } from '../../../electron/diagnostics/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = () => new Date(Date.UTC(2026, 10, 24));
const lines = (name = logFile): unknown[] =>
  readFileSync(join(folder, 'logs', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('log', () => {
  it('writes one line of JSON per event, with time and fields', () => {
    const log = openLog({ folder: join(folder, 'logs'), now });
    log.write('run.started');
    log.write('run.finished', { runId: 'r-1', rows: 12, isFull: true, code: 'net.timeout', guard: null });
    expect(lines()).toEqual([
      { time: '2026-11-24T00:00:00.000Z', event: 'run.started' },
      {
        time: '2026-11-24T00:00:00.000Z',
        event: 'run.finished',
        runId: 'r-1',
        rows: 12,
        isFull: true,
        code: 'net.timeout',
        guard: null,
      },
    ]);
  });

  it('keeps sentences, names, scores and secrets out, even where they are handed in by mistake', () => {
    const log = openLog({ folder: join(folder, 'logs'), now });
    log.write('it went wrong with Ada Lovelace', {
      name: 'Ada',
      score: 17,
      message: 'Ada Lovelace has 17 points',
      path: '/ws/v1/student?q=name',
      mail: 'ada@example.org',
      clientSecret: 'abc',
    });
    const text = readFileSync(join(folder, 'logs', logFile), 'utf8');
    expect(text).not.toMatch(/Ada|17|abc|example|\?q/);
    expect(lines()).toHaveLength(1);
  });

  it('begins a new file when one is full, and keeps five', () => {
    const log = openLog({ folder: join(folder, 'logs'), now, maxBytes: 200 });
    for (let number = 0; number < 100; number++) log.write('tick', { number });
    const files = readdirSync(join(folder, 'logs')).toSorted();
    expect(files).toEqual([...[1, 2, 3, 4].map((age) => `grade-sync.${age}.log`), logFile].toSorted());
    for (const file of files) expect(statSync(join(folder, 'logs', file)).size).toBeLessThanOrEqual(200);
    const numbers = ['grade-sync.4.log', 'grade-sync.3.log', 'grade-sync.2.log', 'grade-sync.1.log', logFile].flatMap(
      (file) => lines(file).map((line) => (line as { number: number }).number),
    );
    expect(numbers).toEqual(numbers.map((_, index) => 100 - numbers.length + index));
  });

  it('lets nobody but its owner read the files', () => {
    openLog({ folder: join(folder, 'logs') }).write('tick');
    expect(statSync(join(folder, 'logs', logFile)).mode & 0o077).toBe(0);
  });

  it('does not end what it logs when it cannot write', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    const log = openLog({ folder: join(folder, 'logs'), now });
    log.write('tick');
    expect(existsSync(join(folder, 'logs', logFile))).toBe(false);
  });
});
