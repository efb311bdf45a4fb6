import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import { addResult } from '../../../../../electron/connectors/powerschool/translate/results.ts';
import { recordsOf } from '../../../../../electron/connectors/powerschool/translate/wire-values.ts';
import { openRowBuilder } from '../../../../../electron/connectors/row-builder.ts';
import { score } from '../../../../support/powerschool-district.ts';
import { readRows } from '../../../../support/read-rows.ts';

function read(...records: readonly WireRecord[]) {
  const rows = openRowBuilder('result');
  for (const record of records) addResult(record, 10, 2027, rows);
  const page = rows.take(0, null);
  return { rows: readRows('result', page), issues: page.issues, unreadable: page.unreadable };
}

/** The row of a score that is as `score` makes it but for `changes`; what is undefined is left out as PowerSchool does. */
function row(changes: WireRecord) {
  const record = Object.fromEntries(Object.entries(score(900, 9, changes)).filter(([, value]) => value !== undefined));
  const [only] = read(record).rows;
  if (only === undefined) throw new Error('no row');
  return only;
}

const blank = {
  actualscoreentered: undefined,
  actualscorekind: undefined,
  scorepoints: undefined,
  scorepercent: undefined,
  scorelettergrade: undefined,
  scoreentrydate: undefined,
};
const flags = { late: 0, missing: 0, incomplete: 0, exempt: 0, collected: 0, absent: 0 };

describe('addResult', () => {
  it('has the numbers of assignment and student as its key, and keeps that of the section’s assignment (S33)', () => {
    expect(row({})).toMatchObject({
      sourceKey: 900,
      sourceSubkey: 9,
      lineItemSubkey: 2200,
      classKey: 700,
      schoolKey: 10,
      schoolYear: 2027,
    });
  });

  it('keeps points, percent, letter and what was typed apart (S2)', () => {
    expect(row({})).toMatchObject({
      score: 14,
      percent: 77.777778,
      letterGrade: 'C+',
      entered: '14',
      textScore: null,
      scoreStatus: 'fully graded',
      scoreDate: '2026-10-02',
      ...flags,
    });
  });

  it('takes a letter for text and keeps its points beside (S2, S7)', () => {
    const letter = { scoretype: 'GRADESCALE', actualscoreentered: 'B+', scorepoints: '17.5', scorepercent: undefined };
    expect(row(letter)).toMatchObject({ textScore: 'B+', score: 17.5, percent: null, entered: 'B+' });
    expect(row({ ...letter, scorepoints: undefined })).toMatchObject({
      textScore: 'B+',
      score: null,
      scoreStatus: 'fully graded',
    });
    expect(row({ scoretype: 'GRADESCALE', actualscoreentered: '3' })).toMatchObject({ textScore: '3' });
  });

  it('takes a score code for text whatever it looks like (S2)', () => {
    expect(row({ actualscoreentered: 'IE', actualscorekind: 'SCORE_CODE', scorepoints: '5' })).toMatchObject({
      textScore: 'IE',
      score: 5,
    });
    expect(row({ actualscoreentered: '4', actualscorekind: 'SCORE_CODE' })).toMatchObject({ textScore: '4' });
  });

  it('does not take a blank for zero, nor zero for a blank (S2)', () => {
    expect(row(blank)).toMatchObject({ score: null, percent: null, entered: null, scoreStatus: 'not submitted' });
    expect(row({ ...blank, actualscoreentered: '', scorepoints: ' ' })).toMatchObject({
      score: null,
      textScore: null,
      scoreStatus: 'not submitted',
    });
    expect(row({ actualscoreentered: '0', scorepoints: '0', scorepercent: '0' })).toMatchObject({
      score: 0,
      percent: 0,
      entered: '0',
      scoreStatus: 'fully graded',
    });
    const hashes = [row(blank), row({ ...blank, scorepoints: '0' }), row({ ...blank, actualscoreentered: '0' })];
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(3);
  });

  it('keeps each flag by itself: none stands for another or for a score (S2)', () => {
    const columns = {
      islate: 'late',
      ismissing: 'missing',
      isincomplete: 'incomplete',
      isexempt: 'exempt',
      iscollected: 'collected',
      isabsent: 'absent',
    } as const;
    for (const [column, name] of Object.entries(columns)) {
      expect(row({ ...blank, [column]: '1' })).toMatchObject({ ...flags, [name]: 1, score: null });
      expect(row({ [column]: true })).toMatchObject({ ...flags, [name]: 1, score: 14 });
    }
  });

  it('tells exempt, graded, submitted and not submitted apart (S2)', () => {
    const status = (changes: WireRecord) => row(changes)['scoreStatus'];
    expect(status({ isexempt: '1' })).toBe('exempt');
    expect(status({ ...blank, isexempt: '1' })).toBe('exempt');
    expect(status({ ...blank, iscollected: '1' })).toBe('submitted');
    expect(status({ iscollected: '1' })).toBe('fully graded');
    expect(status({ ...blank, ismissing: '1' })).toBe('not submitted');
    expect(status({ ismissing: '1', scorepoints: '0', actualscoreentered: '0' })).toBe('fully graded');
  });

  it('keeps a score above the points possible or below zero, and blames it (S2)', () => {
    const codes = (changes: WireRecord) => read(score(900, 9, changes)).issues.map(({ code }) => code);
    expect(codes({ scorepoints: '18' })).toEqual([]);
    expect(codes({ scorepoints: '18.5' })).toEqual(['result.scoreOutOfRange']);
    expect(codes({ scorepoints: '20', extracreditpoints: '2' })).toEqual([]);
    expect(codes({ scorepoints: '20.01', extracreditpoints: '2' })).toEqual(['result.scoreOutOfRange']);
    expect(codes({ scorepoints: '-1' })).toEqual(['result.scoreOutOfRange']);
    expect(codes({ scorepoints: '99', scoreentrypoints: '' })).toEqual([]);
    expect(row({ scorepoints: '20' })).toMatchObject({ score: 20 });
    expect(row({ scorepoints: '-1' })).toMatchObject({ score: -1 });
  });

  it('blames points that are no number, and makes no number of them', () => {
    const { rows, issues } = read(score(900, 9, { scorepoints: 'twelve', scorepercent: '1e999' }));
    expect(rows).toEqual([expect.objectContaining({ score: null, percent: null, entered: '14' })]);
    expect(issues).toEqual([
      expect.objectContaining({ code: 'result.scoreNotANumber', sourceKey: 900, sourceSubkey: 9, schoolKey: 10 }),
    ]);
  });

  it('names no score in an issue', () => {
    const { issues } = read(score(900, 9, { scorepoints: '4711' }), score(900, 9, { scorepoints: 'secret' }));
    expect(issues.map(({ message, fix }) => message + fix).join(' ')).not.toMatch(/4711|secret/);
    expect(issues).toHaveLength(2);
  });

  it('counts a score without its keys as unreadable', () => {
    const { rows, issues, unreadable } = read(
      score(900, 9, { studentsdcid: '' }),
      score(900, 9, { assignmentid: 'x' }),
      score(900, 9, { assignmentsectionid: '1.5' }),
      score(900, 9),
    );
    expect({ rows: rows.length, unreadable, issues: issues.map(({ code }) => code) }).toEqual({
      rows: 1,
      unreadable: 3,
      issues: ['record.unreadable', 'record.unreadable', 'record.unreadable'],
    });
  });

  it('keeps any text that was typed as it is (S2)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (entered) => {
        // `readRows` would parse what begins like JSON.
        fc.pre(!/^[[{]/.test(entered));
        expect(read(score(900, 9, { actualscoreentered: entered })).rows).toMatchObject([{ entered }]);
      }),
    );
  });

  it('brings recorded scores through as they were answered (S2)', () => {
    const path = fileURLToPath(
      new URL('../../../../fixtures/powerschool/xte_assignment_lookup_a.json', import.meta.url),
    );
    // SAFETY: the file is a recorded list of assignments.
    const assignments = JSON.parse(readFileSync(path, 'utf8')) as readonly WireRecord[];
    const scores = assignments.flatMap((given) =>
      recordsOf(given, '_assignmentsections').flatMap((entry) =>
        recordsOf(entry, '_assignmentscores').map((one) => ({ ...one, ...entry, assignmentid: given['assignmentid'] })),
      ),
    );
    const { rows, issues, unreadable } = read(...scores);
    expect({ rows: rows.length, issues, unreadable }).toEqual({ rows: assignments.length, issues: [], unreadable: 0 });
    expect(rows.map((one) => [one['score'], one['percent'], one['entered']])).toEqual(
      scores.map((one: WireRecord) => [
        one['scorepoints'] ?? null,
        one['scorepercent'] ?? null,
        one['actualscoreentered'] ?? null,
      ]),
    );
    expect(rows.filter((one) => one['textScore'] === 'IE').every((one) => one['missing'] === 1)).toBe(true);
    expect(rows.filter((one) => one['scoreStatus'] === 'submitted').every((one) => one['collected'] === 1)).toBe(true);
    expect(new Set(rows.map((one) => one['scoreStatus']))).toEqual(new Set(['fully graded', 'submitted']));
  });
});
