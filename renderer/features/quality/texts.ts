import type { QualityOutcome } from '../../../shared/ipc/contract/quality.ts';

export const qualityTexts = {
  title: 'Data quality',
  lead: 'What a careful look at the local copy finds, counted again after every sync. Nothing here stops a sync.',
  nothingYet: 'Data quality is counted after the first sync.',
  allClean: 'No rule has found anything.',
  clean: 'Rules that found nothing',
  notApplied: 'Counted at the next sync',
  whatToDo: 'What to do',
  allSchools: 'All schools',
  district: 'District',
  showRecords: 'Show the records',
  hideRecords: 'Hide the records',
  more: 'Show more',
  none: 'The records are no longer there: the page was counted before the last sync.',
  columns: { name: 'Name', powerSchoolId: 'PowerSchool ID', school: 'School' },
} as const;

export const severityWords: Readonly<Record<QualityOutcome['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

export const severityColors: Readonly<Record<QualityOutcome['severity'], string>> = {
  error: 'red',
  warning: 'yellow',
  note: 'gray',
};
