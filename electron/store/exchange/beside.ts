import type { Database } from 'better-sqlite3';
import { foldName } from '../../../shared/oneroster/limits.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { Beside } from '../../engine/exchange/fixes/open-fixes.ts';

/** Looks up what stands beside a record in PowerSchool. */
export function openBeside(db: Database): Beside {
  const titles = db
    .prepare<[number], string>(
      'SELECT title FROM lineItem WHERE classKey = ? AND removedRun IS NULL AND title IS NOT NULL',
    )
    .pluck();
  const categories = db.prepare<[number], { sourceKey: number; title: string | null }>(
    'SELECT sourceKey, title FROM category WHERE sourceSubkey = ? AND removedRun IS NULL ORDER BY sourceKey',
  );
  return {
    lineItemTitles: (classKey) => titles.all(classKey),
    categoryNamed(classKey, name) {
      const found = categories.all(classKey).find(({ title }) => title !== null && foldName(title) === foldName(name));
      return found === undefined ? null : formatSourcedId('category', found.sourceKey, classKey);
    },
  };
}
