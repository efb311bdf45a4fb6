import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { WireRecord } from '../../../../../electron/connectors/powerschool/api/powerschool-api.ts';
import { AppError } from '../../../../../shared/errors.ts';
import {
  assignment,
  assignmentSection,
  category,
  openPretendedSource,
  score,
  smallDistrict,
} from '../../../../support/powerschool-district.ts';
import type { PulledListing, ReadRow } from '../../../../support/read-rows.ts';

const codes = ({ issues }: PulledListing): readonly string[] => issues.map((issue) => issue.code);
const id = (row: ReadRow): string => `${String(row['sourceKey'])}/${String(row['sourceSubkey'])}`;

async function categoriesOf(...records: readonly WireRecord[]): Promise<PulledListing> {
  const server = smallDistrict();
  const xte = { ...server.xte, '/ws/xte/teacher_category': () => records };
  return openPretendedSource({ ...server, xte }, { schools: [100] }).pull('category', 10);
}

async function lineItemsOf(...records: readonly WireRecord[]): Promise<PulledListing> {
  const server = smallDistrict();
  const xte = { ...server.xte, '/ws/xte/section/assignment/': () => records };
  return openPretendedSource({ ...server, xte }, { schools: [100] }).pull('lineItem', 10);
}

async function resultsOf(...records: readonly WireRecord[]): Promise<PulledListing> {
  const server = smallDistrict();
  return openPretendedSource({ ...server, queries: { ...server.queries, scores: records } }).pull('result', 10);
}

async function oneResult(more: WireRecord): Promise<ReadRow> {
  const { rows } = await resultsOf(score(900, 9, more));
  return rows[0] ?? {};
}

/** A score of which nothing was entered: tables leave out what is null. */
const blank: WireRecord = {
  actualscoreentered: undefined,
  actualscorekind: undefined,
  scorepoints: undefined,
  scorepercent: undefined,
  scorelettergrade: undefined,
  scoreentrydate: undefined,
};

describe('categories', () => {
  it('come once for each section that the teacher leads, under a teacher’s own number (S9, S14, S31)', async () => {
    const server = smallDistrict();
    const sections = [700, 702, 703].map((dcid) => ({
      dcid: String(dcid),
      section_number: '1',
      terms_dcid: '501',
      ...(dcid === 703 ? {} : { lead_users_dcid: '40' }),
    }));
    const source = openPretendedSource({ ...server, queries: { ...server.queries, sections } }, { schools: [100] });
    const { rows, end } = await source.pull('category', 10);
    expect(new Set(rows.map(id))).toEqual(new Set(['4302/700', '4302/702', '4303/700', '4303/702']));
    expect(rows[0]).toMatchObject({ title: 'Test', weight: 2, ownerKey: 40, schoolKey: 10, schoolYear: 2027 });
    expect(end.complete).toBe(true);
  });

  it('carry owner, TermID of the year and categoryId as text (S10, S11, S15)', async () => {
    const { rows } = await categoriesOf(category(4302, 'Test', { color: '4' }));
    expect(rows[0]?.['metadata']).toEqual({
      userDcid: '40',
      TermID: '3600',
      categoryId: '4302',
      categoryType: 'user',
      color: '4',
    });
  });

  it('say where they have no part in the final grade, and nothing where they have one or nothing is known', async () => {
    const { rows } = await categoriesOf(
      category(1, 'Practice', { isinfinalgrades: false }),
      category(2, 'Test', { isinfinalgrades: true }),
      category(3, 'Other'),
    );
    const told = rows.map((row) => (row['metadata'] as Record<string, unknown>)['countedInFinalGrade']);
    expect(told).toEqual([false, undefined, undefined]);
  });

  it('are asked for in the teacher’s name and for the year (S9)', async () => {
    const source = openPretendedSource(smallDistrict());
    await source.pull('category', 10);
    expect(source.api.calls).toContain('GET /ws/xte/teacher_category 40 36');
  });

  it('keep a name of 31 characters and are blamed for it; 30 are allowed (S13)', async () => {
    const long = await categoriesOf(category(1, 'x'.repeat(31)), category(2, '📚'.repeat(30)));
    expect(codes(long)).toEqual(['category.titleTooLong']);
    expect(long.rows[0]).toMatchObject({ sourceKey: 1, title: 'x'.repeat(31) });
  });

  it('are blamed for a name that another active one of the teacher has but for case and spaces (S12)', async () => {
    const twice = await categoriesOf(category(1, 'Home work'), category(2, ' home  WORK '), category(3, 'Test'));
    expect(twice.issues.map(({ code, sourceKey }) => [code, sourceKey])).toEqual([
      ['category.titleNotUnique', 1],
      ['category.titleNotUnique', 2],
    ]);
    expect(codes(await categoriesOf(category(1, 'Quiz'), category(2, 'quiz', { isactive: false })))).toEqual([]);
  });

  it('are left out where they are inactive or the section is excluded (S14)', async () => {
    const { rows } = await categoriesOf(
      category(1, 'Off', { isactive: false }),
      category(2, 'Not here', { _teachercategorysectionexcludeassociations: [{ sectionsdcid: 700 }] }),
      category(3, 'Elsewhere', { _teachercategorysectionexcludeassociations: { sectionsdcid: 999 } }),
    );
    expect(rows.map(id)).toEqual(['3/700']);
  });

  it('are taken although inactive where an assignment of the section is in them', async () => {
    const { rows } = await categoriesOf(
      category(4302, 'Old', { isactive: false }),
      category(5, 'Off', { isactive: false }),
    );
    expect(rows.map(id)).toEqual(['4302/700']);
    expect(rows[0]?.['metadata']).toMatchObject({ active: false });
  });

  it('do not ask for assignments again after those were listed', async () => {
    const server = smallDistrict();
    const xte = { ...server.xte, '/ws/xte/teacher_category': () => [category(4302, 'Old', { isactive: false })] };
    const { source, api } = openPretendedSource({ ...server, xte }, { schools: [100] });
    const { signal } = new AbortController();
    const { scopes } = await source.describe(signal);
    const rows = new Map<string, number>();
    for (const scope of scopes) {
      for await (const message of source.pull(scope, null, signal)) {
        if (message.kind === 'rows') rows.set(scope.entity, message.count);
      }
    }
    expect(rows.get('category')).toBe(1);
    expect(api.calls.filter((call) => call.startsWith('GET /ws/xte/section/assignment/'))).toHaveLength(1);
  });

  it('count one without a number as unreadable', async () => {
    const listing = await categoriesOf({ name: 'No number', isactive: true }, category(3, 'Test'));
    expect(listing.unreadable).toBe(1);
    expect(listing.end.complete).toBe(false);
    expect(listing.rows.map(id)).toEqual(['3/700']);
  });
});

describe('line items', () => {
  it('come once for each section an assignment is given to, with title, description and points (S3, S32)', async () => {
    const { rows } = await lineItemsOf(assignment(900, [assignmentSection(2200, 700), assignmentSection(2201, 999)]));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      sourceKey: 900,
      sourceSubkey: 2200,
      schoolKey: 10,
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
    });
  });

  it('give one assignment of two sections in one school two line items (S32)', async () => {
    const server = smallDistrict();
    const sections = [700, 702].map((dcid) => ({ dcid: String(dcid), terms_dcid: '501', lead_users_dcid: '40' }));
    const shared = assignment(900, [assignmentSection(2200, 700), assignmentSection(2201, 702)]);
    const xte = { ...server.xte, '/ws/xte/section/assignment/': () => [shared] };
    const source = openPretendedSource(
      { ...server, xte, queries: { ...server.queries, sections } },
      { schools: [100] },
    );
    expect((await source.pull('lineItem', 10)).rows.map(id)).toEqual(['900/2200', '900/2201']);
  });

  it('keep POINTS as it is and everything else as it was given (S5, S6)', async () => {
    const types = ['POINTS', 'PERCENT', 'GRADESCALE', 'COLLECTED', 'points', ' Points', 'STARS'];
    const listing = await lineItemsOf(
      ...types.map((scoretype, at) => assignment(at + 1, [assignmentSection(at + 1, 700, { scoretype })])),
    );
    expect(listing.rows.map((row) => row['scoreType'])).toEqual(types);
    expect(listing.issues.map(({ code, sourceKey }) => [code, sourceKey])).toEqual([
      ['lineItem.scoreTypeCase', 5],
      ['lineItem.scoreTypeCase', 6],
      ['lineItem.scoreTypeUnknown', 7],
    ]);
  });

  it('are GRADESCALE where nothing is set (S7)', async () => {
    const listing = await lineItemsOf(
      assignment(1, [assignmentSection(1, 700, { scoretype: undefined })]),
      assignment(2, [assignmentSection(2, 700, { scoretype: '' })]),
    );
    expect(listing.rows.map((row) => row['scoreType'])).toEqual(['GRADESCALE', 'GRADESCALE']);
    expect(codes(listing)).toEqual([]);
  });

  it('keep a name of 51 characters and are blamed for it; 50 are allowed, counted as a reader does (S4)', async () => {
    const listing = await lineItemsOf(
      assignment(1, [assignmentSection(1, 700, { name: 'x'.repeat(51) })]),
      assignment(2, [assignmentSection(2, 700, { name: '🎓'.repeat(50) })]),
      assignment(3, [assignmentSection(3, 700, { name: ` ${'x'.repeat(50)} ` })]),
    );
    expect(listing.issues.map(({ code, sourceKey }) => [code, sourceKey])).toEqual([['lineItem.titleTooLong', 1]]);
    expect(listing.rows[0]).toMatchObject({ title: 'x'.repeat(51) });
  });

  it('are blamed for a missing category, a long description, and a due date outside the term', async () => {
    const listing = await lineItemsOf(
      assignment(1, [assignmentSection(1, 700, { _assignmentcategoryassociations: [] })]),
      assignment(2, [assignmentSection(2, 700, { description: 'x'.repeat(4001) })]),
      assignment(3, [assignmentSection(3, 700, { duedate: '2027-06-12' })]),
      assignment(4, [assignmentSection(4, 700, { duedate: '2027-06-11', description: 'x'.repeat(4000) })]),
      assignment(5, [assignmentSection(5, 700, { duedate: '2026-08-16' })]),
    );
    expect(listing.issues.map(({ code, sourceKey }) => [code, sourceKey])).toEqual([
      ['lineItem.noCategory', 1],
      ['lineItem.descriptionTooLong', 2],
      ['lineItem.dueOutsideTerm', 3],
      ['lineItem.dueOutsideTerm', 5],
    ]);
    expect(listing.rows).toHaveLength(5);
  });

  it('are in the primary one of several categories', async () => {
    const associations = [
      { teachercategoryid: 1, isprimary: false },
      { teachercategoryid: 2, isprimary: true },
    ];
    const listing = await lineItemsOf(
      assignment(1, [assignmentSection(1, 700, { _assignmentcategoryassociations: associations })]),
    );
    expect(listing.rows[0]).toMatchObject({ categoryKey: 2 });
  });

  it('come through from an answer that was recorded, nothing added and nothing lost (S3)', async () => {
    const file = new URL('../../../../fixtures/powerschool/xte_assignment_lookup_a.json', import.meta.url);
    const recorded = JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as readonly WireRecord[];
    const server = smallDistrict();
    const sections = [{ dcid: '654000', terms_dcid: '501', lead_users_dcid: '40' }];
    const xte = { ...server.xte, '/ws/xte/section/assignment/': () => recorded };
    const source = openPretendedSource(
      { ...server, xte, queries: { ...server.queries, sections } },
      { schools: [100] },
    );
    const listing = await source.pull('lineItem', 10);
    expect(listing.rows).toHaveLength(recorded.length);
    expect(listing.unreadable).toBe(0);
    expect(listing.rows[0]).toMatchObject({
      sourceKey: 1087772,
      sourceSubkey: 2447973,
      title: 'Pre-Reading #1',
      scoreType: 'PERCENT',
      resultValueMax: 10,
      dueDate: '2025-09-18',
    });
    expect(codes(listing)).not.toContain('lineItem.noCategory');
  });

  it('of a teacher whom PowerSchool refuses are not taken for gone; those of others are listed', async () => {
    const server = smallDistrict();
    const sections = [
      { dcid: '700', terms_dcid: '501', lead_users_dcid: '40' },
      { dcid: '702', terms_dcid: '501', lead_users_dcid: '47' },
    ];
    const refusal = new AppError('gradebook.notTeacher', 'skip', 'This teacher does not teach this section.');
    const xte = {
      ...server.xte,
      '/ws/xte/section/assignment/': ({ users_dcid }: Readonly<Record<string, string>>) =>
        users_dcid === '47' ? refusal : [assignment(900, [assignmentSection(2200, 700)])],
    };
    const source = openPretendedSource(
      { ...server, xte, queries: { ...server.queries, sections } },
      { schools: [100] },
    );
    const listing = await source.pull('lineItem', 10);
    expect(listing.rows.map(id)).toEqual(['900/2200']);
    expect(listing.end).toMatchObject({ complete: false, cursor: null });
  });

  it('ask for the sections of a teacher in addresses that are not too long, each entry once', async () => {
    const server = smallDistrict();
    const sections = Array.from({ length: 150 }, (_, at) => ({
      dcid: String(9_000_000_000_000_000 + at),
      terms_dcid: '501',
      lead_users_dcid: '40',
    }));
    const shared = assignment(
      900,
      sections.map(({ dcid }, at) => assignmentSection(at + 1, Number(dcid))),
    );
    const asked: string[] = [];
    const xte = {
      ...server.xte,
      '/ws/xte/section/assignment/': ({ section_ids = '' }: Readonly<Record<string, string>>) => {
        asked.push(encodeURIComponent(section_ids));
        return [shared];
      },
    };
    const source = openPretendedSource(
      { ...server, xte, queries: { ...server.queries, sections } },
      { schools: [100] },
    );
    expect((await source.pull('lineItem', 10)).rows).toHaveLength(150);
    expect(Math.max(...asked.map((text) => text.length))).toBeLessThan(1400);
  });
});

describe('results', () => {
  it('carry assignment and student as their keys, and what was entered beside points, percent and letter (S2, S33)', async () => {
    expect(await oneResult({})).toMatchObject({
      sourceKey: 900,
      sourceSubkey: 9,
      schoolKey: 10,
      schoolYear: 2027,
      lineItemSubkey: 2200,
      classKey: 700,
      scoreStatus: 'fully graded',
      score: 14,
      textScore: null,
      entered: '14',
      percent: 77.777778,
      letterGrade: 'C+',
      scoreDate: '2026-10-02',
    });
  });

  it('keep blank, zero, missing, exempt and collected apart (S2)', async () => {
    const shown = async (more: WireRecord): Promise<unknown> => {
      const { score: points, scoreStatus, entered } = (await oneResult(more)) as Record<string, unknown>;
      return [points, scoreStatus, entered];
    };
    expect(await shown(blank)).toEqual([null, 'not submitted', null]);
    expect(await shown({ ...blank, scorepoints: '', actualscoreentered: '' })).toEqual([null, 'not submitted', '']);
    expect(await shown({ ...blank, scorepoints: ' ' })).toEqual([null, 'not submitted', null]);
    expect(await shown({ scorepoints: '0', actualscoreentered: '0' })).toEqual([0, 'fully graded', '0']);
    expect(await shown({ ...blank, ismissing: '1' })).toEqual([null, 'not submitted', null]);
    expect(await shown({ ...blank, iscollected: '1' })).toEqual([null, 'submitted', null]);
    expect(await shown({ isexempt: '1' })).toEqual([14, 'exempt', '14']);
  });

  it('keep every flag apart, from tables and from XTE (S2)', async () => {
    const names = ['late', 'missing', 'incomplete', 'exempt', 'collected', 'absent'] as const;
    for (const name of names) {
      for (const value of ['1', 1, true, 'true']) {
        const row = await oneResult({ [`is${name}`]: value });
        expect(names.filter((flag) => row[flag] === 1)).toEqual([name]);
      }
    }
  });

  it('keep letters, labels and codes as text (S2, S7)', async () => {
    expect(await oneResult({ scoretype: 'GRADESCALE', actualscoreentered: 'B+' })).toMatchObject({ textScore: 'B+' });
    expect(
      await oneResult({ scoretype: undefined, actualscoreentered: 'Meets', scorepoints: undefined }),
    ).toMatchObject({
      textScore: 'Meets',
      score: null,
      scoreStatus: 'fully graded',
    });
    const code = { actualscorekind: 'SCORE_CODE', actualscoreentered: 'IE' };
    expect(await oneResult(code)).toMatchObject({ textScore: 'IE' });
    expect(await oneResult({ scoretype: 'PERCENT', actualscoreentered: '100', scorepoints: '10' })).toMatchObject({
      textScore: null,
      score: 10,
      entered: '100',
    });
  });

  it('are kept and blamed where the score is below zero, above the maximum with extra credit, or no number', async () => {
    const listing = await resultsOf(
      score(1, 9, { scorepoints: '-1' }),
      score(2, 9, { scorepoints: '20.5', extracreditpoints: '2' }),
      score(3, 9, { scorepoints: '20', extracreditpoints: '2' }),
      score(4, 9, { scorepoints: 'abc' }),
      score(5, 9, { scorepoints: '1000', scoreentrypoints: undefined }),
    );
    expect(listing.issues.map(({ code, sourceKey, severity }) => [code, sourceKey, severity])).toEqual([
      ['result.scoreOutOfRange', 1, 'error'],
      ['result.scoreOutOfRange', 2, 'error'],
      ['result.scoreNotANumber', 4, 'error'],
    ]);
    expect(listing.rows.map((row) => row['score'])).toEqual([-1, 20.5, 20, null, 1000]);
    expect(listing.end.complete).toBe(true);
  });

  it('say nothing of a person or a score in an issue', async () => {
    const { issues } = await resultsOf(score(1, 90_001, { scorepoints: '-12.75' }));
    const said = issues.map(({ message, fix }) => `${message} ${fix}`).join(' ');
    expect(said).not.toMatch(/90001|12\.75/);
    expect(said.length).toBeGreaterThan(0);
  });

  it('are unreadable without assignment, section of the assignment, or student', async () => {
    const listing = await resultsOf(
      score(1, 9, { assignmentid: undefined }),
      score(2, 9, { assignmentsectionid: 'x' }),
      score(3, 9, { studentsdcid: '' }),
      score(4, 9),
    );
    expect(listing).toMatchObject({ unreadable: 3, end: { complete: false, cursor: null } });
    expect(listing.rows.map(id)).toEqual(['4/9']);
  });

  it('do not gather: each thousand goes on before the next page is asked for', async () => {
    const server = smallDistrict();
    const scores = Array.from({ length: 3500 }, (_, at) => score(900, at + 1));
    const { source } = openPretendedSource({ ...server, pageSize: 500, queries: { ...server.queries, scores } });
    const { signal } = new AbortController();
    const scope = (await source.describe(signal)).scopes.find((one) => one.entity === 'result' && one.schoolKey === 10);
    const pages: number[] = [];
    if (scope !== undefined) {
      for await (const message of source.pull(scope, null, signal)) {
        if (message.kind === 'rows') pages.push(message.count);
      }
    }
    expect(pages).toEqual([1000, 1000, 1000, 500]);
  });
});
