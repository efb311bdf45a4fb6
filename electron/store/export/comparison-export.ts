import { columnsOf } from '../../../shared/browse/columns.ts';
import { browseViews, viewEntity } from '../../../shared/browse/views.ts';
import type { Cell } from '../../../shared/ipc/contract/browse.ts';
import type { DifferentRecord } from '../../../shared/ipc/contract/compare.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { Comparison, DifferencesWanted } from '../compare/comparison.ts';
import { exportText, writeOneTable, type OneTable } from './grid-export.ts';

/** What two runs make different, as one file. */
export interface ComparisonExportJob extends OneTable {
  readonly wanted: DifferencesWanted;
}

/** A line per record, with two columns per attribute: before and after. Those that did not change are empty. Throws as `exportGrid`. */
export function exportComparison(
  comparison: Comparison,
  job: ComparisonExportJob,
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const columns = columnsCompared(job.wanted.entity);
  const header = [
    'Record',
    'PowerSchool ID',
    'Sourced ID',
    'School',
    ...columns.flatMap(({ label }) => [`${label}, before`, `${label}, after`]),
    'Other changes',
  ];
  function* rows(): Iterable<readonly Cell[]> {
    for (const record of comparison.eachDifference(job.wanted))
      yield cellsOf(
        record,
        columns.map(({ id }) => id),
      );
  }
  return writeOneTable(job, header, rows(), onProgress, signal);
}

function columnsCompared(entity: EntityType) {
  const view = browseViews.find((one) => viewEntity[one] === entity) ?? 'schools';
  const left = new Set(['powerSchoolId', 'sourcedId', 'status', 'dateLastModified', 'metadata']);
  return columnsOf(view).filter(({ id }) => !left.has(id));
}

function cellsOf(
  { title, powerSchoolId, sourcedId, school, changes }: DifferentRecord,
  ids: readonly string[],
): Cell[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const others = changes.filter(({ id }) => !ids.includes(id));
  return [
    title,
    powerSchoolId,
    sourcedId,
    school,
    ...ids.flatMap((id) => [byId.get(id)?.old ?? null, byId.get(id)?.new ?? null]),
    others.map(({ label, old, new: now }) => `${label}: ${exportText(old)} → ${exportText(now)}`).join('; '),
  ];
}
