import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../shared/oneroster/entity.ts';

type Cells = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, string | number | null>>;

/** The year of the districts that tests make: YearID 36 is 2026–27. */
const [from, to, endYear] = [3600, 3699, 2027];

const ref = (type: EntityType, id: string | number | null | undefined, subkey: string | number | null = 0): unknown =>
  id === null || id === undefined
    ? null
    : { sourcedId: subkey === 0 || subkey === null ? `${type}-${id}` : `${type}-${id}-${subkey}`, type };
const known = (cells: Cells): Cells =>
  Object.fromEntries(
    Object.entries(cells).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
const text = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const is = (value: string | number | null | undefined): boolean => Number(value ?? 0) === 1;
const day = (value: string | number | null | undefined): string | null => text(value)?.slice(0, 10) ?? null;
const dayAfter = (value: string | number | null | undefined): string =>
  new Date(Date.parse(`${String(value)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * What `records` should tell of a district, in plain SQL over PowerSchool's own tables and written from the reference alone: none
 * of the importer's code is used.
 */
export function expectedRecords(db: Database): Readonly<Record<EntityType, readonly Cells[]>> {
  const rows = (sql: string): readonly Row[] => db.prepare<[], Row>(sql).all();
  const record = (
    type: EntityType,
    key: Row[string] | undefined,
    subkey: Row[string] | undefined,
    powerSchool: unknown,
    more: Cells,
  ) => ({
    sourcedId: subkey === 0 ? `${type}-${key}` : `${type}-${key}-${subkey}`,
    status: 'active',
    ...more,
    identifiers: { powerSchool: String(powerSchool) },
  });
  const schools = rows('SELECT * FROM SCHOOLS WHERE SCHOOL_NUMBER <> 999999');
  const schoolOf = new Map(schools.map((row) => [row['SCHOOL_NUMBER'], Number(row['DCID'])]));
  const org = (number: Row[string] | undefined) => ref('org', schoolOf.get(number ?? null) ?? 0);
  const level = (grade: number): string =>
    grade > 0 ? String(grade).padStart(2, '0') : (['KG', 'PK', 'PR', 'IT'][-grade] ?? '');

  return {
    org: [
      ...schools.map((row) =>
        record('org', row['DCID'], 0, row['DCID'], {
          name: row['NAME'],
          type: 'school',
          identifier: text(row['SCHOOL_NUMBER']),
          parent: ref('org', 0),
          metadata: known({
            abbreviation: row['ABBREVIATION'],
            lowGrade: row['LOW_GRADE'],
            highGrade: row['HIGH_GRADE'],
          }),
        }),
      ),
      record('org', 0, 0, 0, {
        name: 'Sandbox School District',
        type: 'district',
        identifier: '0',
        parent: null,
        metadata: {},
      }),
    ],
    academicSession: rows(
      `SELECT t.*, y.DCID AS YEARDCID FROM TERMS t LEFT JOIN TERMS y
         ON y.SCHOOLID = t.SCHOOLID AND y.YEARID = t.YEARID AND y.ISYEARREC = 1
       WHERE t.ID BETWEEN ${from} AND ${to}`,
    )
      .filter((row) => schoolOf.has(row['SCHOOLID'] ?? null))
      .map((row) =>
        record('academicSession', row['DCID'], 0, row['DCID'], {
          title: row['NAME'],
          type: is(row['ISYEARREC']) ? 'schoolYear' : row['PORTION'] === 2 ? 'semester' : 'term',
          startDate: row['FIRSTDAY'],
          endDate: dayAfter(row['LASTDAY']),
          schoolYear: endYear,
          parent: is(row['ISYEARREC']) ? null : ref('academicSession', row['YEARDCID']),
          org: org(row['SCHOOLID']),
          metadata: known({
            termId: row['ID'],
            yearId: row['YEARID'],
            portion: row['PORTION'],
            lastDay: row['LASTDAY'],
            abbreviation: row['ABBREVIATION'],
          }),
        }),
      ),
    course: rows('SELECT * FROM COURSES')
      .filter((row) => row['SCHOOLID'] === 0 || schoolOf.has(row['SCHOOLID'] ?? null))
      .map((row) =>
        record('course', row['DCID'], 0, row['DCID'], {
          title: row['COURSE_NAME'],
          courseCode: row['COURSE_NUMBER'],
          org: org(row['SCHOOLID']),
          metadata: known({ creditType: row['CREDITTYPE'] }),
        }),
      ),
    class: rows(
      `SELECT s.*, c.DCID AS COURSE, c.COURSE_NAME, t.DCID AS TERM FROM SECTIONS s
       JOIN COURSES c USING (COURSE_NUMBER) JOIN TERMS t ON t.ID = s.TERMID AND t.SCHOOLID = s.SCHOOLID
       WHERE s.TERMID BETWEEN ${from} AND ${to}`,
    ).map((row) =>
      record('class', row['DCID'], 0, row['DCID'], {
        title: `${row['COURSE_NAME']} (${row['SECTION_NUMBER']})`,
        classCode: `${row['COURSE_NUMBER']}.${row['SECTION_NUMBER']}`,
        classType: 'scheduled',
        location: row['ROOM'],
        periods: row['EXPRESSION'] === null ? [] : [row['EXPRESSION']],
        course: ref('course', row['COURSE']),
        school: org(row['SCHOOLID']),
        terms: [ref('academicSession', row['TERM'])],
        metadata: known({
          sectionNumber: row['SECTION_NUMBER'],
          courseNumber: row['COURSE_NUMBER'],
          sectionId: row['ID'],
          externalExpression: row['EXTERNAL_EXPRESSION'],
          gradebookType: row['GRADEBOOKTYPE'] === 2 ? 'PTP' : row['GRADEBOOKTYPE'] === 1 ? 'PTG' : null,
          gradeScaleId: row['GRADESCALEID'],
        }),
      }),
    ),
    user: [...staff(), ...students()],
    enrollment: [...studentEnrollments(), ...teacherEnrollments()],
    category: categories(),
    lineItem: rows(
      `SELECT a.*, s.SCHOOLID, t.DCID AS TERM, p.CREATEDBYPLUGIN,
         (SELECT TEACHERCATEGORYID FROM ASSIGNMENTCATEGORYASSOC c WHERE c.ASSIGNMENTSECTIONID = a.ASSIGNMENTSECTIONID AND c.ISPRIMARY = 1) AS CATEGORY
       FROM ASSIGNMENTSECTION a JOIN ASSIGNMENT p USING (ASSIGNMENTID) JOIN SECTIONS s ON s.DCID = a.SECTIONSDCID
       JOIN TERMS t ON t.ID = s.TERMID AND t.SCHOOLID = s.SCHOOLID
       WHERE s.TERMID BETWEEN ${from} AND ${to} AND s.TEACHER IS NOT NULL`,
    ).map((row) =>
      record(
        'lineItem',
        row['ASSIGNMENTID'],
        row['ASSIGNMENTSECTIONID'],
        `${row['ASSIGNMENTID']}#${row['ASSIGNMENTSECTIONID']}`,
        {
          title: row['NAME'],
          description: row['DESCRIPTION'],
          assignDate: day(row['PUBLISHEDDATE']) ?? day(row['PUBLISHONSPECIFICDATE']),
          dueDate: row['DUEDATE'],
          resultValueMin: 0,
          resultValueMax: row['SCOREENTRYPOINTS'],
          class: ref('class', row['SECTIONSDCID']),
          category: ref('category', row['CATEGORY'], row['SECTIONSDCID']),
          academicSession: ref('academicSession', row['TERM']),
          school: org(row['SCHOOLID']),
          metadata: known({
            scoreType: row['SCORETYPE'],
            weight: row['WEIGHT'],
            totalPointValue: row['TOTALPOINTVALUE'],
            extraCreditPoints: row['EXTRACREDITPOINTS'],
            publishOption: row['PUBLISHOPTION'],
            countedInFinalGrade: is(row['ISCOUNTEDINFINALGRADE']),
            createdByPlugin: row['CREATEDBYPLUGIN'],
          }),
        },
      ),
    ),
    result: results(),
  };

  function staff(): readonly Cells[] {
    const people = rows('SELECT * FROM USERS');
    const leads = new Set(
      rows(`SELECT USERS_DCID FROM SECTIONS JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = TEACHER WHERE TERMID BETWEEN ${from} AND ${to}
      UNION SELECT USERS_DCID FROM SECTIONTEACHER JOIN SECTIONS ON SECTIONS.ID = SECTIONID JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = TEACHERID
      WHERE TERMID BETWEEN ${from} AND ${to}`).map((row) => row['USERS_DCID']),
    );
    return people.flatMap((person) => {
      const here = rows(`SELECT * FROM SCHOOLSTAFF WHERE USERS_DCID = ${person['DCID']} ORDER BY DCID`).filter((row) =>
        schoolOf.has(row['SCHOOLID'] ?? null),
      );
      if (here.length === 0) return [];
      const current = here.filter((row) => row['STATUS'] === 1);
      const places = current.length > 0 ? current : here;
      const keys = [...new Set(places.map((row) => schoolOf.get(row['SCHOOLID'] ?? null) ?? 0))].toSorted(
        (a, b) => a - b,
      );
      const teaches =
        leads.has(person['DCID'] ?? null) || places.some((row) => row['STAFFSTATUS'] === 1 || row['STAFFSTATUS'] === 4);
      return record('user', person['DCID'], 0, person['DCID'], {
        role: teaches ? 'teacher' : 'aide',
        givenName: person['FIRST_NAME'],
        middleName: null,
        familyName: person['LAST_NAME'],
        username: person['EMAIL_ADDR'] ?? person['TEACHERNUMBER'],
        email: person['EMAIL_ADDR'],
        identifier: person['TEACHERNUMBER'],
        enabledUser: current.length > 0,
        grades: [],
        orgs: keys.map((key) => ref('org', key)),
        metadata: { userDcid: String(person['DCID']), staffStatus: places[0]?.['STAFFSTATUS'] },
      });
    });
  }

  function students(): readonly Cells[] {
    return rows(
      `SELECT * FROM STUDENTS s WHERE (ENROLL_STATUS = 0 AND SCHOOLID IN (${[...schoolOf.keys()].join(',')}))
         OR EXISTS (SELECT 1 FROM CC WHERE CC.STUDENTID = s.ID AND abs(CC.TERMID) BETWEEN ${from} AND ${to})`,
    ).map((row) =>
      record('user', row['DCID'], 1, row['DCID'], {
        role: 'student',
        givenName: row['FIRST_NAME'],
        middleName: row['MIDDLE_NAME'],
        familyName: row['LAST_NAME'],
        username: row['STUDENT_WEB_ID'],
        email: null,
        identifier: row['STUDENT_NUMBER'],
        enabledUser: row['ENROLL_STATUS'] === 0,
        grades: [level(Number(row['GRADE_LEVEL']))],
        orgs: schoolOf.has(row['SCHOOLID'] ?? null) ? [org(row['SCHOOLID'])] : [],
        metadata: known({
          studentId: row['ID'],
          stateId: row['STATE_STUDENTNUMBER'],
          enrollStatus: row['ENROLL_STATUS'],
          gradeLevel: row['GRADE_LEVEL'],
        }),
      }),
    );
  }

  function studentEnrollments(): readonly Cells[] {
    return rows(
      `SELECT c.*, s.DCID AS SECTION, p.DCID AS STUDENT FROM CC c JOIN SECTIONS s ON s.ID = abs(c.SECTIONID)
       JOIN STUDENTS p ON p.ID = c.STUDENTID WHERE abs(c.TERMID) BETWEEN ${from} AND ${to}`,
    ).map((row) =>
      record('enrollment', row['DCID'], 0, row['DCID'], {
        user: ref('user', row['STUDENT'], 1),
        class: ref('class', row['SECTION']),
        school: org(row['SCHOOLID']),
        role: 'student',
        primary: false,
        beginDate: row['DATEENROLLED'],
        endDate: row['DATELEFT'],
        metadata: Number(row['SECTIONID']) < 0 ? { dropped: true } : {},
      }),
    );
  }

  function teacherEnrollments(): readonly Cells[] {
    const given = rows(
      `SELECT e.*, s.DCID AS SECTION, s.SCHOOLID, f.USERS_DCID AS PERSON, l.USERS_DCID AS LEAD
       FROM SECTIONTEACHER e JOIN SECTIONS s ON s.ID = e.SECTIONID JOIN SCHOOLSTAFF f ON f.ID = e.TEACHERID
       LEFT JOIN SCHOOLSTAFF l ON l.ID = s.TEACHER WHERE s.TERMID BETWEEN ${from} AND ${to}`,
    );
    const led = new Set(given.filter((row) => row['PERSON'] === row['LEAD']).map((row) => row['SECTION']));
    const leads = rows(
      `SELECT s.DCID AS SECTION, s.SCHOOLID, l.USERS_DCID AS PERSON FROM SECTIONS s JOIN SCHOOLSTAFF l ON l.ID = s.TEACHER
       WHERE s.TERMID BETWEEN ${from} AND ${to}`,
    ).filter((row) => !led.has(row['SECTION'] ?? null));
    return [
      ...given.map((row) =>
        record('enrollment', row['ID'], 1, row['ID'], {
          user: ref('user', row['PERSON']),
          class: ref('class', row['SECTION']),
          school: org(row['SCHOOLID']),
          role: 'teacher',
          primary: row['PERSON'] === row['LEAD'],
          beginDate: row['START_DATE'],
          endDate: row['END_DATE'],
          metadata: known({ roleId: row['ROLEID'] }),
        }),
      ),
      ...leads.map((row) =>
        record('enrollment', row['SECTION'], 2, row['SECTION'], {
          user: ref('user', row['PERSON']),
          class: ref('class', row['SECTION']),
          school: org(row['SCHOOLID']),
          role: 'teacher',
          primary: true,
          beginDate: null,
          endDate: null,
          metadata: {},
        }),
      ),
    ];
  }

  function categories(): readonly Cells[] {
    return rows(
      `SELECT c.*, s.DCID AS SECTION, s.SCHOOLID FROM TEACHERCATEGORY c
       JOIN SCHOOLSTAFF f ON f.USERS_DCID = c.USERSDCID JOIN SECTIONS s ON s.TEACHER = f.ID
       WHERE s.TERMID BETWEEN ${from} AND ${to} AND (
         EXISTS (SELECT 1 FROM ASSIGNMENTSECTION a JOIN ASSIGNMENTCATEGORYASSOC x USING (ASSIGNMENTSECTIONID)
           WHERE a.SECTIONSDCID = s.DCID AND x.TEACHERCATEGORYID = c.TEACHERCATEGORYID)
         OR c.ISACTIVE = 1 AND NOT EXISTS (SELECT 1 FROM TEACHERCATSECTEXCLUDEASSOC e
           WHERE e.TEACHERCATEGORYID = c.TEACHERCATEGORYID AND e.SECTIONSDCID = s.DCID AND e.YEARID = 36))`,
    ).map((row) =>
      record('category', row['TEACHERCATEGORYID'], row['SECTION'], `${row['TEACHERCATEGORYID']}_${row['SECTION']}`, {
        title: row['NAME'],
        weight: row['DEFAULTWEIGHT'],
        class: ref('class', row['SECTION']),
        teacher: ref('user', row['USERSDCID']),
        metadata: known({
          userDcid: String(row['USERSDCID']),
          TermID: '3600',
          categoryId: String(row['TEACHERCATEGORYID']),
          categoryType: row['CATEGORYTYPE'],
          districtCategoryId: row['DISTRICTTEACHERCATEGORYID'],
          color: row['COLOR'],
          description: row['DESCRIPTION'],
          active: is(row['ISACTIVE']) ? null : false,
          countedInFinalGrade: is(row['ISINFINALGRADES']) ? null : false,
        }),
      }),
    );
  }

  function results(): readonly Cells[] {
    return rows(
      `SELECT r.*, a.ASSIGNMENTID, a.SECTIONSDCID, a.SCORETYPE FROM ASSIGNMENTSCORE r
       JOIN ASSIGNMENTSECTION a USING (ASSIGNMENTSECTIONID) JOIN SECTIONS s ON s.DCID = a.SECTIONSDCID
       WHERE s.TERMID BETWEEN ${from} AND ${to}`,
    ).map((row) => {
      const entered = text(row['ACTUALSCOREENTERED']);
      const isText =
        row['SCORETYPE'] === 'GRADESCALE' || row['ACTUALSCOREKIND'] === 'SCORE_CODE' || Number.isNaN(Number(entered));
      const isScored = row['SCOREPOINTS'] !== null || entered !== null;
      return record(
        'result',
        row['ASSIGNMENTID'],
        row['STUDENTSDCID'],
        `${row['ASSIGNMENTID']}#${row['STUDENTSDCID']}`,
        {
          lineItem: ref('lineItem', row['ASSIGNMENTID'], row['ASSIGNMENTSECTIONID']),
          student: ref('user', row['STUDENTSDCID'], 1),
          class: ref('class', row['SECTIONSDCID']),
          scoreStatus: is(row['ISEXEMPT'])
            ? 'exempt'
            : isScored
              ? 'fully graded'
              : is(row['ISCOLLECTED'])
                ? 'submitted'
                : 'not submitted',
          score: row['SCOREPOINTS'],
          textScore: entered !== null && isText ? entered : null,
          scoreDate: day(row['SCOREENTRYDATE']),
          comment: null,
          late: is(row['ISLATE']),
          missing: is(row['ISMISSING']),
          incomplete: is(row['ISINCOMPLETE']),
          metadata: known({
            exempt: is(row['ISEXEMPT']),
            collected: is(row['ISCOLLECTED']),
            absent: is(row['ISABSENT']),
            percent: row['SCOREPERCENT'],
            letterGrade: row['SCORELETTERGRADE'],
            scoreEntered: entered,
          }),
        },
      );
    });
  }
}
