import { isRecord, wholeNumber } from '../api/envelopes.ts';
import { textOf } from '../translate/wire-values.ts';
import type { Refusal } from './refusals.ts';

/** One thing that is wrong by E15: a field, sometimes a code, sometimes whom it is about (reference §7.5). */
interface Complaint {
  readonly field: string;
  readonly code: string;
  readonly student: number | null;
}

/** What PowerSchool complains about, as far as its answer says so. */
function complaintsOf(body: unknown): readonly Complaint[] {
  const errors: readonly unknown[] = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  return errors.filter(isRecord).map((error) => {
    const params = isRecord(error['params']) ? error['params'] : {};
    return {
      field: textOf(error, 'field') ?? '',
      code: textOf(error, 'code') ?? '',
      student: wholeNumber(params['student_dcid']),
    };
  });
}

/** The students that a batch of scores was refused for, by name. */
export const studentsNamed = (body: unknown): ReadonlySet<number> =>
  new Set(complaintsOf(body).flatMap(({ student }) => (student === null ? [] : [student])));

/** E15 as one refusal: the first complaint that we have a sentence for. */
export function conflictRefusal(body: unknown): Refusal {
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : '';
  return explained([...complaintsOf(body), { field: '', code: '', student: null }], message) ?? unexplained;
}

/** What a refusal says that names fields; null where it names none that we have a sentence for. */
export const refusalOfFields = (body: unknown): Refusal | null =>
  explained(
    complaintsOf(body).filter(({ field }) => field !== ''),
    '',
  );

/** The fields that an answer names, as far as they are names and nothing else. */
export const fieldsNamed = (body: unknown): readonly string[] => [
  ...new Set(complaintsOf(body).flatMap(({ field }) => (/^[\w.]{1,60}$/.test(field) ? [field] : []))),
];

function explained(complaints: readonly Complaint[], message: string): Refusal | null {
  for (const complaint of complaints) {
    const found = sentences.find(
      ({ field, code }) => field.test(complaint.field || message) && code.test(complaint.code),
    );
    if (found !== undefined) return found.refusal;
  }
  return null;
}

const unexplained: Refusal = {
  code: 'gradebook.conflict',
  reason: 'PowerSchool refuses these values without saying which one is wrong.',
  fix: 'Try to enter them in PowerTeacher Pro: it shows what it does not take.',
};

interface Sentence {
  readonly field: RegExp;
  readonly code: RegExp;
  readonly refusal: Refusal;
}

const say = (field: RegExp, code: RegExp, name: string, reason: string, fix: string): Sentence => ({
  field,
  code,
  refusal: { code: name, reason, fix },
});

const any = /^/;
const taken = /unique|duplicate|exists/i;
const long = /length|long|max/i;

/** The first that fits counts. Names of fields may come with what they are a field of in front. */
const sentences: readonly Sentence[] = [
  say(
    /AssignmentStudentAssociation/i, any, 'result.notAssigned',
    'This assignment is not given to this student: they left the class, or it is for other students only.',
    'Check in PowerTeacher Pro whom the assignment is given to, and that the student is still in the class.',
  ),
  say(
    /locked/i, any, 'gradebook.locked', 'The term is locked: its gradebook can no longer be changed.',
    'Have the term unlocked in PowerSchool, or leave this out.',
  ),
  say(
    any, /DiffersBetweenSections/i, 'lineItem.sharedAssignment',
    'The assignment is given to several classes, which must have everything in common but the due date.',
    'Change it in the same way for each of these classes.',
  ),
  say(
    /(^|\.)name$/i, taken, 'category.titleNotUnique',
    'The teacher has another category of the same name; case and spaces do not count (S12).',
    'Rename one of the two.',
  ),
  say(
    /(^|\.)name$/i, long, 'gradebook.titleTooLong',
    'The name is longer than PowerSchool allows: 50 characters for an assignment, 30 for a category (S4, S13).',
    'Shorten the name where it was given, or allow names to be shortened.',
  ),
  say(/(^|\.)name$/i, any, 'gradebook.titleMissing', 'PowerSchool wants a name.', 'Give it a name where it was made.'),
  say(
    /description$/i, any, 'lineItem.descriptionTooLong', 'The description is longer than 4,000 characters.',
    'Shorten the description where it was written.',
  ),
  say(
    /duedate$/i, any, 'lineItem.dueOutsideTerm', 'The due date is outside the term of the class, or is none.',
    'Set a due date within the term of the class.',
  ),
  say(
    /scoretype$/i, any, 'lineItem.scoreTypeUnknown', 'PowerSchool does not know the score type (S6).',
    'It must read POINTS, PERCENT, GRADESCALE or COLLECTED exactly.',
  ),
  say(
    /(scoreentrypoints|totalpointvalue|weight)$/i, any, 'lineItem.maximumInvalid', 'PowerSchool does not take the points possible.',
    'Set the points possible to a number that is not below zero.',
  ),
  say(
    /update_scores/i, any, 'lineItem.scoresDepend', 'Scores exist that depend on what would change.',
    'Change the score type or the points in PowerTeacher Pro, and decide there what becomes of the scores.',
  ),
  say(
    /categorytype$/i, any, 'category.ofDistrict', 'This category is the district’s: it cannot be removed for a teacher.',
    'Leave it; a teacher can hide it in PowerTeacher Pro.',
  ),
  say(
    /teachercategoryid$|in use/i, /^$/, 'category.inUse', 'Assignments are in this category, so it was not removed.',
    'Put these assignments in another category first.',
  ),
  say(
    /teachercategory/i, any, 'lineItem.categoryUnknown', 'The category is not one that this teacher uses in this class.',
    'Choose another category, or let this one apply to the class in PowerTeacher Pro.',
  ),
  say(
    /_assignmentsections|all sections/i, any, 'lineItem.sharedAssignment',
    'The assignment is given to several classes, and what was sent does not fit all of them.',
    'Change it in PowerTeacher Pro, or change it in the same way for each of these classes.',
  ),
  say(
    /actualscore/i, /gradescale/i, 'result.letterUnknown', 'The letter is not in the grade scale of the class.',
    'Use a letter of that grade scale, or add it in PowerSchool.',
  ),
  say(
    /actualscore/i, /number/i, 'result.scoreNotANumber', 'PowerSchool takes only a number here.',
    'Enter a number where the score was given.',
  ),
  say(
    /actualscore/i, /notscored/i, 'result.notScored', 'This assignment is only collected; it takes no score.',
    'Change its score type, or clear the score where it was given.',
  ),
  say(
    /actualscore/i, long, 'result.entryTooLong', 'The score is longer than the 30 characters that PowerSchool has for it.',
    'Shorten it where it was given.',
  ),
  say(
    /actualscore|scorepoints|scorepercent/i, any, 'result.scoreInvalid', 'PowerSchool does not take this score.',
    'Enter the score in PowerTeacher Pro, which shows what it does not take.',
  ),
]; // prettier-ignore
