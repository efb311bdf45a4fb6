import type { Cell } from '../../../shared/ipc/contract/browse.ts';
import { eachIssue, type IssueFilter } from '../issue-lists.ts';
import { writeOneTable, type OneTable } from './grid-export.ts';
import type { Database } from 'better-sqlite3';

/** What is wrong with single records, as one file. */
export interface IssueExportJob extends OneTable {
  readonly filter: IssueFilter;
}

const header = ['Severity', 'Records', 'Name', 'PowerSchool ID', 'Sourced ID', 'School', 'What is wrong', 'What to do'];

/** A line per issue that passes the filter, in the order in which they were found. Throws as `exportGrid`. */
export function exportIssues(
  db: Database,
  job: IssueExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  function* rows(): Iterable<readonly Cell[]> {
    for (const { severity, entity, name, powerSchoolId, sourcedId, partner, school, message, fix } of eachIssue(
      db,
      job.filter,
    )) {
      const isOfPartner = partner !== null;
      yield [severity, entity, name, isOfPartner ? null : powerSchoolId, partner ?? sourcedId, school, message, fix];
    }
  }
  return writeOneTable(job, header, rows(), onProgress, signal);
}
