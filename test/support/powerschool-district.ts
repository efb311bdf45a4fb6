import type { WireRecord } from '../../electron/connectors/powerschool/api/powerschool-api.ts';
import { openPowerSchoolSource } from '../../electron/connectors/powerschool/source/open-powerschool-source.ts';
import type { Scope, Source } from '../../electron/connectors/connector.ts';
import { integrationConfigSchema, type IntegrationFile } from '../../shared/integration/config.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import { openFakePowerSchoolApi, type FakePowerSchool } from './fake-powerschool-api.ts';
import { readPull, type PulledListing } from './read-rows.ts';

/** A day in the school year 2026–27, whose YearID is 36. */
const today = new Date('2026-11-24T15:00:00Z');

const term = (dcid: number, id: number, schoolid: number, more: WireRecord = {}): WireRecord => ({
  dcid: String(dcid),
  id: String(id),
  yearid: '36',
  schoolid: String(schoolid),
  name: '2026-2027',
  firstday: '2026-08-17',
  lastday: '2027-06-11',
  portion: '1',
  isyearrec: '1',
  ...more,
});

const section = (dcid: number, schoolid: number, lead: number | undefined, more: WireRecord = {}): WireRecord => ({
  dcid: String(dcid),
  id: String(dcid - 600),
  course_number: '0100',
  courses_dcid: '80',
  course_name: 'Algebra',
  section_number: '01',
  termid: '3600',
  terms_dcid: schoolid === 100 ? '501' : '601',
  schoolid: String(schoolid),
  gradebooktype: '2',
  ...(lead === undefined ? {} : { lead_users_dcid: String(lead) }),
  ...more,
});

const staff = (users_dcid: number, schoolid: number, more: WireRecord = {}): WireRecord => ({
  schoolstaff_dcid: String(users_dcid * 10 + schoolid),
  users_dcid: String(users_dcid),
  schoolid: String(schoolid),
  status: '1',
  staffstatus: '1',
  teachernumber: `00${users_dcid}`,
  homeschoolid: '100',
  ...more,
});

/** An assignment as XTE delivers it, given to some sections. */
export const assignment = (id: number, entries: readonly WireRecord[]): WireRecord => ({
  _name: 'assignment',
  assignmentid: id,
  createdbyplugin: '744',
  _assignmentsections: entries,
});

export const assignmentSection = (id: number, sectionsdcid: number, more: WireRecord = {}): WireRecord => ({
  assignmentsectionid: id,
  sectionsdcid,
  name: 'Quiz 1',
  description: '<p>On paper</p>',
  duedate: '2026-10-01',
  scoretype: 'POINTS',
  scoreentrypoints: 18,
  weight: 1,
  totalpointvalue: 18,
  publisheddate: '2026-09-20',
  iscountedinfinalgrade: true,
  _assignmentcategoryassociations: [{ assignmentcategoryassocid: 1, teachercategoryid: 4302, isprimary: true }],
  ...more,
});

export const category = (teachercategoryid: number, name: string, more: WireRecord = {}): WireRecord => ({
  _name: 'teachercategory',
  teachercategoryid,
  name,
  usersdcid: 40,
  categorytype: 'user',
  isactive: true,
  defaultweight: 2,
  _teachercategorysectionexcludeassociations: [],
  ...more,
});

export const score = (assignmentid: number, studentsdcid: number, more: WireRecord = {}): WireRecord => ({
  assignmentscoreid: String(assignmentid * 1000 + studentsdcid),
  assignmentid: String(assignmentid),
  assignmentsectionid: '2200',
  sectionsdcid: '700',
  studentsdcid: String(studentsdcid),
  scoretype: 'POINTS',
  scoreentrypoints: '18',
  actualscoreentered: '14',
  actualscorekind: 'REAL_SCORE',
  scorepoints: '14',
  scorepercent: '77.777778',
  scorelettergrade: 'C+',
  islate: '0',
  iscollected: '0',
  isexempt: '0',
  ismissing: '0',
  isabsent: '0',
  isincomplete: '0',
  scoreentrydate: '2026-10-02 16:19:29',
  ...more,
});

/**
 * Two schools with a section each, led by teachers 40 and 41; teacher 42 helps in the first. In it the assignment 900 with scores
 * of two students.
 */
export function smallDistrict(): FakePowerSchool & Required<Pick<FakePowerSchool, 'queries'>> {
  const ofSchool =
    (byNumber: Readonly<Record<number, readonly WireRecord[]>>) =>
    (args: Readonly<Record<string, unknown>>): readonly WireRecord[] =>
      byNumber[Number(args['schoolid'])] ?? [];
  return {
    queries: {
      schools: [
        { dcid: '10', school_number: '100', name: 'Adams' },
        { dcid: '20', school_number: '200', name: 'Brown' },
        { dcid: '99', school_number: '999999', name: 'Graduated Students' },
      ],
      years: [
        term(401, 3500, 100, { yearid: '35', firstday: '2025-08-18', lastday: '2026-06-12' }),
        term(501, 3600, 100),
        term(701, 3700, 100, { yearid: '37', firstday: '2027-08-16', lastday: '2028-06-09' }),
      ],
      terms: [
        term(501, 3600, 100),
        term(502, 3601, 100, { name: 'S1', portion: '2', isyearrec: '0', lastday: '2027-01-15' }),
        term(601, 3600, 200),
        term(602, 3601, 200, { name: 'S1', portion: '2', isyearrec: '0', lastday: '2027-01-15' }),
        term(801, 3600, 300),
      ],
      courses: [
        { dcid: '80', course_number: '0100', course_name: 'Algebra', schoolid: '0' },
        { dcid: '81', course_number: '0200', course_name: 'Art', schoolid: '200' },
        { dcid: '82', course_number: '0300', course_name: 'Latin', schoolid: '300' },
      ],
      sections: ofSchool({ 100: [section(700, 100, 40)], 200: [section(701, 200, 41)] }),
      sectionTeachers: ofSchool({
        100: [
          { id: '5', sections_dcid: '700', users_dcid: '40', roleid: '25' },
          { id: '6', sections_dcid: '700', users_dcid: '42', roleid: '26' },
        ],
      }),
      staff: [
        staff(40, 0),
        staff(40, 100),
        staff(41, 100, { status: '2' }),
        staff(41, 200),
        staff(42, 100, { staffstatus: '2' }),
        staff(43, 0),
        staff(44, 300),
        staff(45, 200, { staffstatus: '2' }),
      ],
      students: ofSchool({
        100: [
          { dcid: '9', id: '8', student_number: '0009', grade_level: '7', enroll_status: '0', schoolid: '100' },
          { dcid: '11', id: '12', student_number: '0011', grade_level: '7', enroll_status: '0', schoolid: '200' },
        ],
        200: [{ dcid: '11', id: '12', student_number: '0011', grade_level: '7', enroll_status: '0', schoolid: '200' }],
      }),
      enrollments: ofSchool({
        100: [
          {
            dcid: '30',
            students_dcid: '9',
            sections_dcid: '700',
            termid: '3600',
            sectionid: '100',
            dateenrolled: '2026-08-17',
            dateleft: '2027-06-12',
          },
          {
            dcid: '31',
            students_dcid: '11',
            sections_dcid: '700',
            termid: '-3600',
            sectionid: '-100',
            dateenrolled: '2026-08-17',
            dateleft: '2026-09-30',
          },
        ],
      }),
      scores: ofSchool({ 100: [score(900, 9), score(900, 11)] }),
      scoresChanged: [],
      scoresOfChangedAssignments: [],
      assignmentsChanged: ofSchool({
        100: [{ assignmentid: '900', assignmentsectionid: '2200', sectionsdcid: '700', users_dcid: '40' }],
      }),
      assignmentCategoriesChanged: [],
      categoriesChanged: [],
      categoryExcludes: [],
    },
    xte: {
      '/ws/xte/teacher_category': ({ users_dcid }) =>
        users_dcid === '40' ? [category(4302, 'Test'), category(4303, 'Homework')] : [],
      '/ws/xte/section/assignment/': ({ users_dcid }) =>
        users_dcid === '40' ? [assignment(900, [assignmentSection(2200, 700)])] : [],
    },
    v1: { '/ws/v1/district': { name: 'Springfield' } },
  };
}

/** A source on a pretended server, looked at. */
export function openPretendedSource(
  server: FakePowerSchool,
  config: Partial<Pick<IntegrationFile, 'schools' | 'schoolYear' | 'advanced'>> = {},
  clock: () => Date = () => today,
) {
  const api = openFakePowerSchoolApi(server);
  const { schools, schoolYear, advanced } = integrationConfigSchema.parse({
    name: 'Test',
    mode: 'import',
    powerschool: { url: 'https://ps.example.org' },
    ...config,
  });
  const source: Source = openPowerSchoolSource({
    api,
    config: { schools, schoolYear, advanced, gradeSync: true },
    clock,
  });
  const { signal } = new AbortController();
  const scopes = async (entity: EntityType, schoolKey: number | null): Promise<Scope> => {
    const found = (await source.describe(signal)).scopes.find(
      (scope) => scope.entity === entity && scope.schoolKey === schoolKey,
    );
    if (found === undefined) throw new Error('no such scope');
    return found;
  };
  return {
    api,
    source,
    describe: () => source.describe(signal),
    /** Looks round and reads one listing. */
    async pull(entity: EntityType, schoolKey: number | null, since: string | null = null): Promise<PulledListing> {
      return readPull(entity, source.pull(await scopes(entity, schoolKey), since, signal));
    },
  };
}
