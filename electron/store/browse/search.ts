import type { Database } from 'better-sqlite3';
import type { SearchHit } from '../../../shared/ipc/contract/browse.ts';
import { viewOf } from '../../../shared/browse/views.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import type { Browse } from './browse-api.ts';
import { nameSql } from './expressions.ts';
import { foldText } from './fold.ts';
import { quote } from '../sql.ts';

const kinds = { user: 'person', class: 'class', course: 'course', lineItem: 'lineItem', org: 'school' } as const;

/** One box that finds people, classes, courses, line items, schools and runs. */
export function openSearch(db: Database): Pick<Browse, 'search'> {
  return {
    search({ text, limit }) {
      const wanted = foldText(text.trim());
      if (wanted === '') return [];
      const hits: SearchHit[] = [];
      for (const [entity, kind] of Object.entries(kinds) as [EntityType, SearchHit['kind']][]) {
        const rows = db
          .prepare<unknown[], { key: number; subkey: number; title: string }>(
            `SELECT r.sourceKey AS key, r.sourceSubkey AS subkey, ${nameSql[entity]} AS title FROM main.${quote(entity)} AS r
             WHERE r.removedRun IS NULL AND instr(fold(${nameSql[entity]}), ?) > 0 ORDER BY 3 LIMIT ?`,
          )
          .all(wanted, limit - hits.length);
        for (const { key, subkey, title } of rows)
          hits.push({
            kind,
            entity,
            view: viewOf(entity, subkey),
            sourcedId: formatSourcedId(entity, key, subkey),
            title,
            detail: '',
            powerSchoolId: formatPowerSchoolId(entity, key, subkey),
          });
      }
      return hits;
    },
  };
}
