import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../../electron/store/reader-api.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { openImportDesk, type ImportDesk } from '../../support/import-desk.ts';
import { namedRow, openMemorySource, type MemoryListing } from '../../support/memory-source.ts';

const scope = { schoolKey: 10, schoolYear: 2027 };
const listings: MemoryListing[] = [
  { entity: 'org', rows: [namedRow('org', 10, 0, { name: 'Adams', type: 'school' })] },
  {
    entity: 'class',
    ...scope,
    rows: [
      namedRow('class', 7, 0, {
        ...scope,
        title: 'Biology',
        termKeys: '[31,32]',
        courseKey: 5,
        periods: '["1(A)","2(B)"]',
      }),
      namedRow('class', 8, 0, { ...scope, title: 'Art', termKeys: '[31]', periods: '[]' }),
    ],
  },
  {
    entity: 'user',
    rows: [
      namedRow('user', 1, 1, {
        role: 'student',
        givenName: 'Łucja',
        grades: '["09"]',
        orgKeys: '[10]',
        enabledUser: 1,
      }),
      namedRow('user', 1, 0, { role: 'teacher', givenName: 'أمل', orgKeys: '[10,20]', enabledUser: 0 }),
    ],
  },
  {
    entity: 'enrollment',
    ...scope,
    rows: [
      namedRow('enrollment', 90, 0, { ...scope, userKey: 1, userKind: 1, classKey: 7, role: 'student' }),
      namedRow('enrollment', 90, 1, { ...scope, userKey: 1, userKind: 0, classKey: 7, role: 'teacher', primary: 1 }),
    ],
  },
  {
    entity: 'category',
    ...scope,
    rows: [7, 8].map((klass) =>
      namedRow('category', 4302, klass, {
        ...scope,
        title: 'Quizzes',
        ownerKey: 1,
        metadata: JSON.stringify({ userDcid: '1', TermID: '3600', categoryId: '4302', active: true }),
      }),
    ),
  },
  {
    entity: 'lineItem',
    ...scope,
    rows: [
      namedRow('lineItem', 12, 34, {
        ...scope,
        title: 'Test',
        classKey: 7,
        categoryKey: 4302,
        sessionKey: 31,
        scoreType: 'POINTS',
      }),
    ],
  },
  {
    entity: 'result',
    ...scope,
    rows: [
      namedRow('result', 12, 1, {
        ...scope,
        lineItemSubkey: 34,
        classKey: 7,
        score: 0,
        scoreStatus: 'fully graded',
        late: 1,
        exempt: 0,
      }),
      namedRow('result', 13, 1, {
        ...scope,
        lineItemSubkey: 35,
        classKey: 7,
        score: null,
        scoreStatus: 'not submitted',
      }),
    ],
  },
];

describe('openReader', () => {
  let desk: ImportDesk;
  beforeAll(async () => {
    desk = openImportDesk();
    await desk.run(openMemorySource({ listings }));
  });
  afterAll(() => desk.remove());

  const ids = (entity: EntityType, ...where: Condition[]) =>
    desk.read((reader) =>
      reader.records({ entity, where, after: null, limit: 10 }).records.map((record) => record.sourcedId),
    );

  it('gives records in OneRoster’s words with references and identifiers (S3, S30)', () => {
    expect(desk.read((reader) => reader.record('lineItem', 'lineItem-12-34')?.record)).toMatchObject({
      sourcedId: 'lineItem-12-34',
      status: 'active',
      title: 'Test',
      class: { sourcedId: 'class-7', type: 'class' },
      category: { sourcedId: 'category-4302-7', type: 'category' },
      academicSession: { sourcedId: 'academicSession-31', type: 'academicSession' },
      school: { sourcedId: 'org-10', type: 'org' },
      metadata: { scoreType: 'POINTS' },
      identifiers: { powerSchool: '12#34' },
    });
    expect(desk.read((reader) => reader.record('class', 'class-7')?.record)).toMatchObject({
      terms: [
        { sourcedId: 'academicSession-31', type: 'academicSession' },
        { sourcedId: 'academicSession-32', type: 'academicSession' },
      ],
      periods: ['1(A)', '2(B)'],
    });
    expect(desk.read((reader) => reader.record('enrollment', 'enrollment-90')?.record)).toMatchObject({
      user: { sourcedId: 'user-1-1', type: 'user' },
    });
  });

  it('keeps a zero, a blank and flags that were not set apart (S2)', () => {
    const [zero, blank] = desk.read(
      (reader) => reader.records({ entity: 'result', where: [], after: null, limit: 5 }).records,
    );
    expect(zero).toMatchObject({ score: 0, late: true, missing: null, metadata: { exempt: false } });
    expect(blank).toMatchObject({ score: null, late: null });
  });

  it('finds every copy of a category by the metadata extension categoryId (S14, S15)', () => {
    expect(ids('category', { attribute: 'metadata.categoryId', value: '4302' })).toEqual([
      'category-4302-7',
      'category-4302-8',
    ]);
    expect(ids('category', { attribute: 'metadata.categoryId', value: '4303' })).toEqual([]);
  });

  it.each([
    ['class', 'title', 'Art', ['class-8']],
    ['class', 'terms', 'academicSession-32', ['class-7']],
    ['class', 'periods', '2(B)', ['class-7']],
    ['class', 'course', 'course-5', ['class-7']],
    ['class', 'course', 'org-5', []],
    ['class', 'sourcedId', 'class-7', ['class-7']],
    ['class', 'sourcedId', 'user-7', []],
    ['class', 'status', 'tobedeleted', []],
    ['user', 'enabledUser', 'true', ['user-1-1']],
    ['user', 'enabledUser', 'perhaps', []],
    ['user', 'givenName', 'أمل', ['user-1']],
    ['user', 'orgs', 'org-20', ['user-1']],
    ['user', 'identifiers.powerSchool', '1', ['user-1', 'user-1-1']],
    ['enrollment', 'user', 'user-1-1', ['enrollment-90']],
    ['enrollment', 'user', 'user-1', ['enrollment-90-1']],
    ['lineItem', 'identifiers.powerSchool', '12#34', ['lineItem-12-34']],
    ['lineItem', 'identifiers.powerSchool', '12_34', []],
    ['lineItem', 'metadata.scoreType', 'POINTS', ['lineItem-12-34']],
    ['lineItem', 'category', 'category-4302-7', ['lineItem-12-34']],
    ['lineItem', 'category', 'category-4302-8', []],
    ['result', 'score', '0', ['result-12-1']],
    ['result', 'score', 'zero', []],
    ['result', 'student', 'user-1-1', ['result-12-1', 'result-13-1']],
    ['result', 'lineItem', 'lineItem-12-34', ['result-12-1']],
    ['category', 'metadata.active', 'true', ['category-4302-7', 'category-4302-8']],
  ] as const)('finds in %s where %s is %j', (entity, attribute, value, want) => {
    expect(ids(entity, { attribute, value })).toEqual(want);
  });

  it('joins conditions by and', () => {
    const student = { attribute: 'student', value: 'user-1-1' };
    expect(ids('result', student, { attribute: 'score', value: '0' })).toEqual(['result-12-1']);
  });

  it('names the attributes there are when it does not know one', () => {
    expect(() => ids('class', { attribute: 'colour', value: 'red' })).toThrow(
      expect.objectContaining({ code: 'records.unknownAttribute', fix: expect.stringContaining('title') as string }),
    );
  });

  it('finds records by the moment of their change, and by a reference written out', () => {
    const all = ids('class');
    const [record] = desk.read(
      (reader) => reader.records({ entity: 'class', where: [], after: null, limit: 1 }).records,
    );
    expect(ids('class', { attribute: 'dateLastModified', value: record?.dateLastModified ?? '' })).toEqual(all);
    expect(ids('class', { attribute: 'dateLastModified', value: '2001-01-01T00:00:00.000Z' })).toEqual([]);
    expect(ids('class', { attribute: 'course.sourcedId', value: 'course-5' })).toEqual(['class-7']);
  });

  it('refuses a cursor that no page gave', () => {
    const from = (after: string) => () =>
      desk.read((reader) => reader.records({ entity: 'class', where: [], after, limit: 1 }));
    expect(from('class-7')).toThrow(expect.objectContaining({ code: 'records.invalidCursor' }));
    expect(from('7.')).toThrow(expect.objectContaining({ code: 'records.invalidCursor' }));
    expect(from('')().records).toHaveLength(1);
  });

  it('is not moved by quotes in a key or a value', () => {
    expect(ids('category', { attribute: 'metadata.x" OR 1', value: "' OR '1'='1" })).toEqual([]);
    expect(ids('class', { attribute: 'title', value: "'; DROP TABLE class; --" })).toEqual([]);
  });

  it('pages without a gap and without a record twice', () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = desk.read((reader) => reader.records({ entity: 'enrollment', where: [], after, limit: 1 }));
      seen.push(...page.records.map((record) => record.sourcedId));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['enrollment-90', 'enrollment-90-1']);
  });

  it('finds one record by its PowerSchool ID too (S30)', () => {
    expect(desk.read((reader) => reader.record('lineItem', '12#34')?.record.sourcedId)).toBe('lineItem-12-34');
    expect(desk.read((reader) => reader.record('lineItem', '12#35'))).toBeUndefined();
  });
});
