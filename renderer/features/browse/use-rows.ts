import { useDebouncedCallback } from '@mantine/hooks';
import { useQueries, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { RowSource } from '../../components/grid/row-source.ts';
import type { RowRange } from '../../components/grid/tall-scroll.ts';

/** Rows are asked for in blocks of so many, at fixed places, so that each comes once. */
const blockRows = 25;
/** While one scrolls on, what is flown over is not asked for. */
const gatherMs = 80;
/** Blocks out of sight are kept for a while, not for ever. */
const keepMs = 60_000;

export interface Page<Row> {
  /** Null where counting takes longer than reading; the caller knows it from elsewhere then, or not yet. */
  readonly total: number | null;
  readonly rows: readonly Row[];
}

export interface WindowedRows<Row> extends RowSource<Row> {
  /** False until the first block of this very list has come. */
  readonly hasCome: boolean;
  /** False while `total` is not the whole yet. */
  readonly isCounted: boolean;
  readonly error: Error | null;
}

/**
 * Rows of a list on the backend, fetched where they are drawn. `key` stands for the list with its order and filters; until another list's first
 * block has come, the number of rows is that of the last.
 */
export function useRows<Row>(
  key: QueryKey,
  fetch: (offset: number, limit: number) => Promise<Page<Row>>,
  keyOf: (row: Row) => string,
  counted: number | undefined,
): WindowedRows<Row> {
  const queries = useQueryClient();
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 });
  const want = useDebouncedCallback(setRange, { delay: gatherMs, leading: true, maxWait: 4 * gatherMs });

  const block = (at: number) => ({
    queryKey: [...key, at],
    queryFn: () => fetch(at * blockRows, blockRows),
    gcTime: keepMs,
  });
  const first = blockOf(Math.max(0, range.first));
  const count = Math.max(1, blockOf(range.last) - first + 1);
  const results = useQueries({ queries: Array.from({ length: count }, (_, at) => block(first + at)) });

  const known = results.find(({ data }) => typeof data?.total === 'number')?.data?.total ?? counted;
  const hasCome = results.some(({ data }) => data !== undefined);
  // While it is being counted, there are at least the rows that have come.
  const atLeast = results.reduce(
    (most, { data }, at) => Math.max(most, (first + at) * blockRows + (data?.rows.length ?? 0)),
    0,
  );
  const [lastTotal, setLastTotal] = useState(0);
  if (known !== undefined && known !== lastTotal) setLastTotal(known);

  return {
    total: known ?? (hasCome ? atLeast : lastTotal),
    isCounted: known !== undefined,
    at: (place) => queries.getQueryData<Page<Row>>([...key, blockOf(place)])?.rows[place % blockRows],
    keyOf,
    want,
    async load({ first: from, last: to }) {
      const pages: Page<Row>[] = [];
      for (let at = blockOf(from); at <= blockOf(to); at++) pages.push(await queries.fetchQuery(block(at)));
      const start = blockOf(from) * blockRows;
      return pages.flatMap((page) => page.rows).slice(from - start, to - start + 1);
    },
    hasCome,
    error: results.find((result) => result.error !== null)?.error ?? null,
  };
}

const blockOf = (place: number): number => Math.floor(place / blockRows);
