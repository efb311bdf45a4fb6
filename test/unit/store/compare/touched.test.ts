import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../electron/sandbox/district/random.ts';
import { openTouched, type Keys } from '../../../../electron/store/compare/touched.ts';
import { openForWriting } from '../../../../electron/store/open.ts';

const runs = 60;
const text = ([key, subkey]: Keys): string => `${key}.${subkey}`;

describe('records that the runs of a span have touched', () => {
  let folder: string;
  let db: Database;
  /** What each run touched. */
  let touched: Map<number, Keys[]>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'touched-'));
    db = openForWriting(join(folder, 'copy.db'));
    const random = seededRandom(7);
    const addRun = db.prepare(
      `INSERT INTO run (number, runId, status, dryRun, fullPull, startedAt, settings, sourceTime) VALUES (?, ?, 'succeeded', 0, 0, 0, '', 0)`,
    );
    const add = db.prepare(
      `INSERT INTO history (entity, sourceKey, sourceSubkey, run, change, attribute) VALUES ('result', ?, ?, ?, 'updated', ?)`,
    );
    touched = new Map();
    db.transaction(() => {
      for (let run = 1; run <= runs; run++) {
        addRun.run(run, `run-${run}`);
        // One run touches far more than all the others.
        const keys = Array.from({ length: run === 30 ? 5000 : random.below(60) }, (): Keys => [
          random.below(300),
          random.below(300),
        ]);
        for (const pair of keys) for (const attribute of ['score', 'scoreDate']) add.run(...pair, run, attribute);
        touched.set(run, keys);
      }
    })();
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  const wanted = (from: number, to: number): string[] => {
    const all = [...touched].flatMap(([run, keys]) => (run > from && run <= to ? keys : []));
    const sorted = all.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).map(text);
    return [...new Set(sorted)];
  };

  it('come in the order of their keys, each once, and never more than were asked for, however many runs there are', () => {
    for (const [from, to] of [
      [0, runs],
      [0, 29],
      [29, 31],
    ] as const) {
      const walk = openTouched(db)('result', { from, to, isLast: to === runs }, ['value', 'life'], [-1, -1]);
      const found: string[] = [];
      for (let part = walk.take(70); part.length > 0; part = walk.take(70)) {
        expect(part.length).toBeLessThanOrEqual(70);
        found.push(...part.map(text));
      }
      expect(found).toEqual(wanted(from, to));
    }
  });

  it('go on after any of them', () => {
    const all = wanted(0, runs);
    const at = Math.floor(all.length / 2);
    const [key = 0, subkey = 0] = (all[at] ?? '').split('.').map(Number);
    const walk = openTouched(db)('result', { from: 0, to: runs, isLast: true }, ['value'], [key, subkey]);
    expect(walk.take(1_000_000).map(text)).toEqual(all.slice(at + 1));
  });
});
