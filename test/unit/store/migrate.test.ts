import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../electron/store/migrate.ts';
import { localCopyMigrations, openForWriting } from '../../../electron/store/open.ts';
import { AppError } from '../../../shared/errors.ts';
import { entityTypes, keyColumns } from '../../../shared/oneroster/entity.ts';
import { storedColumns } from '../../../shared/oneroster/shapes.ts';

const first = { name: '0001-first.sql', sql: 'CREATE TABLE a (x); INSERT INTO a VALUES (1)' };
const second = { name: '0002-second.sql', sql: 'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1' };
const broken = { name: '0002-broken.sql', sql: 'ALTER TABLE a ADD COLUMN y; SELECT nothing FROM nowhere' };

describe('migrate', () => {
  let folder: string;
  let file: string;
  let db: Database.Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
    file = join(folder, 'a.db');
    db = new Database(file);
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('runs what is missing, once, and keeps a copy of what was there', () => {
    migrate(db, file, [first]);
    expect(existsSync(`${file}.before-1`)).toBe(false);
    migrate(db, file, [first, second]);
    migrate(db, file, [first, second]);
    expect(db.prepare('SELECT x, y FROM a').all()).toEqual([{ x: 1, y: 2 }]);
    const copy = new Database(`${file}.before-2`, { readonly: true });
    expect(copy.prepare('SELECT * FROM a').all()).toEqual([{ x: 1 }]);
    copy.close();
  });

  it('leaves the old version standing when one fails', () => {
    migrate(db, file, [first]);
    expect(() => migrate(db, file, [first, broken])).toThrow(
      expect.objectContaining({ code: 'store.migrationFailed' }),
    );
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1 }]);
  });

  it('refuses a database of a newer application', () => {
    migrate(db, file, [first, second]);
    expect(() => migrate(db, file, [first])).toThrow(AppError);
    expect(() => migrate(db, file, [first])).toThrow(
      expect.objectContaining({ code: 'store.fromFuture', recovery: 'ask' }),
    );
  });

  it('refuses migrations with a gap in their numbers', () => {
    expect(() => migrate(db, file, [second])).toThrow('out of order');
  });
});

describe('the local copy’s tables', () => {
  it('have the columns that the entities are described with, in the same order', () => {
    const db = openForWriting(':memory:');
    for (const entity of entityTypes) {
      const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(entity);
      expect(columns).toEqual([
        ...keyColumns,
        ...storedColumns(entity).map((column) => column.name),
        'hash',
        'dateLastModified',
        'createdRun',
        'changedRun',
        'removedRun',
      ]);
    }
    db.close();
  });

  it('are numbered without gaps', () => {
    expect(localCopyMigrations().map(({ name }) => Number(name.slice(0, 4)))).toEqual(
      localCopyMigrations().map((_, index) => index + 1),
    );
  });
});
