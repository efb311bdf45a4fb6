import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import {
  addLineItems,
  eachCategoryUse,
  type SectionTerm,
} from '../../../../../electron/connectors/powerschool/translate/line-items.ts';
import { recordsOf } from '../../../../../electron/connectors/powerschool/translate/wire-values.ts';
import { openRowBuilder } from '../../../../../electron/connectors/row-builder.ts';
import { assignment, assignmentSection } from '../../../../support/powerschool-district.ts';
import { readRows } from '../../../../support/read-rows.ts';

const term: SectionTerm = { termKey: 501, firstDay: '2026-08-17', lastDay: '2027-06-11' };

function read(records: readonly WireRecord[], sectionOf: (section: number) => SectionTerm | undefined = () => term) {
  const rows = openRowBuilder('lineItem');
  for (const record of records) addLineItems(record, 10, 2027, sectionOf, rows);
  const page = rows.take(0, null);
  return { rows: readRows('lineItem', page), issues: page.issues, unreadable: page.unreadable };
}

/** The line item of an assignment in one section; what is undefined is left out as PowerSchool does. */
function one(changes: WireRecord) {
  const entry = Object.entries(assignmentSection(2200, 700, changes)).filter(([, value]) => value !== undefined);
  const { rows, issues } = read([assignment(900, [Object.fromEntries(entry)])]);
  const [row] = rows;
  if (row === undefined) throw new Error('no row');
  return { row, codes: issues.map(({ code }) => code) };
}

describe('addLineItems', () => {
  it('holds title, description, points possible, dates and class (S3)', () => {
    expect(one({})).toEqual({
      row: expect.objectContaining({
        title: 'Quiz 1',
        description: '<p>On paper</p>',
        assignDate: '2026-09-20',
        dueDate: '2026-10-01',
        resultValueMin: 0,
        resultValueMax: 18,
        classKey: 700,
        categoryKey: 4302,
        sessionKey: 501,
        scoreType: 'POINTS',
        metadata: { weight: 1, totalPointValue: 18, countedInFinalGrade: true, createdByPlugin: '744' },
      }),
      codes: [],
    });
  });

  it('makes one line item per section of an assignment, each with both numbers (S32)', () => {
    const { rows } = read([assignment(900, [assignmentSection(2200, 700), assignmentSection(2201, 701)])]);
    expect(rows.map((row) => [row['sourceKey'], row['sourceSubkey'], row['classKey']])).toEqual([
      [900, 2200, 700],
      [900, 2201, 701],
    ]);
  });

  it('leaves out sections of another school or year', () => {
    const records = [assignment(900, [assignmentSection(2200, 700), assignmentSection(2201, 701)])];
    const { rows, unreadable } = read(records, (section) => (section === 701 ? term : undefined));
    expect(rows.map((row) => row['sourceSubkey'])).toEqual([2201]);
    expect(unreadable).toBe(0);
  });

  it('accepts a name of 50 characters and blames one of 51, cutting neither (S4)', () => {
    expect(one({ name: 'a'.repeat(50) })).toMatchObject({ row: { title: 'a'.repeat(50) }, codes: [] });
    expect(one({ name: 'a'.repeat(51) })).toMatchObject({
      row: { title: 'a'.repeat(51) },
      codes: ['lineItem.titleTooLong'],
    });
  });

  it('counts characters as a reader does, without spaces around a name (S4)', () => {
    expect(one({ name: '🧪'.repeat(50) }).codes).toEqual([]);
    expect(one({ name: '🧪'.repeat(51) }).codes).toEqual(['lineItem.titleTooLong']);
    expect(one({ name: `  ${'a'.repeat(50)}  ` })).toMatchObject({
      row: { title: `  ${'a'.repeat(50)}  ` },
      codes: [],
    });
  });

  it('keeps POINTS, PERCENT, GRADESCALE and COLLECTED as they are (S5)', () => {
    for (const scoreType of ['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED']) {
      expect(one({ scoretype: scoreType })).toMatchObject({ row: { scoreType }, codes: [] });
    }
  });

  it('blames a score type in lower case and does not correct it (S6)', () => {
    for (const scoreType of ['points', 'Points', 'pOINTS']) {
      expect(one({ scoretype: scoreType })).toMatchObject({ row: { scoreType }, codes: ['lineItem.scoreTypeCase'] });
    }
    expect(one({ scoretype: 'STARS' })).toMatchObject({
      row: { scoreType: 'STARS' },
      codes: ['lineItem.scoreTypeUnknown'],
    });
  });

  it('takes GRADESCALE where no score type is set (S7)', () => {
    for (const scoretype of [undefined, null, '']) {
      expect(one({ scoretype })).toMatchObject({ row: { scoreType: 'GRADESCALE' }, codes: [] });
    }
  });

  it('belongs to its primary category, and is blamed if it is in none', () => {
    const inTwo = [
      { teachercategoryid: 1, isprimary: false },
      { teachercategoryid: 2, isprimary: true },
    ];
    expect(one({ _assignmentcategoryassociations: inTwo }).row).toMatchObject({ categoryKey: 2 });
    expect(one({ _assignmentcategoryassociations: { teachercategoryid: 3 } }).row).toMatchObject({ categoryKey: 3 });
    expect(one({ _assignmentcategoryassociations: [] })).toMatchObject({
      row: { categoryKey: null },
      codes: ['lineItem.noCategory'],
    });
  });

  it('blames a due date outside the term of the section; first and last day are inside', () => {
    const codes = (duedate: string | undefined) => one({ duedate }).codes;
    expect([...codes('2026-08-17'), ...codes('2027-06-11'), ...codes(undefined)]).toEqual([]);
    expect(codes('2026-08-16')).toEqual(['lineItem.dueOutsideTerm']);
    expect(codes('2027-06-12')).toEqual(['lineItem.dueOutsideTerm']);
    const unknown: SectionTerm = { termKey: null, firstDay: null, lastDay: null };
    const { issues } = read(
      [assignment(900, [assignmentSection(2200, 700, { duedate: '1999-01-01' })])],
      () => unknown,
    );
    expect(issues).toEqual([]);
  });

  it('keeps a description of more than 4,000 characters whole, and blames it', () => {
    const description = `<p>${'é'.repeat(4000)}</p>`;
    expect(one({ description })).toMatchObject({ row: { description }, codes: ['lineItem.descriptionTooLong'] });
    expect(one({ description: 'é'.repeat(4000) }).codes).toEqual([]);
  });

  it('takes the planned day where there is no day of publishing, and none if there is neither', () => {
    expect(one({ publisheddate: undefined, publishonspecificdate: '2026-09-21' }).row).toMatchObject({
      assignDate: '2026-09-21',
    });
    expect(one({ publisheddate: undefined }).row).toMatchObject({ assignDate: null });
  });

  it('keeps points possible that are a fraction, zero or not given (S3)', () => {
    expect(one({ scoreentrypoints: 12.5 }).row).toMatchObject({ resultValueMax: 12.5 });
    expect(one({ scoreentrypoints: '0' }).row).toMatchObject({ resultValueMax: 0 });
    expect(one({ scoreentrypoints: undefined }).row).toMatchObject({ resultValueMax: null });
    expect(one({ scoreentrypoints: 'ten' }).row).toMatchObject({ resultValueMax: null });
  });

  it('counts an assignment or an entry without its number as unreadable', () => {
    const { rows, issues, unreadable } = read([
      { name: 'no number', _assignmentsections: [assignmentSection(2200, 700)] },
      assignment(900, [{ sectionsdcid: 700 }, { assignmentsectionid: 2201 }, assignmentSection(2202, 700)]),
    ]);
    expect({ rows: rows.length, unreadable, codes: new Set(issues.map(({ code }) => code)) }).toEqual({
      rows: 1,
      unreadable: 3,
      codes: new Set(['record.unreadable']),
    });
  });

  it('names no assignment in an issue', () => {
    const { issues } = read([assignment(900, [assignmentSection(2200, 700, { name: `Ann ${'x'.repeat(60)}` })])]);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.message).not.toContain('Ann');
  });

  it('cuts and bends no name, whatever it is (S4)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const { row, codes } = one({ name: `-${name}` });
        expect(row['title']).toBe(`-${name}`);
        expect(codes.includes('lineItem.titleTooLong')).toBe(Array.from(`-${name}`.trim()).length > 50);
      }),
    );
  });

  it('brings recorded assignments through as they were answered (S3, S32)', () => {
    const path = fileURLToPath(
      new URL('../../../../fixtures/powerschool/xte_assignment_lookup_a.json', import.meta.url),
    );
    // SAFETY: the file is a recorded list of assignments.
    const assignments = JSON.parse(readFileSync(path, 'utf8')) as readonly WireRecord[];
    const { rows, issues, unreadable } = read(assignments, () => ({
      ...term,
      firstDay: '2025-08-01',
      lastDay: '2026-06-30',
    }));
    const entries = assignments.flatMap((given) => recordsOf(given, '_assignmentsections'));
    expect(unreadable).toBe(0);
    expect(issues).toEqual([]);
    expect(
      rows.map((row) => [
        row['sourceKey'],
        row['title'],
        row['description'],
        row['dueDate'],
        row['resultValueMax'],
        row['scoreType'],
      ]),
    ).toEqual(
      entries.map((entry, at) => [
        assignments[at]?.['assignmentid'],
        entry['name'],
        entry['description'] ?? null,
        entry['duedate'],
        entry['scoreentrypoints'],
        entry['scoretype'],
      ]),
    );
  });
});

describe('eachCategoryUse', () => {
  it('tells which category is used in which section (S14)', () => {
    const uses: string[] = [];
    const none = assignmentSection(2202, 702, { _assignmentcategoryassociations: [] });
    const given = assignment(900, [assignmentSection(2200, 700), assignmentSection(2201, 701), none]);
    eachCategoryUse(given, (category, section) => uses.push(`${category}_${section}`));
    expect(uses).toEqual(['4302_700', '4302_701']);
  });
});
