import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { contentColumns, quote } from '../sql.ts';

/** The numbers of two runs, the earlier one first. `isLast`: no run came after the later one. */
export interface RunSpan {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

// Named, because the indexes by run would serve too, but badly: here one record is looked up.
const of = (entity: EntityType, more: string): string =>
  `FROM main.history AS h INDEXED BY history_record WHERE h.entity = '${entity}' AND h.sourceKey = t.sourceKey
     AND h.sourceSubkey = t.sourceSubkey AND ${more}`;

/** The run in which the row `t` first came; what came back says in its history when its life before had begun. */
export const bornSql = (entity: EntityType): string =>
  `coalesce((SELECT h.old ${of(entity, "h.attribute IS NULL AND h.change = 'created'")} ORDER BY h.run, h.rowid LIMIT 1), t.createdRun)`;

/** Whether the row `t`, which had come by then, was there after a run: the first that happened to it since says so. */
export function wasThereSql(entity: EntityType, run: number, isLast = false): string {
  if (isLast) return '(t.removedRun IS NULL)';
  const since = `(SELECT h.change = 'removed' ${of(entity, `h.run > ${run} AND h.attribute IS NULL`)} ORDER BY h.run, h.rowid LIMIT 1)`;
  return `coalesce(${since}, t.removedRun IS NULL)`;
}

/** Whether an attribute of the row `t` was another one after the later run than after the earlier one. */
export function differsSql(entity: EntityType, { from, to, isLast }: RunSpan): string {
  const live = `CASE f.attribute ${contentColumns(entity)
    .map((column) => `WHEN '${column}' THEN t.${quote(column)}`)
    .join(' ')} END`;
  const since = of(entity, `h.run > ${to} AND h.attribute = f.attribute`);
  const later = isLast
    ? live
    : `CASE WHEN EXISTS (SELECT 1 ${since}) THEN (SELECT h.old ${since} ORDER BY h.run, h.rowid LIMIT 1) ELSE ${live} END`;
  // Of several changes the first one (the least rowid) has the value that stood before all of them.
  return `EXISTS (SELECT 1 FROM (SELECT h.attribute AS attribute, h.old AS old, min(h.rowid) ${of(
    entity,
    `h.run > ${from} AND h.run <= ${to} AND h.attribute IS NOT NULL`,
  )} GROUP BY h.attribute) AS f WHERE f.old IS NOT ${later})`;
}
