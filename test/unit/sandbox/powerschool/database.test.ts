import { describe, expect, it } from 'vitest';
import { createChangeLog, firstDataVersion } from '../../../../electron/sandbox/powerschool/change-log.ts';
import { openSandboxDatabase } from '../../../../electron/sandbox/powerschool/database.ts';
import { tables } from '../../../../electron/sandbox/powerschool/tables.ts';

const noon = () => new Date('2026-11-24T18:00:00Z');

describe('sandbox database', () => {
  it('has every table and column of PowerSchool under its own name', () => {
    const db = openSandboxDatabase();
    for (const table of tables) {
      const columns = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table.name}')`).all();
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(table.fields));
    }
  });

  it('keeps numbers as numbers and leading zeros of text', () => {
    const db = openSandboxDatabase();
    db.prepare("INSERT INTO SECTIONS (DCID, ID, SECTION_NUMBER) VALUES (1, '7', '007')").run();
    expect(db.prepare('SELECT ID, SECTION_NUMBER FROM SECTIONS').get()).toEqual({ ID: 7, SECTION_NUMBER: '007' });
  });

  it('rolls back a transaction that failed', () => {
    const db = openSandboxDatabase();
    const fail = db.transaction(() => {
      db.prepare('INSERT INTO TERMS (DCID) VALUES (1)').run();
      throw new Error('no');
    });
    expect(fail).toThrow('no');
    expect(db.prepare('SELECT count(*) FROM TERMS').pluck().get()).toBe(0);
  });

  it('runs the functions that queries written for Oracle use', () => {
    const db = openSandboxDatabase();
    const row = db
      .prepare(
        `SELECT nvl(NULL, 'x') a, decode(2, 1, 'one', 2, 'two', 'many') b, decode(9, 1, 'one', 'many') c,
          to_char('2026-08-15', 'MM/DD/YYYY') d, trunc('2026-08-15 10:11:12') e, greatest(1, 3, 2) f, nvl2(NULL, 1, 2) g`,
      )
      .get();
    expect(row).toEqual({ a: 'x', b: 'two', c: 'many', d: '08/15/2026', e: '2026-08-15', f: 3, g: 2 });
  });
});

describe('change log', () => {
  it('counts one version per change and stamps the row on the clocks of the district', () => {
    const db = openSandboxDatabase();
    db.prepare('INSERT INTO ASSIGNMENTSCORE (ASSIGNMENTSCOREID) VALUES (5)').run();
    const log = createChangeLog(db, noon, () => 'America/Chicago');
    expect(log.version()).toBe(firstDataVersion);
    log.record('assignmentscore', 5);
    expect(log.version()).toBe(firstDataVersion + 1);
    expect(db.prepare('SELECT WHENMODIFIED, TRANSACTION_DATE FROM ASSIGNMENTSCORE').get()).toEqual({
      WHENMODIFIED: '2026-11-24 12:00:00',
      TRANSACTION_DATE: '2026-11-24 12:00:00',
    });
  });

  it('tells which rows changed after a version, each once', () => {
    const db = openSandboxDatabase();
    const log = createChangeLog(db, noon, () => 'UTC');
    log.record('CC', 3);
    const version = log.version();
    log.record('CC', 4);
    log.record('CC', 4);
    log.record('USERS', 9);
    expect([...log.changedSince(version)]).toEqual([
      ['CC', [4]],
      ['USERS', [9]],
    ]);
    expect([...log.changedSince(log.version())]).toEqual([]);
  });

  it('counts everything as changed for a version older than itself', () => {
    const db = openSandboxDatabase();
    db.prepare('INSERT INTO USERS (DCID) VALUES (1), (2)').run();
    const log = createChangeLog(db, noon, () => 'UTC');
    expect(log.changedSince(0).get('USERS')).toEqual([1, 2]);
  });
});
