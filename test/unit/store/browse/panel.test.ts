import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browse } from '../../../../electron/store/browse/browse-api.ts';
import { openBrowse } from '../../../../electron/store/browse/open-browse.ts';
import { openForReading } from '../../../../electron/store/open.ts';
import { viewEntity, browseViews } from '../../../../shared/browse/views.ts';
import { browseRequests } from '../../../../shared/ipc/contract/browse.ts';
import { browseDistrict, namesInEveryScript } from '../../../support/browse-district.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { openMemorySource, type MemoryListing } from '../../../support/memory-source.ts';

describe('what is known of one record', () => {
  let desk: ImportDesk;
  let browse: Browse;
  let listings: MemoryListing[];
  beforeAll(async () => {
    desk = openImportDesk();
    listings = browseDistrict();
    await desk.run(openMemorySource({ listings, pageSize: 100 }));
    const db = openForReading(desk.file);
    if (db === undefined) throw new Error('nothing was written');
    browse = openBrowse(db);
  });
  afterAll(() => {
    browse.close();
    desk.remove();
  });
  const rowsOf = (entity: string) => listings.find((one) => one.entity === entity)?.rows ?? [];

  it('has each id in the format of its entity, with the table and column of each part (S31, S32, S33)', () => {
    const of = (entity: 'category' | 'lineItem' | 'result', sourcedId: string) =>
      browse.record({ entity, sourcedId, asOfRun: null }).identifiers;
    expect(of('category', 'category-7-2')).toEqual({
      powerSchoolId: '7_2',
      format: 'teachercategoryid_sectionsdcid',
      parts: [
        { value: '7', table: 'TEACHERCATEGORY', column: 'teachercategoryid' },
        { value: '2', table: 'SECTIONS', column: 'dcid' },
      ],
      sourcedId: 'category-7-2',
    });
    expect(of('lineItem', '3#502')).toMatchObject({
      powerSchoolId: '3#502',
      format: 'assignmentid#assignmentsectionid',
    });
    expect(of('result', 'result-1-1')).toMatchObject({ powerSchoolId: '1#1', format: 'assignmentid#studentsdcid' });
  });

  it('of every entity fits the contract, and each list that it names can be asked for', () => {
    for (const view of browseViews) {
      const [row] = [...browse.eachRow({ view, filter: null, sort: [], asOfRun: null })];
      if (row === undefined) continue;
      const asked = { entity: viewEntity[view], sourcedId: row.sourcedId, asOfRun: null };
      const record = browseRequests['browse.record'].output.parse(browse.record(asked));
      expect(record.view).toBe(view);
      for (const { relation, total } of record.related) {
        const page = browse.related({ ...asked, relation, offset: 0, limit: 500 });
        expect(browseRequests['browse.related'].output.parse(page).rows).toHaveLength(total);
      }
    }
  });

  it('of a student holds the classes and results of nobody else', () => {
    const related = (relation: string) =>
      browse.related({ entity: 'user', sourcedId: 'user-3-1', relation, asOfRun: null, offset: 0, limit: 500 }).rows;
    const results = rowsOf('result').filter((row) => row['sourceSubkey'] === 3);
    expect(related('results')).toHaveLength(results.length);
    expect(related('classes').map(({ cells }) => cells['class'])).toMatchObject([{ sourcedId: 'class-3' }]);
  });

  it('of a class is one sheet: roster, categories, line items and every score with its flags', () => {
    const sheet = browse.sheetData({ classSourcedId: 'class-2', asOfRun: null });
    expect(browseRequests['browse.sheetData'].output.parse(sheet)).toEqual(sheet);
    const results = rowsOf('result').filter((row) => row['classKey'] === 2);
    const placed = sheet.results.student.map((student, at) => [
      sheet.students[student]?.sourcedId,
      sheet.lineItems[sheet.results.lineItem[at] ?? -1]?.sourcedId,
      sheet.results.score[at],
      sheet.results.flags[at],
    ]);
    expect(placed).toEqual(
      results.map((row) => [
        `user-${row['sourceSubkey']}-1`,
        `lineItem-${row['sourceKey']}-${row['lineItemSubkey']}`,
        row['score'],
        row['late'],
      ]),
    );
    expect(sheet.results.sourcedId).toEqual(results.map((row) => `result-${row['sourceKey']}-${row['sourceSubkey']}`));
    const enrolled = namesInEveryScript
      .filter((_, at) => at % 6 === 1)
      .map(({ given, family }) => `${family}, ${given}`);
    expect(
      sheet.students
        .filter(({ isEnrolled }) => isEnrolled)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(enrolled.toSorted());
  });

  it('groups the copies of a category by categoryId, one row per PowerSchool category (S14)', () => {
    const groups = browse.categoryGroups({ text: '', asOfRun: null, offset: 0, limit: 10 });
    expect(groups).toMatchObject({
      total: 2,
      rows: [
        { categoryId: '7', title: 'Homework', copies: 6 },
        { categoryId: '8', title: 'Quizzes', copies: 6 },
      ],
    });
    expect(groups.rows[0]?.items.map(({ powerSchoolId }) => powerSchoolId)).toEqual([
      '7_1',
      '7_2',
      '7_3',
      '7_4',
      '7_5',
      '7_6',
    ]);
    expect(browse.categoryGroups({ text: 'QUIZ', asOfRun: null, offset: 0, limit: 10 }).total).toBe(1);
  });

  it('finds all copies of a category by the metadata extension categoryId, and counts them (S15)', async () => {
    const filter = {
      join: 'and' as const,
      items: [{ column: 'metadata', key: 'categoryId', operator: 'equals' as const, values: ['8'] }],
    };
    const page = await browse.page({ view: 'categories', filter, sort: [], asOfRun: null, offset: 0, limit: 50 });
    expect(page?.total).toBe(6);
    expect(page?.rows.map(({ powerSchoolId }) => powerSchoolId)).toEqual(['8_1', '8_2', '8_3', '8_4', '8_5', '8_6']);
    expect(browse.columns({ view: 'categories' }).metadataKeys).toContain('categoryId');
  });

  it('refuses what is not there, and a condition that does not fit its column', async () => {
    expect(() => browse.record({ entity: 'class', sourcedId: 'class-999', asOfRun: null })).toThrow(
      expect.objectContaining({ code: 'browse.unknownRecord' }),
    );
    const ask = (column: string, values: string[]) =>
      browse.page({
        view: 'results',
        filter: { join: 'and', items: [{ column, operator: 'less', values }] },
        sort: [],
        asOfRun: null,
        offset: 0,
        limit: 1,
      });
    await expect(ask('score', ['many'])).rejects.toMatchObject({ code: 'browse.invalidFilter' });
    await expect(ask('comment', ['a'])).rejects.toMatchObject({ code: 'browse.invalidFilter' });
    await expect(ask('nothing', ['1'])).rejects.toMatchObject({ code: 'browse.unknownColumn' });
  });
});
