import { argument, defineQuery, listArgument, schoolYearArguments } from './define-query.ts';

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
  // COMMENT is a word of Oracle's own.
  scorecomment: 'ASSIGNMENTSCORECOMMENT.COMMENTVALUE',
} as const;

const scoresWithAssignments = `
FROM ASSIGNMENTSCORE
JOIN ASSIGNMENTSECTION ON ASSIGNMENTSECTION.ASSIGNMENTSECTIONID = ASSIGNMENTSCORE.ASSIGNMENTSECTIONID
LEFT JOIN ASSIGNMENTSCORECOMMENT ON ASSIGNMENTSCORECOMMENT.ASSIGNMENTSCOREID = ASSIGNMENTSCORE.ASSIGNMENTSCOREID`;

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

/**
 * Scores that did not change but whose assignment did: their text and their limits come from it. Those that changed themselves are
 * in `scoresChanged`, and not here as well.
 */
export const scoresOfChangedAssignments = defineQuery({
  name: 'gradebook.scores_of_changed_assignments',
  description: 'Unchanged scores in assignments changed since a moment',
  coreTable: 'ASSIGNMENTSCORE',
  args: [...schoolYear, since('ASSIGNMENTSCORE.WHENMODIFIED')],
  columns: scoreColumns,
  body: `${scoresWithAssignments}
JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
  AND ASSIGNMENTSECTION.WHENMODIFIED >= :since
  AND (ASSIGNMENTSCORE.WHENMODIFIED < :since OR ASSIGNMENTSCORE.WHENMODIFIED IS NULL)${byAssignmentAndStudent}`,
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

/** An assignment that was only put in another category, or in one more: its own row may be as old as it was. */
export const assignmentCategoriesChanged = defineQuery({
  name: 'gradebook.assignment_categories_changed',
  description: 'Keys of assignments of one school and year put in a category since a moment',
  coreTable: 'ASSIGNMENTCATEGORYASSOC',
  args: [...schoolYear, since('ASSIGNMENTCATEGORYASSOC.WHENMODIFIED')],
  columns: {
    assignmentcategoryassocid: 'ASSIGNMENTCATEGORYASSOC.ASSIGNMENTCATEGORYASSOCID',
    assignmentid: 'ASSIGNMENTSECTION.ASSIGNMENTID',
    assignmentsectionid: 'ASSIGNMENTSECTION.ASSIGNMENTSECTIONID',
    sectionsdcid: 'ASSIGNMENTSECTION.SECTIONSDCID',
    users_dcid: 'SCHOOLSTAFF.USERS_DCID',
  },
  body: `
FROM ASSIGNMENTCATEGORYASSOC
JOIN ASSIGNMENTSECTION ON ASSIGNMENTSECTION.ASSIGNMENTSECTIONID = ASSIGNMENTCATEGORYASSOC.ASSIGNMENTSECTIONID
JOIN SECTIONS ON SECTIONS.DCID = ASSIGNMENTSECTION.SECTIONSDCID
LEFT JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONS.TEACHER
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
  AND ASSIGNMENTCATEGORYASSOC.WHENMODIFIED >= :since
ORDER BY ASSIGNMENTCATEGORYASSOC.ASSIGNMENTCATEGORYASSOCID`,
});

/** Of the school's teachers alone: a category that came elsewhere must not make up in the count for one that went here. */
export const categoriesChanged = defineQuery({
  name: 'gradebook.categories_changed',
  description: 'Keys of categories changed since a moment, of who leads a section of the school and year',
  coreTable: 'TEACHERCATEGORY',
  args: [...schoolYear, since('TEACHERCATEGORY.WHENMODIFIED')],
  columns: {
    teachercategoryid: 'TEACHERCATEGORY.TEACHERCATEGORYID',
    usersdcid: 'TEACHERCATEGORY.USERSDCID',
  },
  body: `
FROM TEACHERCATEGORY
WHERE TEACHERCATEGORY.WHENMODIFIED >= :since
  AND EXISTS (
    SELECT SECTIONS.DCID FROM SECTIONS
    JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONS.TEACHER
    WHERE SCHOOLSTAFF.USERS_DCID = TEACHERCATEGORY.USERSDCID
      AND SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
  )
ORDER BY TEACHERCATEGORY.TEACHERCATEGORYID`,
});

/** All of them, not those that changed: there are few, and one that is gone lets a category apply again. */
export const categoryExcludes = defineQuery({
  name: 'gradebook.category_excludes',
  description: 'Sections of one school and year in which a category does not apply',
  coreTable: 'TEACHERCATSECTEXCLUDEASSOC',
  args: schoolYear,
  columns: {
    teachercategoryid: 'TEACHERCATSECTEXCLUDEASSOC.TEACHERCATEGORYID',
    sectionsdcid: 'TEACHERCATSECTEXCLUDEASSOC.SECTIONSDCID',
    yearid: 'TEACHERCATSECTEXCLUDEASSOC.YEARID',
  },
  body: `
FROM TEACHERCATSECTEXCLUDEASSOC
JOIN SECTIONS ON SECTIONS.DCID = TEACHERCATSECTEXCLUDEASSOC.SECTIONSDCID
WHERE SECTIONS.SCHOOLID = :schoolid AND SECTIONS.TERMID BETWEEN :termfrom AND :termto
ORDER BY TEACHERCATSECTEXCLUDEASSOC.SECTIONSDCID, TEACHERCATSECTEXCLUDEASSOC.TEACHERCATEGORYID, TEACHERCATSECTEXCLUDEASSOC.YEARID`,
});

/** Scores of some line items: read back after they were written. */
export const scoresOfLineItems = defineQuery({
  name: 'gradebook.scores_of_line_items',
  description: 'Scores in some assignments',
  coreTable: 'ASSIGNMENTSCORE',
  args: [listArgument('lineitems', 'ASSIGNMENTSECTION.ASSIGNMENTSECTIONID', 'Assignments in sections')],
  columns: scoreColumns,
  body: `${scoresWithAssignments}
WHERE ASSIGNMENTSECTION.ASSIGNMENTSECTIONID IN (:lineitems)${byAssignmentAndStudent}`,
});

/** The letters that may be entered in some sections: those of their grade scales. */
export const sectionLetters = defineQuery({
  name: 'gradebook.section_letters',
  description: 'Letters of the grade scales of some sections',
  coreTable: 'GRADESCALEITEM',
  args: [listArgument('sections', 'SECTIONS.DCID', 'Sections')],
  columns: {
    gradescaleitemdcid: 'GRADESCALEITEM.DCID',
    sectionsdcid: 'SECTIONS.DCID',
    name: 'GRADESCALEITEM.NAME',
  },
  body: `
FROM GRADESCALEITEM
JOIN SECTIONS ON SECTIONS.GRADESCALEID = GRADESCALEITEM.GRADESCALEID
WHERE SECTIONS.DCID IN (:sections)
ORDER BY SECTIONS.DCID, GRADESCALEITEM.DCID`,
});
