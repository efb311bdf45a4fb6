import { argument, defineQuery, schoolYearArguments } from './define-query.ts';

export const schools = defineQuery({
  name: 'roster.schools',
  description: 'All schools',
  coreTable: 'SCHOOLS',
  args: [],
  columns: {
    dcid: 'SCHOOLS.DCID',
    school_number: 'SCHOOLS.SCHOOL_NUMBER',
    name: 'SCHOOLS.NAME',
    abbreviation: 'SCHOOLS.ABBREVIATION',
    low_grade: 'SCHOOLS.LOW_GRADE',
    high_grade: 'SCHOOLS.HIGH_GRADE',
  },
  body: `
FROM SCHOOLS
ORDER BY SCHOOLS.DCID`,
});

/** Full-year terms that end on a given day or later: by these the current year is found. */
export const years = defineQuery({
  name: 'roster.years',
  description: 'School years that have not ended by a day',
  coreTable: 'TERMS',
  args: [argument('lastdayfrom', 'TERMS.LASTDAY', 'Earliest last day, YYYY-MM-DD')],
  columns: {
    dcid: 'TERMS.DCID',
    id: 'TERMS.ID',
    yearid: 'TERMS.YEARID',
    schoolid: 'TERMS.SCHOOLID',
    firstday: 'TERMS.FIRSTDAY',
    lastday: 'TERMS.LASTDAY',
  },
  body: `
FROM TERMS
WHERE TERMS.ISYEARREC = 1 AND TERMS.LASTDAY >= :lastdayfrom
ORDER BY TERMS.DCID`,
});

export const terms = defineQuery({
  name: 'roster.terms',
  description: 'Terms of one year in all schools',
  coreTable: 'TERMS',
  args: [argument('yearid', 'TERMS.YEARID', 'Year, counted from 1990')],
  columns: {
    dcid: 'TERMS.DCID',
    id: 'TERMS.ID',
    yearid: 'TERMS.YEARID',
    schoolid: 'TERMS.SCHOOLID',
    name: 'TERMS.NAME',
    abbreviation: 'TERMS.ABBREVIATION',
    firstday: 'TERMS.FIRSTDAY',
    lastday: 'TERMS.LASTDAY',
    portion: 'TERMS.PORTION',
    isyearrec: 'TERMS.ISYEARREC',
  },
  body: `
FROM TERMS
WHERE TERMS.YEARID = :yearid
ORDER BY TERMS.DCID`,
});

export const courses = defineQuery({
  name: 'roster.courses',
  description: 'All courses',
  coreTable: 'COURSES',
  args: [],
  columns: {
    dcid: 'COURSES.DCID',
    course_number: 'COURSES.COURSE_NUMBER',
    course_name: 'COURSES.COURSE_NAME',
    credittype: 'COURSES.CREDITTYPE',
    schoolid: 'COURSES.SCHOOLID',
  },
  body: `
FROM COURSES
ORDER BY COURSES.DCID`,
});

/** Courses are joined by number alone: those of the district have school 0 (reference §9.1). */
export const sections = defineQuery({
  name: 'roster.sections',
  description: 'Sections of one school and year with course, term and lead teacher',
  coreTable: 'SECTIONS',
  args: schoolYearArguments('SECTIONS.SCHOOLID', 'SECTIONS.TERMID'),
  columns: {
    dcid: 'SECTIONS.DCID',
    id: 'SECTIONS.ID',
    course_number: 'SECTIONS.COURSE_NUMBER',
    courses_dcid: 'COURSES.DCID',
    course_name: 'COURSES.COURSE_NAME',
    section_number: 'SECTIONS.SECTION_NUMBER',
    termid: 'SECTIONS.TERMID',
    terms_dcid: 'TERMS.DCID',
    schoolid: 'SECTIONS.SCHOOLID',
    expression: 'SECTIONS.EXPRESSION',
    external_expression: 'SECTIONS.EXTERNAL_EXPRESSION',
    room: 'SECTIONS.ROOM',
    gradescaleid: 'SECTIONS.GRADESCALEID',
    gradebooktype: 'SECTIONS.GRADEBOOKTYPE',
    lead_users_dcid: 'SCHOOLSTAFF.USERS_DCID',
    lead_schoolstaff_dcid: 'SCHOOLSTAFF.DCID',
  },
  body: `
FROM SECTIONS
LEFT JOIN COURSES ON COURSES.COURSE_NUMBER = SECTIONS.COURSE_NUMBER
LEFT JOIN TERMS ON TERMS.ID = SECTIONS.TERMID AND TERMS.SCHOOLID = SECTIONS.SCHOOLID
LEFT JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONS.TEACHER
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
ORDER BY SECTIONS.DCID`,
});

export const sectionTeachers = defineQuery({
  name: 'roster.section_teachers',
  description: 'All teachers of the sections of one school and year',
  coreTable: 'SECTIONTEACHER',
  args: schoolYearArguments('SECTIONS.SCHOOLID', 'SECTIONS.TERMID'),
  columns: {
    id: 'SECTIONTEACHER.ID',
    sections_dcid: 'SECTIONS.DCID',
    users_dcid: 'SCHOOLSTAFF.USERS_DCID',
    roleid: 'SECTIONTEACHER.ROLEID',
    start_date: 'SECTIONTEACHER.START_DATE',
    end_date: 'SECTIONTEACHER.END_DATE',
  },
  body: `
FROM SECTIONTEACHER
JOIN SECTIONS ON SECTIONS.ID = SECTIONTEACHER.SECTIONID
JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONTEACHER.TEACHERID
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
ORDER BY SECTIONTEACHER.ID`,
});

/** One row per person and school, all rows of a person together. */
export const staff = defineQuery({
  name: 'roster.staff',
  description: 'All staff with the schools they work at',
  coreTable: 'SCHOOLSTAFF',
  args: [],
  columns: {
    schoolstaff_dcid: 'SCHOOLSTAFF.DCID',
    users_dcid: 'SCHOOLSTAFF.USERS_DCID',
    schoolid: 'SCHOOLSTAFF.SCHOOLID',
    status: 'SCHOOLSTAFF.STATUS',
    staffstatus: 'SCHOOLSTAFF.STAFFSTATUS',
    teachernumber: 'USERS.TEACHERNUMBER',
    first_name: 'USERS.FIRST_NAME',
    last_name: 'USERS.LAST_NAME',
    email_addr: 'USERS.EMAIL_ADDR',
    homeschoolid: 'USERS.HOMESCHOOLID',
  },
  body: `
FROM SCHOOLSTAFF
JOIN USERS ON USERS.DCID = SCHOOLSTAFF.USERS_DCID
ORDER BY SCHOOLSTAFF.USERS_DCID, SCHOOLSTAFF.DCID`,
});

/**
 * The school's own students, and those of other schools who sit or sat in one of its sections that year. `IN` and not `EXISTS`: the
 * list is made once, whatever the server's optimizer thinks of the indexes on CC.
 */
export const students = defineQuery({
  name: 'roster.students',
  description: 'Students of one school, by enrollment status and by sections of a year',
  coreTable: 'STUDENTS',
  args: [
    argument('schoolid', 'STUDENTS.SCHOOLID', 'School number'),
    argument('termfrom', 'CC.TERMID', 'First term id of the year'),
    argument('termto', 'CC.TERMID', 'Last possible term id of the year'),
    argument('inactive', 'STUDENTS.ENROLL_STATUS', '1: students who are not active too, 0: active ones only'),
  ],
  columns: {
    dcid: 'STUDENTS.DCID',
    id: 'STUDENTS.ID',
    student_number: 'STUDENTS.STUDENT_NUMBER',
    state_studentnumber: 'STUDENTS.STATE_STUDENTNUMBER',
    first_name: 'STUDENTS.FIRST_NAME',
    middle_name: 'STUDENTS.MIDDLE_NAME',
    last_name: 'STUDENTS.LAST_NAME',
    grade_level: 'STUDENTS.GRADE_LEVEL',
    enroll_status: 'STUDENTS.ENROLL_STATUS',
    schoolid: 'STUDENTS.SCHOOLID',
    student_web_id: 'STUDENTS.STUDENT_WEB_ID',
  },
  body: `
FROM STUDENTS
WHERE (STUDENTS.SCHOOLID = :schoolid AND (STUDENTS.ENROLL_STATUS = 0 OR :inactive = 1))
  OR STUDENTS.ID IN (
    SELECT CC.STUDENTID FROM CC
    WHERE CC.SCHOOLID = :schoolid AND ABS(CC.TERMID) BETWEEN :termfrom AND :termto
  )
ORDER BY STUDENTS.DCID`,
});

/** Dropped enrollments too: their section and term are negative (reference §9.1). */
export const enrollments = defineQuery({
  name: 'roster.enrollments',
  description: 'Enrollments in the sections of one school and year, dropped ones included',
  coreTable: 'CC',
  args: schoolYearArguments('CC.SCHOOLID', 'CC.TERMID'),
  columns: {
    dcid: 'CC.DCID',
    students_dcid: 'STUDENTS.DCID',
    sections_dcid: 'SECTIONS.DCID',
    termid: 'CC.TERMID',
    sectionid: 'CC.SECTIONID',
    dateenrolled: 'CC.DATEENROLLED',
    dateleft: 'CC.DATELEFT',
  },
  body: `
FROM CC
JOIN STUDENTS ON STUDENTS.ID = CC.STUDENTID
JOIN SECTIONS ON SECTIONS.ID = ABS(CC.SECTIONID)
WHERE CC.SCHOOLID = :schoolid AND ABS(CC.TERMID) BETWEEN :termfrom AND :termto
ORDER BY CC.DCID`,
});
