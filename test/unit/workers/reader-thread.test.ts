import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReaderThread } from '../../../electron/workers/reader-thread.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { namedRow, openMemorySource } from '../../support/memory-source.ts';

const results = Array.from({ length: 20_000 }, (_, index) =>
  namedRow('result', index + 1, 1, { schoolKey: 10, schoolYear: 2027, lineItemSubkey: 1, classKey: 1, score: 1 }),
);

describe('startReaderThread', () => {
  let desk: ImportDesk;
  let out: string;
  beforeEach(() => {
    desk = openImportDesk();
    out = mkdtempSync(join(tmpdir(), 'grade-sync-export-'));
  });
  afterEach(() => {
    desk.remove();
    rmSync(out, { recursive: true, force: true });
  });

  it('answers with nothing before the first sync, and with what came after it', async () => {
    const reader = startReaderThread(desk.file);
    expect((await reader.counts()).org).toBe(0);
    const rows = [namedRow('org', 10, 0, { name: 'Adams' })];
    await desk.run(openMemorySource({ listings: [{ entity: 'org', rows }] }));
    expect((await reader.counts()).org).toBe(1);
    await expect(
      reader.records({ entity: 'org', where: [{ attribute: 'x', value: 'y' }], after: null, limit: 1 }),
    ).rejects.toMatchObject({
      code: 'records.unknownAttribute',
    });
    await reader.close();
  });

  it('ends an export under way when it is closed, and leaves no half of a file', async () => {
    const listing = { entity: 'result' as const, schoolKey: 10, schoolYear: 2027, rows: results };
    await desk.run(openMemorySource({ listings: [listing], pageSize: 1000 }));
    const reader = startReaderThread(desk.file);
    const folder = join(out, 'export');
    const exported = reader.export({ format: 'csv', out: folder }).then(
      () => 'done',
      () => 'ended',
    );
    await reader.close();
    const files = existsSync(folder) ? readdirSync(folder) : [];
    expect([await exported, files]).toEqual(
      files.length > 0 ? ['done', expect.arrayContaining(['results.csv'])] : ['ended', []],
    );
  });
});
