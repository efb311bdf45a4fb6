import type { Database } from 'better-sqlite3';
import { userKind } from '../../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import type { Browse } from './browse-api.ts';
import type { CellReader } from './cells.ts';
import { foldText } from './fold.ts';
import { relation } from './relation.ts';
import type { Versions } from './versions.ts';

const copiesShown = 100;

interface GroupRow {
  readonly categoryId: string;
  readonly title: string | null;
  readonly ownerKey: number | null;
  readonly copies: number;
}

/** One row per PowerSchool category with the copies that the classes have of it (S14); found by what `categoryId` says, else by its number. */
export function openCategoryGroups(
  db: Database,
  cells: CellReader,
  versions: Versions,
): Pick<Browse, 'categoryGroups'> {
  const categoryId = `coalesce(CAST(json_extract(t.metadata, '$.categoryId') AS TEXT), CAST(t.sourceKey AS TEXT))`;
  return {
    categoryGroups({ text, asOfRun, offset, limit }) {
      const asOf = versions.asOf(asOfRun);
      const from = `FROM ${relation('category', asOf)} AS t WHERE t.removedRun IS NULL`;
      const folded = foldText(text.trim());
      const groups = db
        .prepare<unknown[], GroupRow>(
          `SELECT ${categoryId} AS categoryId, min(t.title) AS title, min(t.ownerKey) AS ownerKey, count(*) AS copies ${from}
             AND (? = '' OR instr(fold(t.title), ?) > 0 OR ${categoryId} = ?)
           GROUP BY 1 ORDER BY fold(min(t.title)), length(1), 1`,
        )
        .all(folded, folded, text.trim());
      const copies = db.prepare<unknown[], { sourceKey: number; sourceSubkey: number }>(
        `SELECT t.sourceKey, t.sourceSubkey ${from} AND ${categoryId} = ? ORDER BY t.sourceKey, t.sourceSubkey LIMIT ${copiesShown}`,
      );
      return {
        total: groups.length,
        rows: groups.slice(offset, offset + limit).map((group) => ({
          categoryId: group.categoryId,
          title: group.title ?? '',
          teacher: group.ownerKey === null ? null : cells.reference('user', group.ownerKey, userKind.staff, asOf),
          copies: group.copies,
          items: copies.all(group.categoryId).map(({ sourceKey, sourceSubkey }) => ({
            sourcedId: formatSourcedId('category', sourceKey, sourceSubkey),
            powerSchoolId: formatPowerSchoolId('category', sourceKey, sourceSubkey),
            class: cells.reference('class', sourceSubkey, 0, asOf),
          })),
        })),
      };
    },
  };
}
