import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import {
  addCategories,
  type CategoryContext,
} from '../../../../../electron/connectors/powerschool/translate/categories.ts';
import { openRowBuilder } from '../../../../../electron/connectors/row-builder.ts';
import { category } from '../../../../support/powerschool-district.ts';
import { readRows } from '../../../../support/read-rows.ts';

function read(records: readonly WireRecord[], changes: Partial<CategoryContext> = {}) {
  const rows = openRowBuilder('category');
  const context = { schoolKey: 10, schoolYear: 2027, yearId: 36, sections: [700], isUsed: () => false, ...changes };
  addCategories(records, 40, context, rows);
  const page = rows.take(0, null);
  return {
    rows: readRows('category', page),
    codes: page.issues.map(({ code }) => code),
    issues: page.issues,
    unreadable: page.unreadable,
  };
}

const ids = ({ rows }: ReturnType<typeof read>) =>
  rows.map((row) => `${String(row['sourceKey'])}_${String(row['sourceSubkey'])}`);

describe('addCategories', () => {
  it('makes one record per section of the teacher, all with the same categoryId (S14, S15, S31)', () => {
    const found = read([category(4302, 'Tests'), category(4303, 'Homework')], { sections: [700, 701] });
    expect(ids(found)).toEqual(['4302_700', '4302_701', '4303_700', '4303_701']);
    const copies = found.rows.filter((row) => row['sourceKey'] === 4302);
    expect(copies.map((row) => row['metadata'])).toEqual([
      expect.objectContaining({ categoryId: '4302' }),
      expect.objectContaining({ categoryId: '4302' }),
    ]);
  });

  it('belongs to the teacher, whose number the metadata carries as text (S9, S10)', () => {
    const [row] = read([category(4302, 'Tests')]).rows;
    expect(row).toMatchObject({ ownerKey: 40, title: 'Tests', weight: 2, metadata: { userDcid: '40' } });
    const [unnamed] = read([category(4302, 'Tests', { usersdcid: undefined })]).rows;
    expect(unnamed).toMatchObject({ metadata: { userDcid: '40' } });
  });

  it('carries the year term of the year that is pulled, and 3200 where it is not known (S11)', () => {
    expect(read([category(1, 'Tests')]).rows).toMatchObject([{ metadata: { TermID: '3600' } }]);
    expect(read([category(1, 'Tests')], { yearId: null }).rows).toMatchObject([{ metadata: { TermID: '3200' } }]);
  });

  it('blames two categories of one teacher whose names differ in case, spaces or composition alone (S12)', () => {
    for (const [one, other] of [
      ['Tests', 'tests'],
      ['Unit  Tests', ' Unit Tests '],
      ['Caf\u00e9', 'Cafe\u0301'],
    ]) {
      const found = read([category(1, one ?? ''), category(2, other ?? ''), category(3, 'Other')]);
      expect(found.codes).toEqual(['category.titleNotUnique', 'category.titleNotUnique']);
      expect(found.rows.map((row) => row['title'])).toEqual([one, other, 'Other']);
    }
  });

  it('does not count an inactive category of the same name (S12)', () => {
    expect(read([category(1, 'Tests'), category(2, 'Tests', { isactive: false })]).codes).toEqual([]);
  });

  it('accepts a name of 30 characters and blames one of 31, cutting neither (S13)', () => {
    const found = read([category(1, '🧪'.repeat(30)), category(2, '🧪'.repeat(31))]);
    expect(found.rows.map((row) => row['title'])).toEqual(['🧪'.repeat(30), '🧪'.repeat(31)]);
    expect(found.issues).toEqual([
      expect.objectContaining({ code: 'category.titleTooLong', sourceKey: 2, sourceSubkey: 700, schoolKey: 10 }),
    ]);
    expect(read([category(1, ` ${'a'.repeat(30)} `)]).codes).toEqual([]);
  });

  it('leaves out the sections that the teacher excluded, and inactive categories (S14)', () => {
    const excluded = { _teachercategorysectionexcludeassociations: [{ sectionsdcid: 701, yearid: 36 }] };
    const sections = [700, 701];
    expect(ids(read([category(1, 'Tests', excluded)], { sections }))).toEqual(['1_700']);
    for (const isactive of [false, 'false', '0', 0]) {
      expect(ids(read([category(1, 'Tests', { isactive })], { sections }))).toEqual([]);
    }
    expect(ids(read([category(1, 'Tests', { isactive: undefined })]))).toEqual(['1_700']);
  });

  it('keeps an inactive or excluded one where an assignment is in it', () => {
    const isUsed = (key: number, section: number) => key === 1 && section === 701;
    const found = read([category(1, 'Tests', { isactive: false }), category(2, 'Other', { isactive: false })], {
      sections: [700, 701],
      isUsed,
    });
    expect(found.rows).toMatchObject([{ sourceKey: 1, sourceSubkey: 701, metadata: { active: false } }]);
  });

  it('makes nothing of a teacher without sections in the school, and is not upset by nothing', () => {
    expect(read([category(1, 'Tests')], { sections: [] })).toMatchObject({ rows: [], unreadable: 0 });
    expect(read([])).toMatchObject({ rows: [], codes: [] });
  });

  it('counts a category without its number as unreadable', () => {
    const found = read([category(1, 'Tests'), { name: 'No number' }, { teachercategoryid: '12x', name: 'Bad' }]);
    expect(found).toMatchObject({ unreadable: 2, codes: ['record.unreadable', 'record.unreadable'] });
    expect(ids(found)).toEqual(['1_700']);
  });

  it('keeps any name as it is (S13)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const found = read([category(1, `-${name}`)]);
        expect(found.rows).toMatchObject([{ title: `-${name}` }]);
        expect(found.codes.includes('category.titleTooLong')).toBe(Array.from(`-${name}`.trim()).length > 30);
      }),
    );
  });
});
