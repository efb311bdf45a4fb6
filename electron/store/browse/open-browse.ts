import type { Database } from 'better-sqlite3';
import { columnsOf } from '../../../shared/browse/columns.ts';
import { viewEntity, viewSubkey } from '../../../shared/browse/views.ts';
import { quote } from '../sql.ts';
import { openComparison } from '../compare/comparison.ts';
import type { Browse } from './browse-api.ts';
import { openCategoryGroups } from './category-groups.ts';
import { openCellReader } from './cells.ts';
import { registerFold } from './fold.ts';
import { openGrid } from './grid.ts';
import { openRecordPanel } from './record-panel.ts';
import { openSearch } from './search.ts';
import { openSheet } from './sheet.ts';
import { openVersions } from './versions.ts';

/** How many records' metadata are looked at for their keys. */
const keysFrom = 2000;

/** Data browsing over a connection that cannot write. Closes it with itself. `isSmall`: rows up to which a grid is put in order at once. */
export function openBrowse(db: Database, isSmall?: number): Browse {
  registerFold(db);
  const cells = openCellReader(db);
  const versions = openVersions(db);
  return {
    columns({ view }) {
      const subkey = viewSubkey[view];
      const keys = db
        .prepare<unknown[], string>(
          `SELECT DISTINCT key FROM (SELECT metadata FROM main.${quote(viewEntity[view])}
             WHERE metadata IS NOT NULL AND (? IS NULL OR sourceSubkey = ?) LIMIT ${keysFrom}), json_each(metadata) ORDER BY key`,
        )
        .pluck()
        .all(subkey ?? null, subkey ?? null);
      const columns = columnsOf(view);
      const own = columns.filter(({ id }) => id.startsWith('metadata.')).map(({ id }) => id.slice('metadata.'.length));
      return { columns: [...columns], metadataKeys: [...new Set([...keys, ...own])].toSorted() };
    },
    ...openGrid(db, cells, versions, isSmall),
    ...openCategoryGroups(db, cells, versions),
    ...openRecordPanel(db, cells, versions),
    ...openSearch(db, cells, versions),
    ...openSheet(db, versions),
    ...openComparison(db, cells, versions),
    close: () => void db.close(),
  };
}
