/** What a table holds, for people who install plugins and know no tables. Unknown tables keep their name. */
const tables: Readonly<Record<string, string>> = {
  ASSIGNMENT: 'Assignments',
  ASSIGNMENTSECTION: 'Assignments in sections',
  ASSIGNMENTCATEGORYASSOC: 'Categories of assignments',
  ASSIGNMENTSCORE: 'Scores',
  ASSIGNMENTSCORECOMMENT: 'Comments on scores',
  ASSIGNMENTSTUDENTASSOC: 'Students of assignments',
  ATTENDANCE: 'Attendance',
  CC: 'Enrollments in sections',
  COURSES: 'Courses',
  DISTRICTTEACHERCATEGORY: 'District categories',
  EMAILADDRESS: 'E-mail addresses',
  GRADESCALEITEM: 'Grade scales',
  LOG: 'Log entries about students',
  PERSON: 'Persons',
  PERSONEMAILADDRESSASSOC: 'E-mail addresses of persons',
  PGFINALGRADES: 'Final grades',
  SCHOOLS: 'Schools',
  SCHOOLSTAFF: 'Staff at schools',
  SECTIONS: 'Sections',
  SECTIONTEACHER: 'Teachers of sections',
  STOREDGRADES: 'Stored grades',
  STUDENTS: 'Students',
  TEACHERCATEGORY: 'Teachers’ categories',
  TEACHERCATSECTEXCLUDEASSOC: 'Sections without a category',
  TERMS: 'Terms',
  USERS: 'Staff',
};

/** Words for columns, the first pattern that fits counts; several columns may share one. */
const columns: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/^SSN$/, 'social security number'],
  [/^LUNCH/, 'lunch status'],
  [/EMAIL/, 'e-mail address'],
  [/LOGIN|WEB_ID|PASSWORD/, 'sign-in name'],
  [/ID$|^TEACHER$/, 'internal numbers'],
  [/^(?:FIRST|MIDDLE|LAST)_?NAME$|^LASTFIRST$|^NAME$|^COURSE_NAME$|^ABBREVIATION$/, 'names'],
  [/^(?:STUDENT|STATE_STUDENT|TEACHER|SCHOOL|COURSE|SECTION)_?NUMBER$/, 'numbers'],
  [/^WHO|^IP_ADDRESS$|^EXECUTIONID$|^AUTHOREDBYUC$/, 'who changed it'],
  [/PHONE/, 'telephone'],
  [/STREET|CITY|ZIP|ADDRESS/, 'address'],
  [/^DOB$/, 'date of birth'],
  [/^(?:GENDER|SEX|ETHNICITY)$/, 'gender and origin'],
  [/GRADE_LEVEL|LOW_GRADE|HIGH_GRADE/, 'grade level'],
  [/^ENROLL_STATUS$|^(?:STAFF)?STATUS$/, 'status'],
  [/^DATE(?:ENROLLED|LEFT)$|^(?:START|END|ENTRY|EXIT)_?DATE$|^(?:FIRST|LAST)DAY$/, 'dates'],
  [/^DUEDATE$/, 'due date'],
  [/^DEFAULT/, 'default settings'],
  [/^PUBLISH/, 'publishing'],
  [/^WHENMODIFIED$|^WHENCREATED$|^TRANSACTION_DATE$|^SCOREENTRYDATE$/, 'time of change'],
  [/^IS(?:LATE|COLLECTED|EXEMPT|MISSING|ABSENT|INCOMPLETE)$/, 'flags such as late or missing'],
  [/^IS|^HAS|^TEACHERMODIFIED$/, 'settings'],
  [/^ALT(?:ALPHA|NUMERIC)GRADE$|SCORE|POINT|PERCENT|LETTERGRADE|WEIGHT|TOTALVALUE/, 'scores and points'],
  [/^DESCRIPTION$|COMMENT/, 'description'],
  [/^STANDARD/, 'standards'],
  [/^CREATEDBYPLUGIN$/, 'the plugin that created it'],
  [/EXPRESSION/, 'periods and days'],
  [/^CATEGORYTYPE$|^CREDITTYPE$|^GRADEBOOKTYPE$/, 'type'],
  [/^DISPLAYPOSITION$|^COLOR$/, 'how it is shown'],
  [/^MAXRETAKEALLOWED$/, 'retakes'],
  [/^PORTION$/, 'part of the year'],
];

export function tableInWords(table: string): string {
  return tables[table] ?? `Table ${table}`;
}

/** Each word once, in the order of first use. Columns without a word of their own are named in lower case. */
export function columnsInWords(fields: readonly string[]): readonly string[] {
  const words = fields.map(
    (field) => columns.find(([pattern]) => pattern.test(field))?.[1] ?? field.toLowerCase().replaceAll('_', ' '),
  );
  return [...new Set(words)];
}
