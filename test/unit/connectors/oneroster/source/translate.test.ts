import { describe, expect, it } from 'vitest';
import { translate } from '../../../../../electron/connectors/oneroster/source/translate.ts';
import { exchangedAttributes, exchangedEntities } from '../../../../../shared/exchange/exchanged.ts';

const result = (more: Readonly<Record<string, unknown>>, version: '1.1' | '1.2' = '1.1') =>
  translate('result', { sourcedId: 'r', lineItem: { sourcedId: 'l' }, student: { sourcedId: 's' }, ...more }, version);

describe('OneRoster records as they are compared', () => {
  it('has every exchanged attribute of every gradebook record, also where the record says nothing', () => {
    for (const entity of exchangedEntities) {
      expect(Object.keys(translate(entity, { sourcedId: 'x' }, '1.1')?.values ?? {}).toSorted()).toEqual(
        [...exchangedAttributes[entity]].toSorted(),
      );
    }
  });

  it.each([
    [undefined, null, null],
    [null, null, null],
    ['', null, null],
    ['  ', null, null],
    [0, 0, null],
    ['0', 0, null],
    [' 12.50 ', 12.5, null],
    ['1e2', 100, null],
    ['0x10', null, '0x10'],
    ['Infinity', null, 'Infinity'],
    ['B+', null, 'B+'],
    ['1,5', null, '1,5'],
    [-3, -3, null],
    [300, 300, null],
    [0.1 + 0.2, 0.1 + 0.2, null],
  ])(
    'reads the score %j as the number %j and the text %j: a blank is no zero, a letter is kept',
    (score, number, text) => {
      expect(result({ score })?.values).toMatchObject({ score: number, textScore: text });
    },
  );

  it('reads late, missing and incomplete from the metadata in 1.1 and from the record in 1.2, and either where only one is there', () => {
    const both = { late: 'false', metadata: { late: true } };
    expect(result(both, '1.1')?.values['late']).toBe(1);
    expect(result(both, '1.2')?.values['late']).toBe(0);
    expect(result({ missing: 'true' }, '1.1')?.values['missing']).toBe(1);
    expect(result({ metadata: { incomplete: 'TRUE' } }, '1.2')?.values['incomplete']).toBe(1);
    expect(result({ textScore: 'A', metadata: { textScore: 'B' } }, '1.2')?.values['textScore']).toBe('A');
    expect(result({ textScore: 'A', metadata: { textScore: 'B' } }, '1.1')?.values['textScore']).toBe('B');
  });

  it('takes exempt and collected from the status where the metadata do not say', () => {
    expect(result({ scoreStatus: 'exempt' })?.values).toMatchObject({ 'metadata.exempt': 1, 'metadata.collected': 0 });
    expect(result({ scoreStatus: 'submitted' })?.values['metadata.collected']).toBe(1);
    const told = { scoreStatus: 'exempt', metadata: { exempt: false, absent: 'true' } };
    expect(result(told)?.values).toMatchObject({ 'metadata.exempt': 0, 'metadata.absent': 1 });
  });

  it.each([
    ['fully graded', 'fully graded'],
    ['fullyGraded', 'fully graded'],
    ['not_submitted', 'not submitted'],
    ['Exempt', 'exempt'],
    ['', null],
    [undefined, null],
  ])('reads the status %j as %j', (scoreStatus, read) => {
    expect(result({ scoreStatus })?.values['scoreStatus']).toBe(read);
  });

  it('keeps the day of a date, with a time or without, and never shifts it', () => {
    expect(result({ scoreDate: '2026-10-09' })?.values['scoreDate']).toBe('2026-10-09');
    expect(result({ scoreDate: '2026-10-09T23:30:00-06:00' })?.values['scoreDate']).toBe('2026-10-09');
    expect(result({ scoreDate: '10/09/2026' })?.values['scoreDate']).toBeNull();
  });

  it('reads references as objects, as a list of one, and as a bare id', () => {
    const lineItem = translate(
      'lineItem',
      {
        sourcedId: 'l',
        class: { href: 'http://x', sourcedId: 'c#1', type: 'class' },
        category: [{ sourcedId: 'cat' }],
        gradingPeriod: 't11',
        academicSession: { sourcedId: 't12' },
        school: { sourcedId: '' },
      },
      '1.1',
    );
    expect(lineItem?.references).toEqual({ class: 'c#1', category: 'cat', academicSession: 't11' });
    expect(lineItem?.values['category']).toBe('cat');
  });

  it('takes the session of a line item from the place of its version first', () => {
    const wire = { sourcedId: 'l', gradingPeriod: { sourcedId: 'old' }, academicSession: { sourcedId: 'new' } };
    expect(translate('lineItem', wire, '1.1')?.references['academicSession']).toBe('old');
    expect(translate('lineItem', wire, '1.2')?.references['academicSession']).toBe('new');
  });

  it('reads the class of a category where vendors put it', () => {
    const of = (metadata: Readonly<Record<string, unknown>>) =>
      translate('category', { sourcedId: 'c', title: 'Tests', metadata }, '1.1')?.references['class'];
    expect(of({ classId: 'k' })).toBe('k');
    expect(of({ classSourcedId: 'k' })).toBe('k');
    expect(of({})).toBeUndefined();
  });

  it('reads a person of 1.1 by role and orgs, of 1.2 by the primary role', () => {
    const old = { sourcedId: 'u', role: 'teacher', orgs: [{ sourcedId: 'o' }], username: 'ann' };
    expect(translate('user', old, '1.1')).toMatchObject({
      values: { role: 'teacher', username: 'ann' },
      references: { org: 'o' },
    });
    const roles = [
      { roleType: 'secondary', role: 'parent', org: { sourcedId: 'o1' } },
      { roleType: 'primary', role: 'teacher', org: { sourcedId: 'o2' } },
    ];
    expect(translate('user', { sourcedId: 'u', roles }, '1.2')).toMatchObject({
      values: { role: 'teacher' },
      references: { org: 'o2' },
    });
    expect(translate('user', { sourcedId: 'u', roles, primaryOrg: { sourcedId: 'p' } }, '1.2')?.references).toEqual({
      org: 'p',
    });
    expect(translate('user', old, '1.2')?.values['role']).toBe('teacher');
  });

  it('reads a primary teacher in any spelling', () => {
    for (const primary of ['true', true, 'TRUE']) {
      expect(translate('enrollment', { sourcedId: 'e', role: 'teacher', primary }, '1.1')?.values['primary']).toBe(1);
    }
  });

  it('knows a tombstone, keeps metadata as they came, and gives up only on a record without an id', () => {
    const metadata = { userDcid: '7', TermID: '3600', nested: { a: [1] } };
    expect(translate('category', { sourcedId: 'c', status: 'ToBeDeleted', metadata }, '1.1')).toMatchObject({
      isRemoved: true,
      metadata,
    });
    expect(translate('category', { title: 'x' }, '1.1')).toBeUndefined();
    expect(translate('category', { sourcedId: 7, metadata: 'none' }, '1.1')).toMatchObject({
      sourcedId: '7',
      metadata: {},
    });
  });
});
