import { useQuery } from '@tanstack/react-query';
import type { GridRow } from '../../../shared/ipc/contract/browse.ts';
import { useClient } from '../../api/client-context.ts';
import { countQuery, rowsKey, type GridQuery } from './queries.ts';
import { useRows, type WindowedRows } from './use-rows.ts';

/** The rows of a list. Where their number takes longer to know than the first rows, it comes after them. */
export function useGridRows(query: GridQuery): WindowedRows<GridRow> {
  const client = useClient();
  const counted = useQuery({ ...countQuery(client, query), enabled: false });
  const rows = useRows<GridRow>(
    rowsKey(query),
    (offset, limit) => client.call('browse.page', { ...query, offset, limit }),
    ({ sourcedId }) => sourcedId,
    counted.data?.total,
  );
  useQuery({ ...countQuery(client, query), enabled: rows.hasCome && !rows.isCounted });
  return rows;
}
