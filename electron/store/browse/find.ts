import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { parsePowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import { AppError } from '../../../shared/errors.ts';
import type { StoredRow } from '../record.ts';
import { rowColumns } from './cells.ts';
import { relation, type AsOf } from './relation.ts';

/** The row of a record, removed or not; `id` is a sourcedId or a PowerSchool ID of the entity. Throws AppError `browse.unknownRecord`. */
export function findRow(db: Database, entity: EntityType, id: string, asOf: AsOf): StoredRow {
  const sourced = parseSourcedId(id);
  const keys = sourced?.entity === entity ? sourced : parsePowerSchoolId(entity, id);
  const exact = sourced?.entity === entity || ['category', 'lineItem', 'result'].includes(entity);
  if (keys !== undefined) {
    const row = db
      .prepare<unknown[], StoredRow>(
        `SELECT ${rowColumns(entity)} FROM ${relation(entity, asOf)} AS t
         WHERE t.sourceKey = ? AND (? = 0 OR t.sourceSubkey = ?) ORDER BY t.sourceSubkey`,
      )
      .get(keys.key, exact ? 1 : 0, keys.subkey);
    if (row !== undefined) return row;
  }
  throw new AppError('browse.unknownRecord', 'stop', 'There is no such record in the local copy.', {
    fix: 'It may have come later than the run that is shown, or never. Look for it in its grid.',
    details: { entity },
  });
}
