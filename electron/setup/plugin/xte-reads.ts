/** One call to PowerTeacher Pro's API and the columns that its answer is made of. */
export interface XteRead {
  readonly call: string;
  /** `TABLE.FIELD`, upper case. */
  readonly fields: readonly string[];
}

const columnsOf = (table: string, names: readonly string[]) => names.map((name) => `${table}.${name}`);

/**
 * The calls we make there. PowerSchool checks them column by column, those it fills itself included (reference §3.3), so each column
 * of the documented answers (§7.2, §7.3) is asked for, as far as §9.1 names it.
 */
export const xteReads: readonly XteRead[] = [
  {
    call: 'GET /ws/xte/teacher_category',
    fields: [
      ...columnsOf('TEACHERCATEGORY', [
        'TEACHERCATEGORYID',
        'DISTRICTTEACHERCATEGORYID',
        'USERSDCID',
        'NAME',
        'DESCRIPTION',
        'CATEGORYTYPE',
        'COLOR',
        'DISPLAYPOSITION',
        'ISACTIVE',
        'ISINFINALGRADES',
        'ISUSERMODIFIABLE',
        'TEACHERMODIFIED',
        'ISDEFAULTPUBLISHSCORES',
        'DEFAULTPUBLISHOPTION',
        'DEFAULTPUBLISHSTATE',
        'DEFAULTSCORETYPE',
        'DEFAULTSCOREENTRYPOINTS',
        'DEFAULTEXTRACREDITPOINTS',
        'DEFAULTWEIGHT',
        'DEFAULTTOTALVALUE',
        'DEFAULTDAYSBEFOREDUE',
      ]),
      // Says in which of the teacher's sections a category does not apply.
      ...columnsOf('TEACHERCATSECTEXCLUDEASSOC', ['TEACHERCATEGORYID', 'SECTIONSDCID', 'YEARID']),
    ],
  },
  {
    call: 'GET /ws/xte/section/assignment',
    fields: [
      ...columnsOf('ASSIGNMENT', [
        'ASSIGNMENTID',
        'CREATEDBYPLUGIN',
        'HASSTANDARDS',
        'STANDARDCALCDIRECTION',
        'STANDARDSCORINGMETHOD',
      ]),
      ...columnsOf('ASSIGNMENTSECTION', [
        'ASSIGNMENTSECTIONID',
        'ASSIGNMENTID',
        'SECTIONSDCID',
        'NAME',
        'DESCRIPTION',
        'DUEDATE',
        'SCORETYPE',
        'SCOREENTRYPOINTS',
        'EXTRACREDITPOINTS',
        'WEIGHT',
        'TOTALPOINTVALUE',
        'ISCOUNTEDINFINALGRADE',
        'ISSCORESPUBLISH',
        'ISSCORINGNEEDED',
        'PUBLISHOPTION',
        'PUBLISHONSPECIFICDATE',
        'PUBLISHDAYSBEFOREDUE',
        'PUBLISHEDDATE',
        'MAXRETAKEALLOWED',
        'RELATEDGRADESCALEITEMDCID',
      ]),
      ...columnsOf('ASSIGNMENTCATEGORYASSOC', [
        'ASSIGNMENTCATEGORYASSOCID',
        'ASSIGNMENTSECTIONID',
        'TEACHERCATEGORYID',
        'ISPRIMARY',
      ]),
    ],
  },
];
