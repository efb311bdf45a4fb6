import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exportReceipts } from '../../../../electron/store/export/receipt-export.ts';
import { openJournal } from '../../../../electron/store/plans/journal.ts';
import { openPlansDatabase } from '../../../../electron/store/plans/open-plans.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const reader = {
  leadTeachers: (classKeys: readonly number[]) =>
    [
      { classKey: 10, teacherKey: 1, name: 'Ida Eins' },
      { classKey: 11, teacherKey: 1, name: 'Ida Eins' },
      { classKey: 20, teacherKey: 2, name: 'Uwe Zwei' },
    ].filter(({ classKey }) => classKeys.includes(classKey)),
};

/** Writes in two classes of one school and teacher, one of another school, and one of no class; six hundred in the first. */
function fill(folder: string) {
  const db = openPlansDatabase(join(folder, 'data.db'));
  db.exec('BEGIN');
  db.exec(
    `INSERT INTO plan (number, planId, kind, createdAt, dryRun, state, counts) VALUES (1, 'p', 'sync', 1, 0, 'applied', '{}')`,
  );
  const item = db.prepare(
    `INSERT INTO plan_item (plan, item, entity, action, target, state, schoolKey, school, classKey, class, label, grouped, hasConflict, body)
     VALUES (1, ?, 'result', 'update', 'powerschool', 'applied', ?, ?, ?, ?, 'x', '', 0, '{}')`,
  );
  const write = db.prepare(
    `INSERT INTO journal (runId, plan, item, target, entity, action, state, intendedAt, schoolKey, change, before)
     VALUES (?, 1, ?, 'powerschool', 'result', 'update', 'intended', 1, ?, '{}', '{"comment":"=1+1"}')`,
  );
  const places = [
    ...Array.from({ length: 600 }, () => [1, '=Oak', 10, 'Algebra'] as const),
    [1, '=Oak', 11, 'Biology'] as const,
    [2, 'Elm', 20, 'Chemistry'] as const,
    [2, 'Elm', null, null] as const,
  ];
  const journal = openJournal(db, () => Date.parse('2026-11-26T10:00:00Z'));
  for (const [at, [schoolKey, school, classKey, klass]] of places.entries()) {
    item.run(at + 1, schoolKey, school, classKey, klass);
    const { lastInsertRowid } = write.run('run', at + 1, schoolKey);
    journal.noteOutcome(Number(lastInsertRowid), {
      outcome: 'applied',
      sourcedId: `result-${at}`,
      exchange: { method: 'POST', path: '/ws', body: '{}', status: 200, answer: 'ok' },
    } as never);
    journal.seal([{ journal: Number(lastInsertRowid), state: 'applied', found: null }]);
  }
  write.run('another run', 1, 1);
  db.exec('COMMIT');
  return db;
}

describe('receipts as CSV', () => {
  it('are those of a run, of one of its schools or of one teacher, formulas disarmed', async () => {
    const folder = temporaryFolder();
    const db = fill(folder);
    const rowsOf = async (schoolKey: number | null, teacherKey: number | null, bom = false) => {
      const job = { runId: 'run', schoolKey, teacherKey, folder, name: 'receipts.csv', bom };
      const count = await exportReceipts(reader, db, job, () => undefined, new AbortController().signal);
      const text = readFileSync(join(folder, 'receipts.csv'), 'utf8');
      expect(text.startsWith('\u{FEFF}')).toBe(bom);
      const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
      expect(rows).toHaveLength(count);
      return rows;
    };
    const all = await rowsOf(null, null, true);
    expect(all).toHaveLength(603);
    expect(all[0]).toMatchObject({
      time: '2026-11-26T10:00:00.000Z',
      to: 'powerschool',
      school: "'=Oak",
      class: 'Algebra',
      teacher: 'Ida Eins',
      sourcedId: 'result-0',
      state: 'applied',
      method: 'POST',
      status: '200',
      before: '{"comment":"=1+1"}',
    });
    expect(all[0]?.['seal']).toMatch(/^[0-9a-f]{64}$/);
    expect((await rowsOf(2, null)).map((row) => [row['class'], row['teacher']])).toEqual([
      ['Chemistry', 'Uwe Zwei'],
      ['', ''],
    ]);
    expect(await rowsOf(null, 1)).toHaveLength(601);
    expect((await rowsOf(null, 2)).map((row) => row['class'])).toEqual(['Chemistry']);
    expect(await rowsOf(1, 2)).toEqual([]);
    db.close();
  });

  it('are in no file at all where they were stopped', async () => {
    const folder = temporaryFolder();
    const db = fill(folder);
    const stop = new AbortController();
    const job = { runId: 'run', schoolKey: null, teacherKey: null, folder, name: 'receipts.csv', bom: false };
    await expect(exportReceipts(reader, db, job, () => stop.abort(), stop.signal)).rejects.toThrow('aborted');
    expect(readdirSync(folder).filter((name) => name.startsWith('receipts'))).toEqual([]);
    db.close();
  });
});
