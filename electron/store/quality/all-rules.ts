import type { QualityRule } from './rule.ts';
import { categoryNameTooLong } from './rules/category-name-too-long.ts';
import { categoryNameTwice } from './rules/category-name-twice.ts';
import { categoryWithoutLineItems } from './rules/category-without-line-items.ts';
import { classWithoutLineItems } from './rules/class-without-line-items.ts';
import { classWithoutTeacher } from './rules/class-without-teacher.ts';
import { lineItemNameTooLong } from './rules/line-item-name-too-long.ts';
import { lineItemOutsideTerm } from './rules/line-item-outside-term.ts';
import { lineItemWithoutCategory } from './rules/line-item-without-category.ts';
import { lineItemWithoutDueDate } from './rules/line-item-without-due-date.ts';
import { resultNotEnrolled } from './rules/result-not-enrolled.ts';
import { scoreAboveMaximum } from './rules/score-above-maximum.ts';
import { studentWithoutClass } from './rules/student-without-class.ts';
import { studentWithoutUsername } from './rules/student-without-username.ts';
import { teacherWithoutUsername } from './rules/teacher-without-username.ts';
import { usernameTwice } from './rules/username-twice.ts';

/** In the order in which the page shows them. */
export const qualityRules: readonly QualityRule[] = [
  classWithoutTeacher,
  lineItemNameTooLong,
  categoryNameTooLong,
  categoryNameTwice,
  usernameTwice,
  resultNotEnrolled,
  scoreAboveMaximum,
  lineItemWithoutCategory,
  lineItemWithoutDueDate,
  lineItemOutsideTerm,
  teacherWithoutUsername,
  studentWithoutUsername,
  studentWithoutClass,
  classWithoutLineItems,
  categoryWithoutLineItems,
];
