import type { IssueGroup } from '../../../shared/ipc/contract/issues.ts';

/** Everything that the page of issues says. */
export const texts = {
  title: 'Issues',
  lead: 'Records that came as they are, but with something to put right at the source.',
  none: 'No record has an issue.',
  noneLeft: 'No issue passes the filters.',
  filters: 'Filters',
  severity: 'Severity',
  entity: 'Records',
  school: 'School',
  text: 'Cause, name or PowerSchool ID',
  all: 'All',
  district: 'District',
  clear: 'Clear the filters',
  ofRun: 'Only what this sync found and what still stands is shown.',
  allIssues: 'Show all issues',
  whatToDo: 'What to do',
  showRecords: 'Show the records',
  hideRecords: 'Hide the records',
  more: 'Show more',
  wholeListing: 'The whole listing',
  columns: { name: 'Name', powerSchoolId: 'PowerSchool ID', school: 'School', message: 'What is wrong' },
} as const;

export const severityWords: Readonly<Record<IssueGroup['severity'], string>> = { error: 'Error', warning: 'Warning' };
