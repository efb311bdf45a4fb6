import type { Retention } from '../../../shared/integration/retention.ts';
import type { OldDataView } from '../../../shared/ipc/contract/retention.ts';

const numbers = new Intl.NumberFormat('en-US');

export const retentionFields: Readonly<Record<keyof Retention, { readonly label: string; readonly hint: string }>> = {
  historyDays: {
    label: 'History of values',
    hint: 'What values were before they changed. The local copy can be browsed as of an earlier sync as far back as this.',
  },
  removedDays: {
    label: 'Removed records',
    hint: 'Records that are gone from PowerSchool. One whose removal the partner has not followed yet is kept.',
  },
  runDays: { label: 'Reports of syncs', hint: 'Figures and messages. The newest sync is always kept.' },
  planDays: {
    label: 'Plans and receipts',
    hint: 'What was written, with the values from before. Without its receipts a sync cannot be undone.',
  },
  accessLogDays: { label: 'Access log', hint: 'Who exported what. Keep it as long as the records of which it tells.' },
};

export const retentionTexts = {
  title: 'How long it is kept',
  lead: 'After each sync, what is older is removed from the files of this computer and overwritten there. What syncing needs is never removed: current records, decisions in force, and what is still to be written.',
  forEver: 'For ever',
  days: (label: string) => `${label}, in days`,
  forEverOf: (label: string) => `${label}: for ever`,
  purgeTitle: 'Purge now',
  purgeText:
    'Removes what is older at once, thoroughly: also what changed records left behind in the files, and copies that were made before an update of Grade Sync. This cannot be undone.',
  saveFirst: 'Save the changes first: a purge goes by what is saved.',
  look: 'Show what would go',
  rows: {
    history: 'Former values',
    removed: 'Removed records',
    runs: 'Reports of syncs',
    plans: 'Plans',
    receipts: 'Receipts',
    undoable: 'Syncs that can no longer be undone',
    accessLog: 'Lines of the access log',
  } satisfies Record<keyof OldDataView, string>,
  nothingOld: 'Nothing is older than it is to be kept. A purge still clears what changed records left behind.',
  undoable: (count: number) =>
    count === 1
      ? '1 sync can no longer be undone after this.'
      : `${numbers.format(count)} syncs can no longer be undone after this.`,
  typeName: (name: string) => `To go on, type its name: ${name}`,
  purge: 'Purge now',
  purged: 'Purged.',
  deleteTitle: 'Delete all local data of this integration',
  deleteText:
    'Removes rosters, gradebook, history, reports, plans and receipts from this computer. Settings, secrets and the access log stay, and nothing changes in PowerSchool or at the partner. No sync can be undone afterwards, and the next one reads everything anew.',
  delete: 'Delete all local data',
  deleted: 'Deleted. The next sync reads everything anew.',
} as const;
