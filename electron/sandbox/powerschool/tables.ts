/** PowerSchool's own tables and columns as far as the simulator has them (reference §9.1, audit columns §3.3). */
export type FieldType = 'number' | 'text' | 'date' | 'timestamp' | 'boolean' | 'clob';

export interface Table {
  readonly name: string;
  /** The column that the record's `id` and `/table/{t}/{id}` use. */
  readonly primaryKey: string;
  readonly fields: Readonly<Record<string, FieldType>>;
}

/** Columns that PowerSchool fills itself on the tables of PowerTeacher Pro. */
const audit = {
  WHOCREATED: 'text',
  WHENCREATED: 'timestamp',
  WHOMODIFIED: 'text',
  WHENMODIFIED: 'timestamp',
  WHOMODIFIEDID: 'number',
  WHOMODIFIEDTYPE: 'text',
  TRANSACTION_DATE: 'timestamp',
  EXECUTIONID: 'text',
  IP_ADDRESS: 'text',
} as const;
const changed = { TRANSACTION_DATE: 'timestamp' } as const;

const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'number' as const]));
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'text' as const]));
const flags = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'boolean' as const]));
const dates = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'date' as const]));

const table = (name: string, primaryKey: string, ...parts: Record<string, FieldType>[]): Table => ({
  name,
  primaryKey,
  fields: Object.fromEntries(parts.flatMap((part) => Object.entries(part))),
});

export const tables: readonly Table[] = [
  table(
    'SCHOOLS',
    'DCID',
    numbers('DCID', 'ID', 'SCHOOL_NUMBER', 'LOW_GRADE', 'HIGH_GRADE', 'ALTERNATE_SCHOOL_NUMBER'),
    texts('NAME', 'ABBREVIATION'),
    changed,
  ),
  table(
    'TERMS',
    'DCID',
    numbers('DCID', 'ID', 'YEARID', 'SCHOOLID', 'PORTION', 'NOOFDAYS', 'TERMSINYEAR'),
    texts('NAME', 'ABBREVIATION'),
    dates('FIRSTDAY', 'LASTDAY'),
    flags('ISYEARREC'),
    changed,
  ),
  table(
    'COURSES',
    'DCID',
    numbers('DCID', 'ID', 'SCHOOLID'),
    texts('COURSE_NUMBER', 'COURSE_NAME', 'CREDITTYPE'),
    changed,
  ),
  table(
    'SECTIONS',
    'DCID',
    numbers('DCID', 'ID', 'TERMID', 'SCHOOLID', 'TEACHER', 'NO_OF_STUDENTS', 'GRADESCALEID', 'GRADEBOOKTYPE'),
    texts('COURSE_NUMBER', 'SECTION_NUMBER', 'EXPRESSION', 'EXTERNAL_EXPRESSION', 'ROOM'),
    changed,
  ),
  table(
    'SECTIONTEACHER',
    'ID',
    numbers('ID', 'SECTIONID', 'TEACHERID', 'ROLEID', 'ALLOCATION'),
    dates('START_DATE', 'END_DATE'),
    changed,
  ),
  table(
    'USERS',
    'DCID',
    numbers('DCID', 'HOMESCHOOLID'),
    texts(
      'TEACHERNUMBER',
      'FIRST_NAME',
      'MIDDLE_NAME',
      'LAST_NAME',
      'LASTFIRST',
      'EMAIL_ADDR',
      'LOGINID',
      'TEACHERLOGINID',
    ),
    changed,
  ),
  table('SCHOOLSTAFF', 'DCID', numbers('DCID', 'ID', 'USERS_DCID', 'SCHOOLID', 'STATUS', 'STAFFSTATUS'), changed),
  table(
    'STUDENTS',
    'DCID',
    numbers('DCID', 'ID', 'GRADE_LEVEL', 'ENROLL_STATUS', 'SCHOOLID', 'PERSON_ID'),
    texts(
      'STUDENT_NUMBER',
      'STATE_STUDENTNUMBER',
      'LASTFIRST',
      'FIRST_NAME',
      'MIDDLE_NAME',
      'LAST_NAME',
      'GENDER',
      'STUDENT_WEB_ID',
    ),
    dates('ENTRYDATE', 'EXITDATE', 'DOB'),
    changed,
  ),
  // A district's own fields: one row per student or member of staff, by the DCID of the row that they extend.
  table(
    'U_DEF_EXT_STUDENTS',
    'STUDENTSDCID',
    numbers('STUDENTSDCID'),
    texts('SSO_USERNAME', 'HOMEROOM_CODE', 'BUS_ROUTE', 'LAST_CHECKUP'),
  ),
  table('U_DEF_EXT_USERS', 'USERSDCID', numbers('USERSDCID'), texts('SSO_USERNAME')),
  table('PERSON', 'ID', numbers('ID', 'DCID'), texts('FIRSTNAME', 'LASTNAME')),
  table(
    'PERSONEMAILADDRESSASSOC',
    'PERSONEMAILADDRESSASSOCID',
    numbers('PERSONEMAILADDRESSASSOCID', 'PERSONID', 'EMAILADDRESSID', 'EMAILADDRESSPRIORITYORDER'),
    flags('ISPRIMARYEMAILADDRESS'),
  ),
  table('EMAILADDRESS', 'EMAILADDRESSID', numbers('EMAILADDRESSID'), texts('EMAILADDRESS')),
  table(
    'CC',
    'DCID',
    numbers('DCID', 'ID', 'STUDENTID', 'SECTIONID', 'TERMID', 'TEACHERID', 'SCHOOLID', 'STUDYEAR'),
    texts('COURSE_NUMBER', 'SECTION_NUMBER', 'EXPRESSION'),
    dates('DATEENROLLED', 'DATELEFT'),
    changed,
  ),
  table(
    'TEACHERCATEGORY',
    'TEACHERCATEGORYID',
    numbers(
      'TEACHERCATEGORYID',
      'DISTRICTTEACHERCATEGORYID',
      'USERSDCID',
      'DISPLAYPOSITION',
      'DEFAULTSCOREENTRYPOINTS',
      'DEFAULTWEIGHT',
      'DEFAULTTOTALVALUE',
      'DEFAULTEXTRACREDITPOINTS',
      'DEFAULTDAYSBEFOREDUE',
    ),
    texts(
      'NAME',
      'DESCRIPTION',
      'CATEGORYTYPE',
      'COLOR',
      'DEFAULTSCORETYPE',
      'DEFAULTPUBLISHOPTION',
      'DEFAULTPUBLISHSTATE',
    ),
    flags('ISACTIVE', 'ISINFINALGRADES', 'ISUSERMODIFIABLE', 'TEACHERMODIFIED', 'ISDEFAULTPUBLISHSCORES'),
    audit,
  ),
  table(
    'DISTRICTTEACHERCATEGORY',
    'DISTRICTTEACHERCATEGORYID',
    numbers('DISTRICTTEACHERCATEGORYID', 'DISPLAYPOSITION'),
    texts('NAME', 'DESCRIPTION', 'COLOR'),
    flags('ISACTIVE'),
    audit,
  ),
  table(
    'TEACHERCATSECTEXCLUDEASSOC',
    'TEACHERCATSECTEXCLUDEASSOCID',
    numbers('TEACHERCATSECTEXCLUDEASSOCID', 'TEACHERCATEGORYID', 'SECTIONSDCID', 'YEARID'),
    audit,
  ),
  table(
    'ASSIGNMENT',
    'ASSIGNMENTID',
    numbers('ASSIGNMENTID'),
    texts('CREATEDBYPLUGIN', 'STANDARDCALCDIRECTION', 'STANDARDSCORINGMETHOD', 'STANDARDROLLUPMETHOD', 'UCUID'),
    flags('HASSTANDARDS'),
    audit,
  ),
  table(
    'ASSIGNMENTSECTION',
    'ASSIGNMENTSECTIONID',
    numbers(
      'ASSIGNMENTSECTIONID',
      'ASSIGNMENTID',
      'SECTIONSDCID',
      'SCOREENTRYPOINTS',
      'EXTRACREDITPOINTS',
      'WEIGHT',
      'TOTALPOINTVALUE',
      'PUBLISHDAYSBEFOREDUE',
      'PUBLISHEDSCORETYPEID',
      'MAXRETAKEALLOWED',
      'RELATEDGRADESCALEITEMDCID',
      'YEARID',
    ),
    texts('NAME', 'SCORETYPE', 'PUBLISHOPTION'),
    { DESCRIPTION: 'clob' },
    dates('DUEDATE', 'PUBLISHONSPECIFICDATE', 'PUBLISHEDDATE'),
    flags('ISCOUNTEDINFINALGRADE', 'ISSCORESPUBLISH', 'ISSCORINGNEEDED', 'ISLOCKED'),
    audit,
  ),
  table(
    'ASSIGNMENTCATEGORYASSOC',
    'ASSIGNMENTCATEGORYASSOCID',
    numbers('ASSIGNMENTCATEGORYASSOCID', 'ASSIGNMENTSECTIONID', 'TEACHERCATEGORYID', 'YEARID'),
    flags('ISPRIMARY'),
    audit,
  ),
  table(
    'ASSIGNMENTSTUDENTASSOC',
    'ASSIGNMENTSTUDENTASSOCID',
    numbers('ASSIGNMENTSTUDENTASSOCID', 'ASSIGNMENTSECTIONID', 'STUDENTSDCID', 'YEARID'),
    audit,
  ),
  table(
    'ASSIGNMENTSCORE',
    'ASSIGNMENTSCOREID',
    numbers(
      'ASSIGNMENTSCOREID',
      'ASSIGNMENTSECTIONID',
      'STUDENTSDCID',
      'ACTUALSCOREGRADESCALEDCID',
      'SCOREPOINTS',
      'SCOREPERCENT',
      'SCORENUMERICGRADE',
      'SCOREGRADESCALEDCID',
      'ALTNUMERICGRADE',
      'ALTSCOREGRADESCALEDCID',
      'YEARID',
    ),
    texts('ACTUALSCOREENTERED', 'ACTUALSCOREKIND', 'SCORELETTERGRADE', 'ALTALPHAGRADE'),
    flags('ISLATE', 'ISCOLLECTED', 'ISEXEMPT', 'ISMISSING', 'ISABSENT', 'ISINCOMPLETE', 'HASRETAKE', 'AUTHOREDBYUC'),
    { SCOREENTRYDATE: 'timestamp' },
    audit,
  ),
  table(
    'ASSIGNMENTSCORECOMMENT',
    'ASSIGNMENTSCORECOMMENTID',
    numbers('ASSIGNMENTSCORECOMMENTID', 'ASSIGNMENTSCOREID'),
    { COMMENTVALUE: 'clob' },
    audit,
  ),
  table(
    'GRADESCALEITEM',
    'DCID',
    numbers('DCID', 'ID', 'GRADESCALEID', 'CUTOFFPERCENTAGE', 'VALUE', 'GRADE_POINTS'),
    texts('NAME', 'DESCRIPTION', 'GRADESCALETYPE'),
    flags('ISFORCOURSEGRADE', 'ISFORSTANDARDS'),
  ),
];
