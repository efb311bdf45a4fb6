import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { contentColumns, columnList, quote } from '../sql.ts';

/** What to read from: null for the local copy as it is, the number of a run for the local copy as that run left it. */
export type AsOf = number | null;

/**
 * An entity's table, or what it was: rows that came later are not there, rows removed later are, and each attribute is what it was
 * before the first change since (`history`). `removedToo`: with what was gone by then, as the table itself has it; it still has a name.
 */
export function relation(entity: EntityType, asOf: AsOf, removedToo = false): string {
  const live = `main.${quote(entity)}`;
  if (asOf === null) return live;
  const columns = contentColumns(entity);
  const since = `FROM main.history AS h WHERE h.entity = '${entity}' AND h.sourceKey = e.sourceKey AND h.sourceSubkey = e.sourceSubkey AND h.run > ${asOf}`;
  const then = (column: string): string =>
    `CASE WHEN EXISTS (SELECT 1 ${since} AND h.attribute = '${column}')
       THEN (SELECT h.old ${since} AND h.attribute = '${column}' ORDER BY h.run, h.rowid LIMIT 1) ELSE e.${quote(column)} END AS ${quote(column)}`;
  const lives = `${since} AND h.attribute IS NULL AND h.change IN ('created', 'removed') ORDER BY h.run, h.rowid LIMIT 1`;
  // A record that came back says in its history when its life before had begun.
  const began = `coalesce((SELECT h.old ${since} AND h.attribute IS NULL AND h.change = 'created' ORDER BY h.run, h.rowid LIMIT 1), e.createdRun)`;
  return `(
    SELECT e.rowid AS rowid, e.sourceKey, e.sourceSubkey, ${columnList(columns, 'e')}, e.dateLastModified, NULL AS removedRun
      FROM ${live} AS e WHERE e.changedRun <= ${asOf}${removedToo ? '' : ' AND e.removedRun IS NULL'}
    UNION ALL
    SELECT e.rowid AS rowid, e.sourceKey, e.sourceSubkey, ${columns.map(then).join(', ')},
      (SELECT startedAt FROM main.run WHERE number = coalesce((SELECT max(h.run) FROM main.history AS h WHERE h.entity = '${entity}'
        AND h.sourceKey = e.sourceKey AND h.sourceSubkey = e.sourceSubkey AND h.run <= ${asOf}), ${began})) AS dateLastModified, NULL AS removedRun
      FROM ${live} AS e WHERE e.changedRun > ${asOf} AND ${began} <= ${asOf}
        ${removedToo ? '' : `AND coalesce((SELECT h.change ${lives}), 'removed') = 'removed'`})`;
}
