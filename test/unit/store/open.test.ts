import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openForReading, openForWriting } from '../../../electron/store/open.ts';
import { reportOf, type ErrorReport } from '../../../shared/errors.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  file = join(folder, 'data.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reportOfOpening(open: (path: string) => unknown): ErrorReport {
  try {
    open(file);
  } catch (error) {
    return reportOf(error);
  }
  throw new Error('it opened');
}

describe('the local copy’s file', () => {
  it('holds nothing to read before the first run: absent, or empty', () => {
    expect(openForReading(file)).toBeUndefined();
    writeFileSync(file, '');
    expect(openForReading(file)).toBeUndefined();
    openForWriting(file).close();
    const db = openForReading(file);
    expect(db?.prepare('SELECT count(*) FROM result').pluck().get()).toBe(0);
    db?.close();
  });

  it('of a newer application is neither read nor written', () => {
    const db = openForWriting(file);
    db.pragma('user_version = 999');
    db.close();
    for (const open of [openForReading, openForWriting]) {
      expect(reportOfOpening(open)).toMatchObject({ code: 'store.fromFuture', recovery: 'ask' });
    }
  });

  it('that is damaged is called so, without a word of what is in it', () => {
    writeFileSync(file, 'Anna Example, 97 points. '.repeat(500));
    for (const open of [openForReading, openForWriting]) {
      const report = reportOfOpening(open);
      expect(report).toMatchObject({ code: 'store.damaged', fix: expect.stringContaining('doctor') });
      expect(JSON.stringify(report)).not.toContain('Anna');
    }
  });

  it('that cannot be opened is called so', () => {
    file = folder;
    expect(reportOfOpening(openForWriting).code).toBe('store.notAccessible');
  });
});
