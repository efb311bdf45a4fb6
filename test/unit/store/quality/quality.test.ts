import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { qualityRules } from '../../../../electron/store/quality/all-rules.ts';
import type { Value } from '../../../../shared/oneroster/entity.ts';
import type { NamedRow } from '../../../../shared/oneroster/shapes.ts';
import { openImportDesk, type ImportDesk } from '../../../support/import-desk.ts';
import { namedRow, openMemorySource, type MemoryListing } from '../../../support/memory-source.ts';

const scope = { schoolKey: 10, schoolYear: 2027 };
const row = (
  entity: MemoryListing['entity'],
  key: number,
  subkey: number,
  values: Readonly<Record<string, Value>> = {},
): NamedRow => namedRow(entity, key, subkey, { ...scope, ...values });

/** A sound school: one class, its teacher, its student, a category, a line item and a score. */
const sound = (): Record<MemoryListing['entity'], NamedRow[]> => ({
  org: [namedRow('org', 10, 0, { name: 'Adams', type: 'school' })],
  academicSession: [row('academicSession', 31, 0, { title: 'S1', startDate: '2026-08-20', endDate: '2027-01-16' })],
  course: [row('course', 5, 0, { title: 'Biology' })],
  class: [row('class', 7, 0, { title: 'Biology 1', courseKey: 5 })],
  user: [
    row('user', 1, 0, { role: 'teacher', givenName: 'Ada', familyName: 'Byron', username: 'ada' }),
    row('user', 2, 1, { role: 'student', givenName: 'Łucja', familyName: 'Nowak', username: 'lucja' }),
  ],
  enrollment: [
    row('enrollment', 90, 2, { userKey: 1, userKind: 0, classKey: 7, role: 'teacher' }),
    row('enrollment', 91, 0, { userKey: 2, userKind: 1, classKey: 7, role: 'student' }),
  ],
  category: [row('category', 43, 7, { title: 'Homework', ownerKey: 1 })],
  lineItem: [
    row('lineItem', 12, 34, {
      title: 'Cells',
      classKey: 7,
      categoryKey: 43,
      sessionKey: 31,
      dueDate: '2026-10-01',
      resultValueMax: 10,
    }),
  ],
  result: [row('result', 12, 2, { lineItemSubkey: 34, classKey: 7, score: 10 })],
});

const listingsOf = (rows: Record<MemoryListing['entity'], NamedRow[]>): MemoryListing[] =>
  (Object.keys(rows) as MemoryListing['entity'][]).map((entity) => ({ entity, rows: rows[entity] }));

/** What is added to or changed in the sound school, by rule, and the records that the rule then finds. */
const cases: Readonly<Record<string, { spoil: (rows: ReturnType<typeof sound>) => void; found: readonly string[] }>> = {
  'class.withoutTeacher': {
    spoil: ({ enrollment }) => void enrollment.shift(),
    found: ['class-7'],
  },
  'lineItem.nameTooLong': {
    // Fifty characters of two UTF-16 units each are allowed, fifty-one are not (S4).
    spoil: ({ lineItem }) =>
      void lineItem.push(
        { ...lineItem[0]!, sourceSubkey: 35, title: '𝔸'.repeat(51) },
        { ...lineItem[0]!, sourceSubkey: 36, title: `${'𝔸'.repeat(50)}  ` },
      ),
    found: ['lineItem-12-35'],
  },
  'category.nameTooLong': {
    spoil: ({ category }) => void category.push(row('category', 44, 7, { title: 'x'.repeat(31), ownerKey: 1 })),
    found: ['category-44-7'],
  },
  'category.nameTwice': {
    // The copy of a category for another class is no second category, and another teacher may have the name (S12, S14).
    spoil: ({ category }) =>
      void category.push(
        row('category', 43, 8, { title: 'Homework', ownerKey: 1 }),
        row('category', 50, 9, { title: 'homework', ownerKey: 3 }),
        row('category', 44, 7, { title: ' HOMEWORK ', ownerKey: 1 }),
      ),
    found: ['category-43-7', 'category-43-8', 'category-44-7'],
  },
  'user.usernameTwice': {
    spoil: ({ user }) =>
      void user.push(
        row('user', 3, 1, { username: 'ADA' }),
        row('user', 4, 1, { username: 'ÅSA' }),
        row('user', 5, 1, { username: 'åsa' }),
      ),
    found: ['user-1', 'user-3-1', 'user-4-1', 'user-5-1'],
  },
  'result.notEnrolled': {
    spoil: ({ result }) => void result.push(row('result', 12, 9, { lineItemSubkey: 34, classKey: 7, score: 1 })),
    found: ['result-12-9'],
  },
  'result.aboveMaximum': {
    spoil: ({ result, lineItem }) => {
      lineItem.push({
        ...lineItem[0]!,
        sourceKey: 13,
        sourceSubkey: 35,
        metadata: JSON.stringify({ extraCreditPoints: 2 }),
      });
      result.push(
        row('result', 12, 3, { lineItemSubkey: 34, classKey: 7, score: 10.5 }),
        row('result', 13, 2, { lineItemSubkey: 35, classKey: 7, score: 12 }),
        row('result', 13, 3, { lineItemSubkey: 35, classKey: 7, score: 12.5 }),
      );
    },
    found: ['result-12-3', 'result-13-3'],
  },
  'lineItem.withoutCategory': {
    spoil: ({ lineItem }) => void lineItem.push({ ...lineItem[0]!, sourceSubkey: 35, categoryKey: null }),
    found: ['lineItem-12-35'],
  },
  'lineItem.withoutDueDate': {
    spoil: ({ lineItem }) => void lineItem.push({ ...lineItem[0]!, sourceSubkey: 35, dueDate: null }),
    found: ['lineItem-12-35'],
  },
  'lineItem.outsideTerm': {
    // The end of a term is exclusive.
    spoil: ({ lineItem }) =>
      void lineItem.push(
        { ...lineItem[0]!, sourceSubkey: 35, dueDate: '2027-01-15' },
        { ...lineItem[0]!, sourceSubkey: 36, dueDate: '2027-01-16' },
        { ...lineItem[0]!, sourceSubkey: 37, dueDate: '2026-08-19' },
      ),
    found: ['lineItem-12-36', 'lineItem-12-37'],
  },
  'user.teacherWithoutUsername': {
    spoil: ({ user }) => void user.push(row('user', 3, 0, { username: ' ' })),
    found: ['user-3'],
  },
  'user.studentWithoutUsername': {
    spoil: ({ user }) => void user.push(row('user', 3, 1)),
    found: ['user-3-1'],
  },
  'user.studentWithoutClass': {
    spoil: ({ user }) => void user.push(row('user', 3, 1, { username: 'x' })),
    found: ['user-3-1'],
  },
  'class.withoutLineItems': {
    spoil: ({ class: classes }) => void classes.push(row('class', 8, 0)),
    found: ['class-8'],
  },
  'category.withoutLineItems': {
    // Another class of the teacher uses it: that counts for every copy (S9).
    spoil: ({ category }) =>
      void category.push(
        row('category', 43, 8, { title: 'Homework', ownerKey: 1 }),
        row('category', 44, 7, { title: 'Quizzes', ownerKey: 1 }),
      ),
    found: ['category-44-7'],
  },
};

let desk: ImportDesk;
beforeEach(() => (desk = openImportDesk()));
afterEach(() => desk.remove());

const found = (rule: string, more: { schoolKey?: number; after?: string; limit?: number } = {}) =>
  desk.read((reader) => reader.qualityRecords({ rule, schoolKey: null, after: null, limit: 100, ...more }));
const total = (rule: string): number | null | undefined =>
  desk.read((reader) => reader.quality().find(({ id }) => id === rule)?.total);

describe('data quality', () => {
  it('has a case for every rule', () => {
    expect(Object.keys(cases).toSorted()).toEqual(qualityRules.map(({ id }) => id).toSorted());
  });

  it('finds nothing in a sound school', async () => {
    await desk.run(openMemorySource({ listings: listingsOf(sound()) }));
    expect(desk.read((reader) => reader.quality().map(({ id, total: count }) => [id, count]))).toEqual(
      qualityRules.map(({ id }) => [id, 0]),
    );
  });

  it.each(Object.entries(cases))(
    '%s: names the records at fault and no others',
    async (rule, { spoil, found: ids }) => {
      const rows = sound();
      spoil(rows);
      await desk.run(openMemorySource({ listings: listingsOf(rows) }));
      expect(found(rule).records.map(({ sourcedId }) => sourcedId)).toEqual(ids);
      expect(total(rule)).toBe(ids.length);
    },
  );

  it('counts again after a change, and leaves removed records out', async () => {
    const rows = sound();
    rows.class.push(row('class', 8, 0, { title: 'Empty' }));
    const listings = listingsOf(rows);
    await desk.run(openMemorySource({ listings }));
    expect(total('class.withoutLineItems')).toBe(1);
    rows.class.pop();
    await desk.run(openMemorySource({ listings }));
    expect(total('class.withoutLineItems')).toBe(0);
    expect(found('class.withoutLineItems').records).toEqual([]);
  });

  it('tells the school and the name of a record, and hands them out in pages', async () => {
    const rows = sound();
    rows.user.push(row('user', 3, 1, { givenName: 'أمل', familyName: '李' }), row('user', 4, 1), row('user', 5, 1));
    await desk.run(openMemorySource({ listings: listingsOf(rows) }));
    const rule = 'user.studentWithoutUsername';
    const first = found(rule, { limit: 2 });
    expect(first.records.map(({ name, school, powerSchoolId }) => [name, school, powerSchoolId])).toEqual([
      ['أمل 李', 'Adams', '3'],
      ['', 'Adams', '4'],
    ]);
    const second = found(rule, { limit: 2, after: first.next ?? '' });
    expect(second).toMatchObject({ records: [{ sourcedId: 'user-5-1' }], next: null });
    expect(found(rule, { schoolKey: 20 }).records).toEqual([]);
    expect(desk.read((reader) => reader.quality().find(({ id }) => id === rule)?.schools)).toEqual([
      { schoolKey: 10, school: 'Adams', count: 3 },
    ]);
  });

  it('refuses an unknown rule in plain words', async () => {
    await desk.run(openMemorySource({ listings: listingsOf(sound()) }));
    expect(() => found('no.such')).toThrowError('There is no such rule of data quality.');
  });
});
