import { argument, defineQuery, schoolYearArguments } from './define-query.ts';

const scoreColumns = {
  assignmentscoreid: 'ASSIGNMENTSCORE.ASSIGNMENTSCOREID',
  assignmentid: 'ASSIGNMENTSECTION.ASSIGNMENTID',
  assignmentsectionid: 'ASSIGNMENTSECTION.ASSIGNMENTSECTIONID',
  sectionsdcid: 'ASSIGNMENTSECTION.SECTIONSDCID',
  studentsdcid: 'ASSIGNMENTSCORE.STUDENTSDCID',
  scoretype: 'ASSIGNMENTSECTION.SCORETYPE',
  scoreentrypoints: 'ASSIGNMENTSECTION.SCOREENTRYPOINTS',
  extracreditpoints: 'ASSIGNMENTSECTION.EXTRACREDITPOINTS',
  actualscoreentered: 'ASSIGNMENTSCORE.ACTUALSCOREENTERED',
  actualscorekind: 'ASSIGNMENTSCORE.ACTUALSCOREKIND',
  scorepoints: 'ASSIGNMENTSCORE.SCOREPOINTS',
  scorepercent: 'ASSIGNMENTSCORE.SCOREPERCENT',
  scorelettergrade: 'ASSIGNMENTSCORE.SCORELETTERGRADE',
  islate: 'ASSIGNMENTSCORE.ISLATE',
  iscollected: 'ASSIGNMENTSCORE.ISCOLLECTED',
  isexempt: 'ASSIGNMENTSCORE.ISEXEMPT',
  ismissing: 'ASSIGNMENTSCORE.ISMISSING',
  isabsent: 'ASSIGNMENTSCORE.ISABSENT',
  isincomplete: 'ASSIGNMENTSCORE.ISINCOMPLETE',
  scoreentrydate: 'ASSIGNMENTSCORE.SCOREENTRYDATE',
} as const;

const scoresWithAssignments = `
FROM ASSIGNMENTSCORE
JOIN ASSIGNMENTSECTION ON ASSIGNMENTSECTION.ASSIGNMENTSECTIONID = ASSIGNMENTSCORE.ASSIGNMENTSECTIONID`;

const byAssignmentAndStudent = `
ORDER BY ASSIGNMENTSECTION.ASSIGNMENTID, ASSIGNMENTSCORE.STUDENTSDCID, ASSIGNMENTSCORE.ASSIGNMENTSCOREID`;

const schoolYear = schoolYearArguments('SECTIONS.SCHOOLID', 'SECTIONS.TERMID');
const since = (column: string) => argument('since', column, 'Changed at or after, YYYY-MM-DD HH:MM:SS');

export const scores = defineQuery({
  name: 'gradebook.scores',
  description: 'Scores in the sections of one school and year',
  coreTable: 'ASSIGNMENTSCORE',
  args: schoolYear,
  columns: scoreColumns,
  body: `${scoresWithAssignments}
JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto${byAssignmentAndStudent}`,
});

/** `EXISTS` and not a join: the few changed scores come first, and each one's section is looked up, not the other way round. */
export const scoresChanged = defineQuery({
  name: 'gradebook.scores_changed',
  description: 'Scores of one school and year changed since a moment',
  coreTable: 'ASSIGNMENTSCORE',
  args: [...schoolYear, since('ASSIGNMENTSCORE.WHENMODIFIED')],
  columns: scoreColumns,
  body: `${scoresWithAssignments}
WHERE ASSIGNMENTSCORE.WHENMODIFIED >= :since
  AND EXISTS (
    SELECT SECTIONS.DCID FROM SECTIONS
    WHERE SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID
      AND SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
  )${byAssignmentAndStudent}`,
});

/** Asked for rows since 1900 its count is that of all assignments: sections without a lead teacher count as well. */
export const assignmentsChanged = defineQuery({
  name: 'gradebook.assignments_changed',
  description: 'Keys of assignments of one school and year changed since a moment',
  coreTable: 'ASSIGNMENTSECTION',
  args: [...schoolYear, since('ASSIGNMENTSECTION.WHENMODIFIED')],
  columns: {
    assignmentid: 'ASSIGNMENTSECTION.ASSIGNMENTID',
    assignmentsectionid: 'ASSIGNMENTSECTION.ASSIGNMENTSECTIONID',
    sectionsdcid: 'ASSIGNMENTSECTION.SECTIONSDCID',
    users_dcid: 'SCHOOLSTAFF.USERS_DCID',
  },
  body: `
FROM ASSIGNMENTSECTION
JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID
LEFT JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONS.TEACHER
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
  AND ASSIGNMENTSECTION.WHENMODIFIED >= :since
ORDER BY ASSIGNMENTSECTION.ASSIGNMENTID, ASSIGNMENTSECTION.ASSIGNMENTSECTIONID`,
});

export const categoriesChanged = defineQuery({
  name: 'gradebook.categories_changed',
  description: 'Keys of categories changed since a moment, with their teachers',
  coreTable: 'TEACHERCATEGORY',
  args: [since('TEACHERCATEGORY.WHENMODIFIED')],
  columns: {
    teachercategoryid: 'TEACHERCATEGORY.TEACHERCATEGORYID',
    usersdcid: 'TEACHERCATEGORY.USERSDCID',
  },
  body: `
FROM TEACHERCATEGORY
WHERE TEACHERCATEGORY.WHENMODIFIED >= :since
ORDER BY TEACHERCATEGORY.TEACHERCATEGORYID`,
});
