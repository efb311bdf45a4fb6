import type { RemapEvidence, RemapKind, RemapProposal } from '../../../shared/exchange/remap.ts';
import type { RemapBatch, RemapPreview } from '../../../shared/ipc/contract/remap.ts';
import { formatCount, formatNumber } from '../../components/format.ts';

/** Everything that the re-mapping tool says. */
export const remapTexts = {
  title: 'Re-map ids',
  lead: 'Records that look the same under another id. Nothing of them is written before you decide. The next sync carries your decision out.',
  none: 'No record looks like another under a new id.',
  noneOfThese: 'None fits this filter.',
  proposals: 'To decide',
  search: 'Name or id',
  kind: 'What happened',
  allKinds: 'All',
  verdict: 'Show',
  accept: 'They are the same',
  refuse: 'They are not',
  acceptAll: 'Accept all that are certain or likely',
  refuseAll: 'Refuse all of these',
  refuseQuestion:
    'Refuse every one that fits this filter? Each then stays a record of its own at both ends. You can take it back until the next sync.',
  refuseConfirm: 'Refuse them',
  preview: 'Before you accept',
  confirm: 'Accept',
  cancel: 'Cancel',
  more: 'Show more',
  powerschool: 'PowerSchool',
  partner: 'Partner',
  evidence: 'What speaks for it',
  decision: 'Decision',
  record: 'Record',
  decisions: 'Decisions',
  undo: 'Take back',
  unmatched: 'Without a counterpart',
  importTitle: 'A list of old and new ids',
  importLead:
    'A CSV file with the columns entity, oldId, newId. An id may be a sourcedId, a PowerSchool ID, or a student, staff, section, course or school number. The pairs are added to the list above; nothing is linked before you accept them.',
  choose: 'Choose a file',
  unnamed: 'Lines that name no record',
  several: 'Lines that name more than one record: nothing is guessed',
} as const;

/** What the tool says of a district that was connected before. */
export const formerTexts = {
  title: 'Connected before?',
  expected: 'This district was connected before, and its records have other ids there',
  hint: 'Production is then not written to before its ids are matched and somebody has confirmed it.',
  blocked: 'Production waits until the ids are matched',
  left: (open: number, isCompared: boolean): string => {
    if (!isCompared) return 'The two ends have not been compared yet: make a plan with Sync now.';
    if (open === 0) return 'Nothing certain or likely is left to decide.';
    return `${formatCount(open, 'record is', 'records are')} left to decide below.`;
  },
  by: 'Your name',
  settle: 'Confirm: the ids are matched',
  settled: (by: string, at: string): string => `${by} confirmed on ${at} that the ids are matched.`,
} as const;

export const kindWords: Readonly<Record<RemapKind, string>> = {
  partnerRenumbered: 'New id at the partner',
  powerschoolRenumbered: 'New id in PowerSchool',
  swapped: 'Two ids were exchanged',
  unlinked: 'Not linked yet',
  ambiguous: 'More than one fits',
  file: 'From your file',
};

export const strengthWords: Readonly<Record<RemapProposal['strength'], string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

const evidenceWords: Readonly<Record<RemapEvidence['kind'], string>> = {
  number: 'same number',
  email: 'same e-mail',
  name: 'same name',
  school: 'same school',
  code: 'same section or course number',
  title: 'same name',
  term: 'same term',
  dueDate: 'same due date',
  scores: 'scores under the new id',
  roster: 'of class in common',
  items: 'line items under the new id',
};

export const evidenceSentence = (evidence: readonly RemapEvidence[]): string =>
  evidence
    .map(({ kind, same, of }) =>
      same === null
        ? evidenceWords[kind]
        : `${formatNumber(same)}${of === null ? '' : ` of ${formatNumber(of)}`} ${evidenceWords[kind]}`,
    )
    .join(', ');

export const verdictWords = { open: 'Undecided', accepted: 'Accepted', refused: 'Refused' } as const;

export const previewSentence = ({ links, replaced, held }: RemapPreview): string => {
  const waiting = held.create + held.update + held.delete;
  const gone = `${formatNumber(held.create)} new, ${formatNumber(held.update)} changed, ${formatNumber(held.delete)} removed`;
  return [
    `${formatNumber(links)} links are made, ${formatNumber(replaced)} old ones end.`,
    waiting === 0
      ? 'No change of the last plan waits for this.'
      : `${formatNumber(waiting)} held changes of the last plan go (${gone}) and are compared anew.`,
    'All of it happens at once in the next sync, or none.',
  ].join(' ');
};

export const batchSentence = ({ verdict, records }: RemapBatch): string =>
  `${formatNumber(records)} ${records === 1 ? 'pair' : 'pairs'} ${verdict}`;

export const batchStateWords: Readonly<Record<RemapBatch['state'], string>> = {
  undoable: '',
  undone: 'Taken back',
  sealed: 'A sync has written since: it cannot be taken back any more.',
};

export const aloneSentence = (powerschool: number, partner: number): string =>
  `${formatNumber(powerschool)} in PowerSchool and ${formatNumber(partner)} at the partner have nothing at the other end that they could be.`;

export const importSentence = (proposed: number, linkedAlready: number): string =>
  `${formatCount(proposed, 'pair', 'pairs')} to decide, ${formatNumber(linkedAlready)} linked already.`;
