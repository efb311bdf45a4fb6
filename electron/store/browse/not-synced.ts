import { columnsOf } from '../../../shared/browse/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Browse } from './browse-api.ts';

const nothing = (): never => {
  throw new AppError('browse.unknownRecord', 'stop', 'Nothing has been synced yet.', { fix: 'Sync first.' });
};
const empty = { total: 0, version: '0' };

/** Data browsing before the first sync. */
export const notSyncedYet: Browse = {
  columns: ({ view }) => ({ columns: [...columnsOf(view)], metadataKeys: [] }),
  page: () => Promise.resolve({ rows: [], ...empty }),
  count: () => empty,
  patientPage: () => Promise.resolve({ rows: [], ...empty }),
  patientCount: () => Promise.resolve(empty),
  eachRow: () => [],
  categoryGroups: () => ({ rows: [], total: 0 }),
  record: nothing,
  related: nothing,
  search: () => [],
  sheetData: nothing,
  comparedRuns: nothing,
  countDifferences: nothing,
  differences: nothing,
  eachDifference: () => [],
  close: () => {},
};
