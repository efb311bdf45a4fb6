import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { runExport } from '../../../../electron/store/export/run-export.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { openReader } from '../../../../electron/store/reader.ts';
import type { Reader } from '../../../../electron/store/reader-api.ts';
import { openImportDesk } from '../../../support/import-desk.ts';
import { namedRow, openMemorySource } from '../../../support/memory-source.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('export while a sync writes', () => {
  it('shows one state of the local copy in all files', async () => {
    const desk = openImportDesk();
    const out = temporaryFolder();
    const orgs = [10, 20].map((key) => namedRow('org', key, 0, { name: 'School', type: 'school', schoolKey: key }));
    const courses = [namedRow('course', 5, 0, { title: 'before', schoolKey: 10 })];
    await desk.run(
      openMemorySource({
        listings: [
          { entity: 'org', rows: orgs },
          { entity: 'course', rows: courses },
        ],
      }),
    );
    const db = openForReading(desk.file);
    const writer = new Database(desk.file);
    try {
      if (db === undefined) throw new Error('nothing was imported');
      const reader = openReader(db);
      const busy: Reader = {
        ...reader,
        each(entity) {
          if (entity === 'course') writer.exec(`UPDATE course SET title = 'after'`);
          return reader.each(entity);
        },
      };
      await runExport(busy, { format: 'csv', out }, () => {}, new AbortController().signal);
      expect(readFileSync(join(out, 'courses.csv'), 'utf8')).toContain('before');
      expect([...reader.each('course')].map((course) => course['title'])).toEqual(['after']);
    } finally {
      db?.close();
      writer.close();
      desk.remove();
    }
  });
});
