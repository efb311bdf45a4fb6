import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browse, GridQuery } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { exportGrid } from '../../../../electron/store/export/grid-export.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { columnsOf } from '../../../../shared/browse/columns.ts';
import { browseViews } from '../../../../shared/browse/views.ts';
import { browseDistrict, namesInEveryScript } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource, namedRow } from '../../../support/memory-source.ts';

const oddTitles: Readonly<Record<number, string>> = {
  1: 'Two\nlines, "quoted"',
  2: '_x0041_ is no A\u{1}',
  3: 'x'.repeat(32_768),
};
const never = new AbortController().signal;
const all = (view: GridQuery['view']): GridQuery => ({ view, filter: null, sort: [], asOfRun: null });

describe('export of a grid', () => {
  let desk: ImportDesk;
  let browse: Browse;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
    desk = openImportDesk();
    const listings = browseDistrict();
    const courses = Array.from({ length: 1200 }, (_, at) =>
      namedRow('course', at + 100, 0, {
        schoolKey: 10,
        schoolYear: 0,
        title: at === 0 ? '=HYPERLINK("x")' : (oddTitles[at] ?? `Course ${at}`),
        courseCode: at === 0 ? '-5' : `C${at}`,
      }),
    );
    await desk.run(
      openMemorySource({
        listings: listings.map((one) => (one.entity === 'course' ? { ...one, rows: [...one.rows, ...courses] } : one)),
        pageSize: 500,
      }),
    );
    const db = openForReading(desk.file);
    if (db === undefined) throw new Error('nothing was written');
    browse = openBrowse(db);
  });
  afterAll(() => {
    browse.close();
    desk.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (): string => readFileSync(join(folder, 'a.csv'), 'utf8');
  const read = (): string[][] => parse(text(), { bom: true, record_delimiter: '\r\n' });
  const run = (query: GridQuery, columns: readonly string[], bom = false): Promise<number> =>
    exportGrid(browse, { query, columns, folder, name: 'a.csv', format: 'csv', bom }, () => {}, never);

  it.each(browseViews)(
    'of %s has the rows of the grid in its order, and the columns asked for in theirs',
    async (view) => {
      const columns = columnsOf(view);
      const sortable = columns.filter(({ isSortable }) => isSortable).map(({ id }) => id);
      const queries = fc.record({
        column: fc.constantFrom(...sortable),
        direction: fc.constantFrom('asc' as const, 'desc' as const),
        chosen: fc.shuffledSubarray(columns.map(({ id }) => id).filter((id) => id !== 'powerSchoolId')),
      });
      await fc.assert(
        fc.asyncProperty(queries, async ({ column, direction, chosen }) => {
          const query: GridQuery = { ...all(view), sort: [{ column, direction }] };
          const total = await run(query, ['powerSchoolId', ...chosen]);
          const [header, ...rows] = read();
          const ids: string[] = [];
          for (let offset = 0; offset < total; offset += 500) {
            const page = await browse.page({ ...query, offset, limit: 500 });
            ids.push(...(page?.rows ?? []).map(({ powerSchoolId }) => powerSchoolId));
          }
          expect(header).toEqual(['powerSchoolId', ...chosen].map((id) => columns.find((one) => one.id === id)?.label));
          expect(rows.map(([id]) => id)).toEqual(ids);
        }),
        { numRuns: 5 },
      );
    },
  );

  it('has only what a filter leaves', async () => {
    const filter = {
      join: 'and' as const,
      items: [{ column: 'courseCode', operator: 'equals' as const, values: ['C7'] }],
    };
    expect(await run({ ...all('courses'), filter }, ['title'])).toBe(1);
    expect(read().slice(1)).toEqual([['Course 7']]);
  });

  it('keeps names of every script, and begins with the mark of UTF-8 only on request', async () => {
    await run(all('students'), ['givenName', 'familyName'], true);
    expect(text().startsWith('\u{FEFF}')).toBe(true);
    expect(read().slice(1)).toEqual(namesInEveryScript.map(({ given, family }) => [given, family]));
    await run(all('students'), ['givenName']);
    expect(text().startsWith('\u{FEFF}')).toBe(false);
  });

  it('makes text of what a spreadsheet would run, and keeps numbers and line breaks', async () => {
    await run(all('courses'), ['courseCode', 'title']);
    const rows = read();
    expect(rows).toContainEqual(['-5', `'=HYPERLINK("x")`]);
    expect(rows).toContainEqual(['C1', 'Two\nlines, "quoted"']);
  });

  it('of a workbook has every text as text, whatever it looks like, and numbers as numbers', async () => {
    // All but the one with a text that is too long.
    const filter = {
      join: 'and' as const,
      items: [{ column: 'courseCode', operator: 'notEquals' as const, values: ['C3'] }],
    };
    const job = {
      query: { ...all('courses'), filter },
      columns: ['title', 'courseCode'],
      folder,
      name: 'a.xlsx',
      bom: false,
    };
    const told: number[] = [];
    const total = await exportGrid(browse, { ...job, format: 'xlsx' }, (rows) => told.push(rows), never);
    const [sheet] = (await readXlsx(readFileSync(join(folder, 'a.xlsx')))).sheets;
    expect(sheet?.rows).toHaveLength(total + 1);
    expect(sheet?.rows[0]).toEqual(['Title', 'Course number']);
    expect(sheet?.rows).toContainEqual(['=HYPERLINK("x")', '-5']);
    expect(sheet?.rows).toContainEqual(['Two\nlines, "quoted"', 'C1']);
    expect(sheet?.rows).toContainEqual(['_x0041_ is no A\u{1}', 'C2']);
    expect(told.at(-1)).toBe(total);
    expect(told.length).toBeGreaterThan(2);
  });

  it('refuses a text that a cell of a workbook cannot hold, and leaves no file', async () => {
    const filter = {
      join: 'and' as const,
      items: [{ column: 'courseCode', operator: 'equals' as const, values: ['C3'] }],
    };
    const job = { query: { ...all('courses'), filter }, columns: ['title'], folder, name: 'long.xlsx', bom: false };
    await expect(exportGrid(browse, { ...job, format: 'xlsx' }, () => {}, never)).rejects.toMatchObject({
      code: 'export.textTooLong',
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('long'))).toEqual([]);
  });

  it('leaves the earlier file, and no half one, when it is stopped', async () => {
    await run(all('students'), ['givenName']);
    const before = text();
    const stop = new AbortController();
    const job = {
      query: all('courses'),
      columns: ['title'],
      folder,
      name: 'a.csv',
      format: 'csv' as const,
      bom: false,
    };
    await expect(exportGrid(browse, job, () => stop.abort(), stop.signal)).rejects.toThrow(/abort/i);
    expect(text()).toBe(before);
    expect(readdirSync(folder).filter((name) => name.includes('.csv'))).toEqual(['a.csv']);
  });

  it('refuses a column that the grid does not have before anything is written', async () => {
    const job = {
      query: all('courses'),
      columns: ['nothing'],
      folder,
      name: 'b.csv',
      format: 'csv' as const,
      bom: false,
    };
    await expect(exportGrid(browse, job, () => {}, never)).rejects.toMatchObject({ code: 'browse.unknownColumn' });
    expect(readdirSync(folder)).not.toContain('b.csv');
  });
});
