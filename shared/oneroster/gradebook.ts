import { userKind, type EntityShape } from './entity.ts';

/**
 * OneRoster Category: one per PowerSchool category and class it applies to (S14, S31), so `sourceKey` is the category's
 * number and `sourceSubkey` the class's. Metadata: `userDcid` (S10), `TermID` (S11), `categoryId` (S15).
 */
export const category: EntityShape = {
  type: 'category',
  columns: [
    { name: 'title', kind: 'text' },
    { name: 'weight', kind: 'number' },
    { name: 'class', kind: 'ref', from: 'sourceSubkey', target: 'class' },
    { name: 'ownerKey', kind: 'ref', path: 'teacher', target: 'user', targetSubkey: userKind.staff },
    { name: 'metadata', kind: 'json' },
  ],
};

/** OneRoster LineItem (S3): one per assignment and class (S32). Metadata: `scoreType` (S5–S7) and what the standard lacks. */
export const lineItem: EntityShape = {
  type: 'lineItem',
  columns: [
    { name: 'title', kind: 'text' },
    { name: 'description', kind: 'text' },
    { name: 'assignDate', kind: 'date' },
    { name: 'dueDate', kind: 'date' },
    { name: 'resultValueMin', kind: 'number' },
    { name: 'resultValueMax', kind: 'number' },
    { name: 'classKey', kind: 'ref', path: 'class', target: 'class' },
    { name: 'categoryKey', kind: 'ref', path: 'category', target: 'category', targetSubkey: 'classKey' },
    { name: 'sessionKey', kind: 'ref', path: 'academicSession', target: 'academicSession' },
    { name: 'school', kind: 'ref', from: 'schoolKey', target: 'org' },
    { name: 'scoreType', kind: 'text', path: 'metadata.scoreType' },
    { name: 'metadata', kind: 'json' },
  ],
};

/**
 * OneRoster Result: one per assignment and student (S33), `sourceKey` the assignment's number and `sourceSubkey` the student's.
 * Blank, zero, missing, exempt, late, incomplete, collected and absent stay apart: each flag has its own column.
 */
export const result: EntityShape = {
  type: 'result',
  // The id lacks the class (S33): the same student in two classes of one assignment is one result.
  tieBreak: 'lineItemSubkey',
  columns: [
    { name: 'lineItemSubkey', kind: 'hidden' },
    { name: 'lineItem', kind: 'ref', from: 'sourceKey', target: 'lineItem', targetSubkey: 'lineItemSubkey' },
    { name: 'student', kind: 'ref', from: 'sourceSubkey', target: 'user', targetSubkey: userKind.student },
    { name: 'classKey', kind: 'ref', path: 'class', target: 'class' },
    { name: 'scoreStatus', kind: 'text' },
    { name: 'score', kind: 'number' },
    { name: 'textScore', kind: 'text' },
    { name: 'scoreDate', kind: 'date' },
    { name: 'comment', kind: 'text' },
    { name: 'late', kind: 'boolean' },
    { name: 'missing', kind: 'boolean' },
    { name: 'incomplete', kind: 'boolean' },
    { name: 'exempt', kind: 'boolean', path: 'metadata.exempt' },
    { name: 'collected', kind: 'boolean', path: 'metadata.collected' },
    { name: 'absent', kind: 'boolean', path: 'metadata.absent' },
    { name: 'percent', kind: 'number', path: 'metadata.percent' },
    { name: 'letterGrade', kind: 'text', path: 'metadata.letterGrade' },
    { name: 'entered', kind: 'text', path: 'metadata.scoreEntered' },
    { name: 'metadata', kind: 'json' },
  ],
};
