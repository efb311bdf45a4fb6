import { userKind, type EntityType } from '../../../../shared/oneroster/entity.ts';
import type { RecordIssue } from '../../connector.ts';

interface IssueText {
  readonly entity: EntityType;
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
}

/** Everything that a single record may be blamed for. Texts name no person and no score. */
const texts = {
  titleTooLong: {
    entity: 'lineItem',
    code: 'lineItem.titleTooLong',
    severity: 'error',
    message: 'The name of this assignment is longer than 50 characters (S4).',
    fix: 'Shorten the name in PowerTeacher Pro. It is kept here as it came.',
  },
  descriptionTooLong: {
    entity: 'lineItem',
    code: 'lineItem.descriptionTooLong',
    severity: 'warning',
    message: 'The description of this assignment is longer than 4,000 characters.',
    fix: 'Shorten the description in PowerTeacher Pro.',
  },
  noCategory: {
    entity: 'lineItem',
    code: 'lineItem.noCategory',
    severity: 'warning',
    message: 'This assignment is in no category (S8).',
    fix: 'Put it in one of the teacher’s categories in PowerTeacher Pro.',
  },
  dueOutsideTerm: {
    entity: 'lineItem',
    code: 'lineItem.dueOutsideTerm',
    severity: 'warning',
    message: 'The due date of this assignment is outside the term of its section.',
    fix: 'Correct the due date in PowerTeacher Pro.',
  },
  scoreTypeCase: {
    entity: 'lineItem',
    code: 'lineItem.scoreTypeCase',
    severity: 'error',
    message: 'The score type of this assignment is not written in upper case (S6).',
    fix: 'It must read POINTS, PERCENT, GRADESCALE or COLLECTED exactly. Correct it where the assignment was made.',
  },
  scoreTypeUnknown: {
    entity: 'lineItem',
    code: 'lineItem.scoreTypeUnknown',
    severity: 'error',
    message: 'The score type of this assignment is none that PowerSchool documents.',
    fix: 'It must read POINTS, PERCENT, GRADESCALE or COLLECTED exactly. Correct it where the assignment was made.',
  },
  categoryTitleTooLong: {
    entity: 'category',
    code: 'category.titleTooLong',
    severity: 'error',
    message: 'The name of this category is longer than 30 characters (S13).',
    fix: 'Shorten the name in PowerTeacher Pro. It is kept here as it came.',
  },
  categoryTitleTwice: {
    entity: 'category',
    code: 'category.titleNotUnique',
    severity: 'error',
    message: 'The teacher has another category of the same name; case and spaces do not count (S12).',
    fix: 'Rename one of the two in PowerTeacher Pro.',
  },
  scoreNegative: {
    entity: 'result',
    code: 'result.scoreOutOfRange',
    severity: 'error',
    message: 'This score is below zero.',
    fix: 'Correct the score in PowerTeacher Pro.',
  },
  scoreAboveMaximum: {
    entity: 'result',
    code: 'result.scoreOutOfRange',
    severity: 'error',
    message: 'This score is above the points possible and the extra credit of its assignment.',
    fix: 'Correct the score, or allow extra credit on the assignment, in PowerTeacher Pro.',
  },
  scoreNotANumber: {
    entity: 'result',
    code: 'result.scoreNotANumber',
    severity: 'error',
    message: 'The points of this score are not a number.',
    fix: 'Enter the score again in PowerTeacher Pro.',
  },
} as const satisfies Record<string, IssueText>;

export type IssueKind = keyof typeof texts;

export const issueOf = (kind: IssueKind, sourceKey: number, sourceSubkey: number, schoolKey: number): RecordIssue => ({
  ...texts[kind],
  sourceKey,
  sourceSubkey,
  schoolKey,
});

/** A record without the keys that would say which it is. */
export const unreadable = (entity: EntityType, schoolKey: number): RecordIssue => ({
  entity,
  sourceKey: 0,
  sourceSubkey: 0,
  schoolKey,
  code: 'record.unreadable',
  severity: 'error',
  message: 'PowerSchool delivered a record without the number that identifies it. It was left out.',
  fix: 'Sync again. If it stays, ask PowerSchool support to check the table of this entity.',
});

/** A teacher in whose name PowerSchool does not show the gradebook of a section. */
export const notTeacher = (teacher: number, schoolKey: number): RecordIssue => ({
  entity: 'user',
  sourceKey: teacher,
  sourceSubkey: userKind.staff,
  schoolKey,
  code: 'user.notTeacher',
  severity: 'error',
  message:
    'PowerSchool did not show the gradebook of this teacher: it says that they do not teach a section of theirs.',
  fix: 'Check the lead teacher and the co-teachers of their sections in PowerSchool, then sync again.',
});
