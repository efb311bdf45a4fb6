import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { quote } from '../sql.ts';
import { registerFold } from './fold.ts';
import { isUnspaced, wordsOf } from './search-words.ts';

/** What a record is found by. */
const searched: Readonly<Partial<Record<EntityType, string>>> = {
  user: 'givenName, middleName, familyName, username, email, identifier',
  class: 'title, classCode',
  course: 'title, courseCode',
  org: 'name, identifier',
  lineItem: 'title',
};

/** Makes what the index is built with known to the connection that writes. */
export function registerSearch(db: Database): void {
  registerFold(db);
  db.function('searchWords', { deterministic: true }, (text: string, entity: string) =>
    // Line items are many and called alike: three letters find them, unless they are written without spaces.
    JSON.stringify(entity === 'lineItem' && !isUnspaced.test(text) ? [] : wordsOf(text)),
  );
}

/** Brings the search index up to what a run changed in these entities. Part of the transaction that applies the run. */
export function indexChanges(db: Database, run: number, changed: ReadonlySet<EntityType>): void {
  for (const entity of changed) if (searched[entity] !== undefined) indexRows(db, entity, `changedRun = ${run}`);
}

/** Builds the index of a local copy that an earlier version of the application wrote. */
export function completeIndex(db: Database): void {
  const isBehind = db
    .prepare('SELECT NOT EXISTS (SELECT 1 FROM search_entry) AND EXISTS (SELECT 1 FROM main.user)')
    .pluck()
    .get();
  if (isBehind !== 1) return;
  db.transaction(() => {
    for (const entity of Object.keys(searched) as EntityType[]) indexRows(db, entity, 'rowid > 0');
  }).immediate();
}

function indexRows(db: Database, entity: EntityType, which: string): void {
  const entries = `(SELECT s.id FROM main.${quote(entity)} AS t
    JOIN search_entry AS s ON s.entity = '${entity}' AND s.sourceKey = t.sourceKey AND s.sourceSubkey = t.sourceSubkey WHERE t.${which})`;
  const had = db.prepare('SELECT 1 FROM search_entry WHERE entity = ? LIMIT 1').get(entity) !== undefined;
  if (had) {
    db.exec(
      `INSERT INTO search_text (search_text, rowid, text) SELECT 'delete', id, text FROM search_entry WHERE id IN ${entries}`,
    );
    db.exec(
      `DELETE FROM search_word WHERE (word, entry) IN (
         SELECT w.value, e.id FROM search_entry AS e, json_each(searchWords(e.text, e.entity)) AS w WHERE e.id IN ${entries})`,
    );
    db.exec(`DELETE FROM search_entry WHERE id IN ${entries}`);
  }
  const last = Number(db.prepare('SELECT coalesce(max(id), 0) FROM search_entry').pluck().get());
  db.exec(
    `INSERT INTO search_entry (entity, sourceKey, sourceSubkey, text)
     SELECT '${entity}', sourceKey, sourceSubkey, fold(concat_ws(' ', ${searched[entity]}))
     FROM main.${quote(entity)} AS t WHERE t.${which} AND removedRun IS NULL`,
  );
  db.exec(`INSERT INTO search_text (rowid, text) SELECT id, text FROM search_entry WHERE id > ${last}`);
  db.exec(
    `INSERT OR IGNORE INTO search_word (word, entry)
     SELECT w.value, e.id FROM search_entry AS e, json_each(searchWords(e.text, e.entity)) AS w WHERE e.id > ${last} ORDER BY 1, 2`,
  );
}
