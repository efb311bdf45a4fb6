import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../electron/store/migrate.ts';
import { planMigrations } from '../../../../electron/store/plans/migrations.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const body = JSON.stringify({ changes: [{ attribute: 'comment', old: null, new: 'x'.repeat(900) }], problems: [] });

function fill(db: Database.Database, plan: number, count: number): void {
  const insert = db.prepare(
    `INSERT INTO plan_item (plan, item, entity, action, target, state, schoolKey, school, classKey, class, label, grouped, hasConflict, body)
     VALUES (?, ?, 'result', 'create', 'partner', 'planned', 7, 'North', ?, 'History', 'a', 'b', 0, ?)`,
  );
  db.transaction(() => {
    // The last one first: the order of the rows is that of the numbers all the same.
    for (let item = count; item > 0; item--) insert.run(plan, item, item % 3, body);
  })();
}

describe('the database of plans', () => {
  it('keeps every planned write when it is brought up to date, and takes less than half the room', () => {
    const file = join(temporaryFolder(), 'plans.db');
    const db = new Database(file);
    migrate(db, file, planMigrations.slice(0, 3));
    fill(db, 1, 400);
    fill(db, 2, 10);
    const rows = (): unknown[] => db.prepare('SELECT * FROM plan_item ORDER BY plan, item').all();
    const pages = (): number => {
      db.exec('VACUUM');
      return Number(db.pragma('page_count', { simple: true }));
    };
    const [before, room] = [rows(), pages()];
    migrate(db, file, planMigrations);
    expect(rows()).toEqual(before);
    expect(pages()).toBeLessThan(room / 2);
    expect(() => fill(db, 2, 1)).toThrow(/UNIQUE/);
    db.close();
  });
});
