import type { AttributeChange, Conflict, ItemState, PlanItem, PlanSummary } from '../../../shared/exchange/plan.ts';
import type { Side } from '../../../shared/exchange/exchanged.ts';

/** Everything that the plan's screens say. */
export const planTexts = {
  title: 'Plan',
  lead: 'Every change before it happens. Nothing is written before you say so.',
  none: 'There is no plan yet. In a 2-Way Sync, “Sync now” on Home reads both ends and makes one; an import writes nowhere and needs none.',
  noChanges: 'Both ends agree: there is nothing to write.',
  onlyConflicts: 'Beside that there is nothing to write.',
  choose: 'Plan',
  showRequest: 'Show the request',
  hideRequest: 'Hide the request',
  request: 'The request as it would be sent',
  requestNote:
    'As it would be sent, without the sign-in. In an update, what stands there and does not change goes along with it; scores of one line item go out together.',
  requestWaits: 'What this belongs to is written first: 0 stands for the number that PowerSchool gives it then.',
  copyRequest: 'Copy',
  requestCopied: 'Copied.',
  changes: 'Changes',
  conflicts: 'For you to decide',
  noConflicts: 'There is nothing to decide.',
  count: (count: string) => `${count} ${count === '1' ? 'change' : 'changes'}`,
  showSchool: 'Show the classes',
  hideSchool: 'Hide the classes',
  totals: 'Changes by kind',
  totalsHead: { create: 'New', update: 'Changed', delete: 'Removed', blocked: 'Kept back', leftOut: 'Left out' },
  filters: 'Narrow the changes down',
  to: 'Written to',
  records: 'Records',
  action: 'Change',
  state: 'State',
  search: 'Class',
  all: 'All',
  clear: 'Show all',
  nothingFound: 'No change fits.',
  underWay: 'A sync is under way. The plan can be changed and written when it has ended.',
  leaveOut: 'Leave out',
  putBack: 'Put back',
  show: 'Show the changes',
  hide: 'Hide the changes',
  more: 'Show more',
  district: 'District',
  attribute: 'Attribute',
  old: 'Now',
  new: 'Then',
  why: 'Why',
  blank: 'blank',
  approve: 'Approve and write',
  approveTitle: 'Write this plan',
  accuracy: 'The accuracy of the data is the district’s responsibility.',
  by: 'Your name',
  note: 'Note',
  typed: (count: number) => `This plan does more than usual. Type ${count} to write it all the same`,
  undoTitle: 'This plan takes an earlier sync back.',
  keep: {
    powerschool: 'Take PowerSchool’s',
    partner: 'Take the partner’s',
    own: 'Enter another value',
    always: 'Always take this end',
  },
  own: 'Value for both ends',
  save: 'Save',
  decided: 'Decided. It is written with the next plan: sync again.',
  alwaysDone: 'From the next sync on this end is master of this attribute.',
  csv: 'Download as CSV',
  print: 'Print or save as PDF',
  part: (count: string) => `The first ${count} changes. All of them are in the CSV.`,
  paperHead: ['Where', 'Record', 'What', 'Values', 'State'],
} as const;

export const sideWords: Readonly<Record<Side, string>> = { powerschool: 'PowerSchool', partner: 'the partner' };

export const sideNames: Readonly<Record<Side, string>> = { powerschool: 'PowerSchool', partner: 'Partner' };

export const recordWords: Readonly<Record<PlanItem['entity'], string>> = {
  category: 'Categories',
  lineItem: 'Line items',
  result: 'Results',
};

export const actionWords: Readonly<Record<PlanItem['action'], string>> = {
  create: 'new',
  update: 'changed',
  delete: 'removed',
};

export const itemStateWords: Readonly<Record<ItemState, string>> = {
  planned: 'Planned',
  leftOut: 'Left out',
  blocked: 'Kept back',
  stale: 'Held back: changed since',
  applied: 'Written',
  rejected: 'Refused',
  unconfirmed: 'Not confirmed',
  skipped: 'Not written: it depends on another',
};

export const planStateWords: Readonly<Record<PlanSummary['state'], string>> = {
  open: 'Waiting for you',
  approved: 'Approved',
  applied: 'Written',
  superseded: 'Replaced by a newer one',
};

/** Why a value is written; `other` is the end that it comes from. */
export const reasonWords: Readonly<Record<AttributeChange['reason'], (other: string) => string>> = {
  new: (other) => `New in ${other}`,
  changed: (other) => `Changed in ${other} only`,
  master: (other) => `${other} is master of this attribute`,
  overwrite: (other) => `Changed here, but ${other} always overwrites`,
  empty: (other) => `Blank here, filled in ${other}`,
  decision: () => 'You decided so',
  gone: (other) => `Deleted in ${other}`,
  undo: () => 'As it was before',
  fix: () => 'Put right automatically',
};

export const conflictWords: Readonly<Record<Conflict['kind'], string>> = {
  both: 'Both ends changed it, and neither is master of it.',
  protected: 'A “do not override” rule protects the value that would be replaced.',
  deleted: 'One end deleted it, the other still has it.',
  ambiguous: 'More than one record could be its counterpart.',
};

/** What was written, on the report of a run. */
export const receiptTexts = {
  title: 'Receipts',
  show: 'Show what was written',
  hide: 'Hide what was written',
  more: 'Show more',
  undo: 'Undo this sync',
  verify: 'Check the receipts',
  whole: 'The receipts are whole: none was changed, and none is missing.',
  broken: (number: number) => `The receipts are not whole: number ${number} was changed, or one before it is missing.`,
  noAnswer: 'no answer',
  open: 'Sent, not looked at yet',
  seal: 'Seal',
  export: 'Receipts as CSV',
  close: 'Close',
  print: 'Print or save as PDF',
  part: (count: string) => `The first ${count} receipts. All of them are in the CSV.`,
  school: 'School',
  allSchools: 'All schools',
  teacher: 'Teacher',
  teacherHint: 'Who leads the class now.',
  allTeachers: 'All teachers',
  bom: 'For older versions of Excel: begin with the mark of UTF-8',
} as const;
