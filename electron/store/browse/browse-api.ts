import type { z } from 'zod';
import type {
  browseRequests,
  gridQuerySchema,
  BrowseRecord,
  GridRow,
  SearchHit,
  SheetData,
} from '../../../shared/ipc/contract/browse.ts';
import type { Comparison } from '../compare/comparison.ts';

type Requests = typeof browseRequests;
type In<N extends keyof Requests> = Omit<z.output<Requests[N]['input']>, 'integrationId' | 'ticket'>;
type Out<N extends keyof Requests> = z.output<Requests[N]['output']>;

/** A grid: which rows, in which order. See `gridQuerySchema`. */
export type GridQuery = Omit<z.output<typeof gridQuerySchema>, 'integrationId'>;
export interface GridWindow {
  readonly offset: number;
  readonly limit: number;
}
export type GridPage = Out<'browse.page'>;
export type GridCount = Out<'browse.count'>;

/**
 * Everything that Data browsing asks of a local copy; read-only. Throws AppError `browse.unknownColumn`, `browse.invalidFilter`,
 * `browse.unknownRecord`, `browse.unknownRun`.
 */
export interface Browse extends Comparison {
  columns(input: In<'browse.columns'>): Out<'browse.columns'>;
  /** Undefined where it would take longer than a screen may wait: ask `patientPage` then, on a thread of its own. */
  page(query: GridQuery & GridWindow): Promise<GridPage | undefined>;
  count(query: GridQuery): GridCount | undefined;
  /** However long it takes; other calls are answered meanwhile. Rejects with AppError `browse.superseded` when `signal` is aborted. */
  patientPage(query: GridQuery & GridWindow, signal: AbortSignal): Promise<GridPage>;
  patientCount(query: GridQuery, signal: AbortSignal): Promise<GridCount>;
  /** Every row of a grid in its order, for copies and exports. */
  eachRow(query: GridQuery): Iterable<GridRow>;
  categoryGroups(input: In<'browse.categoryGroups'>): Out<'browse.categoryGroups'>;
  record(input: In<'browse.record'>): BrowseRecord;
  related(input: In<'browse.related'>): Out<'browse.related'>;
  search(input: In<'browse.search'>): SearchHit[];
  sheetData(input: In<'browse.sheetData'>): SheetData;
  close(): void;
}
