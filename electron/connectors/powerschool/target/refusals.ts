import type { AppError } from '../../../../shared/errors.ts';
import { isRecord } from '../api/envelopes.ts';
import { isResubmit } from '../api/write-answers.ts';
import { missingFields } from '../api/missing-fields.ts';
import type { WriteRequest } from '../api/powerschool-api.ts';
import { conflictRefusal, fieldsNamed, refusalOfFields } from './conflicts.ts';

/** Why something was surely not done. The server's own sentences stay out: they may hold anything. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
}

const sayPlugin =
  'Install the plugin that this application builds for this integration, and approve all its data access requests.';

/** An answer that says no (reference §4.4); null where it does not say whether it was done. */
export function refusalOf(status: number, text: string, body: unknown, request: WriteRequest): Refusal | null {
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : '';
  if (status >= 500) return /^Unable to find \S*AssignmentSection\b/i.test(message) ? lineItemGone : null;
  if (status < 400 || status === 408 || status === 425) return null;
  if (status === 403) return forbidden(message || text, body);
  if (status === 404) return notThere;
  if (status === 409) return conflictRefusal(body);
  if (status === 412) return isResubmit(request, { status, text }) ? resubmitTwice : hasScores;
  if (status === 413 || status === 414) return tooLarge;
  return refusalOfFields(body) ?? notUnderstood(status, fieldsNamed(body));
}

/** The same for what had to be read before the write; null where the whole push must end. */
export function refusalOfReading({ code, message, fix }: AppError): Refusal | null {
  if (code === 'gradebook.notTeacher') return notTeacher;
  if (code === 'remote.notFound') return notThere;
  return code === 'remote.badRequest' ? { code: 'gradebook.badRequest', reason: message, fix: fix ?? sayPlugin } : null;
}

function notUnderstood(status: number, fields: readonly string[]): Refusal {
  const named = fields.length === 0 ? '' : ` It names ${fields.join(', ')}.`;
  return {
    code: 'gradebook.badRequest',
    reason: `PowerSchool does not understand the request (${status}).${named}`,
    fix: 'Check that PowerSchool’s version is supported; if it is, send a support file to support.',
  };
}

export const lineItemGone: Refusal = {
  code: 'lineItem.gone',
  reason: 'The assignment is no longer in PowerSchool.',
  fix: 'Sync again: the plan then takes into account that it was removed.',
};

export const notThere: Refusal = {
  code: 'gradebook.gone',
  reason: 'PowerSchool no longer has this record, or the teacher or class that it belongs to.',
  fix: 'Sync again: the plan then takes into account what was removed.',
};

const notTeacher: Refusal = {
  code: 'gradebook.notTeacher',
  reason: 'PowerSchool says that this teacher does not teach this class, so nothing can be written in their name.',
  fix: 'Check the lead teacher and the co-teachers of the section in PowerSchool, then sync again.',
};

const hasScores: Refusal = {
  code: 'lineItem.hasScores',
  reason: 'The assignment has scores in PowerSchool, so it was not removed.',
  fix: 'Leave it, or remove it in PowerTeacher Pro together with its scores.',
};

const tooLarge: Refusal = {
  code: 'gradebook.tooLarge',
  reason: 'This is too large for PowerSchool.',
  fix: 'Shorten the description of the line item or the comment on the score, then sync again.',
};

const resubmitTwice: Refusal = {
  code: 'gradebook.busy',
  reason: 'PowerSchool asked twice to send this again later. Nothing was changed.',
  fix: 'Sync again later, when nobody works on this gradebook.',
};

function forbidden(message: string, body: unknown): Refusal {
  if (/^User does not teach section/i.test(message)) return notTeacher;
  const fields = missingFields(body, message, { surface: 'xte', name: '' });
  if (fields.length === 0) {
    return {
      code: 'rights.refused',
      reason: 'PowerSchool does not let the plugin write to the gradebook.',
      fix: sayPlugin,
    };
  }
  return {
    code: 'rights.columnsMissing',
    reason: `The plugin may not write ${fields.length === 1 ? 'a column' : `${fields.length} columns`} of the gradebook.`,
    fix: `${sayPlugin} Lines that its access_request lacks:\n${fields.map(fullAccess).join('\n')}`,
  };
}

function fullAccess(field: string): string {
  const [table = '', column = ''] = field.split('.');
  return `<field table="${table}" field="${column}" access="FullAccess"/>`;
}

const lacking = {
  teacher: ['no teacher answers for the class', 'Give the section a lead teacher in PowerSchool.'],
  class: [
    'it is not known which class it is of',
    'Sync again; if it stays, check that the class is still in PowerSchool.',
  ],
  lineItem: [
    'it is not known which assignment it is of',
    'Sync again; if it stays, check that the assignment is still there.',
  ],
  student: [
    'it is not known which student it is of',
    'Sync again; if it stays, check that the student is still in PowerSchool.',
  ],
  weight: ['it has no weight', 'Give the category a weight, 1 for the usual one.'],
  title: ['it has no name', 'Give it a name where it was made.'],
  dueDate: ['it has no due date', 'Give it a due date within the term of the class.'],
  maximum: ['it has no points possible', 'Give it points possible, also where it is graded by letters.'],
  category: ['it is in no category', 'Put it in one of the teacher’s categories.'],
  value: ['nothing in it can be written there', 'Leave it out of the plan.'],
} as const satisfies Record<string, readonly [string, string]>;

/** PowerSchool cannot take a record that lacks something. */
export function incomplete(what: keyof typeof lacking): Refusal {
  const [reason, fix] = lacking[what];
  return {
    code: `gradebook.no${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    reason: `PowerSchool cannot take this: ${reason}.`,
    fix,
  };
}
