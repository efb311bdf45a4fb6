import type { Database } from 'better-sqlite3';
import { exchangedEntities, type ExchangedEntity } from '../../../shared/exchange/exchanged.ts';
import { remapEntities, type RemapEntity } from '../../../shared/exchange/remap.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { partnerKeyOf } from './partner-key.ts';

/** Two records by their sourcedIds, and in which decision somebody spoke of them. */
export interface DecidedPair {
  readonly batch: number;
  readonly entity: RemapEntity;
  readonly powerschool: string;
  readonly partner: string;
}

/** What people have decided about changed ids. */
export interface RemapVerdicts {
  readonly accepted: readonly DecidedPair[];
  readonly refused: readonly DecidedPair[];
  /** Decisions that were taken back. */
  readonly undone: readonly number[];
}

export const noVerdicts: RemapVerdicts = { accepted: [], refused: [], undone: [] };

const isExchanged = (entity: RemapEntity): entity is ExchangedEntity =>
  (exchangedEntities as readonly string[]).includes(entity);

const table = `entity TEXT NOT NULL, batch INTEGER NOT NULL, sourceKey INTEGER NOT NULL, sourceSubkey INTEGER NOT NULL, partnerKey INTEGER NOT NULL`;

/** Lays the verdicts out as `temp.refused_link`, and carries them out where that has not been done. Belongs into the transaction of a match. */
export function applyVerdicts(db: Database, verdicts: RemapVerdicts, run: number): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS refused_link (${table}, PRIMARY KEY (entity, sourceKey, sourceSubkey, partnerKey)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS relink_wanted (${table}, PRIMARY KEY (entity, sourceKey, sourceSubkey)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS relinked_now (${table}, PRIMARY KEY (entity, sourceKey, sourceSubkey)) WITHOUT ROWID;
    DELETE FROM temp.relinked_now; DELETE FROM temp.refused_link; DELETE FROM temp.relink_wanted`);
  for (const batch of verdicts.undone) takeBack(db, batch);
  fill(db, 'refused_link', verdicts.refused);
  const batches = Map.groupBy(verdicts.accepted, ({ batch }) => batch);
  for (const [, pairs] of [...batches].toSorted(([one], [other]) => one - other)) {
    fill(db, 'relink_wanted', pairs);
    db.exec(`DELETE FROM temp.relink_wanted AS w WHERE EXISTS (SELECT 1 FROM relink AS r WHERE r.entity = w.entity AND r.batch >= w.batch
      AND ((r.sourceKey = w.sourceKey AND r.sourceSubkey = w.sourceSubkey) OR r.partnerKey = w.partnerKey))`);
    for (const entity of remapEntities) {
      db.exec(`DELETE FROM temp.relink_wanted AS w WHERE w.entity = '${entity}' AND NOT (
        EXISTS (SELECT 1 FROM main."${entity}" AS t WHERE t.sourceKey = w.sourceKey AND t.sourceSubkey = w.sourceSubkey AND t.removedRun IS NULL)
        AND EXISTS (SELECT 1 FROM partner_${entity} AS p WHERE p.partnerKey = w.partnerKey AND p.removedRun IS NULL))`);
      relinkWanted(db, entity, run);
    }
    db.exec('DELETE FROM temp.relink_wanted');
  }
}

function fill(db: Database, name: 'refused_link' | 'relink_wanted', pairs: readonly DecidedPair[]): void {
  const insert = db.prepare(`INSERT OR IGNORE INTO temp.${name} VALUES (?, ?, ?, ?, ?)`);
  for (const { batch, entity, powerschool, partner } of pairs) {
    const keys = parseSourcedId(powerschool);
    if (keys?.entity === entity) insert.run(entity, batch, keys.key, keys.subkey, partnerKeyOf(partner));
  }
}

/**
 * Links the pairs of an entity in `temp.relink_wanted`, and keeps what they displace. What both ends last agreed on stays with our record, or
 * comes along from the one that is gone, so that nothing which changed meanwhile is mistaken for old.
 */
export function relinkWanted(db: Database, entity: RemapEntity, run: number): void {
  const wanted = `temp.relink_wanted AS w WHERE w.entity = '${entity}'`;
  if (db.prepare(`SELECT 1 FROM ${wanted} LIMIT 1`).get() === undefined) return;
  const hasBase = isExchanged(entity);
  // Each by its own index: with OR, SQLite would look at every row. `json()`: out of a subquery JSON comes as mere text.
  const bases = hasBase
    ? `json((SELECT json_group_array(json_array(b.sourceKey, b.sourceSubkey, b.powerschool, b.partner)) FROM (
        SELECT own.* FROM base_${entity} AS own WHERE own.sourceKey = w.sourceKey AND own.sourceSubkey = w.sourceSubkey
        UNION SELECT other.* FROM link_${entity} AS k JOIN base_${entity} AS other ON other.sourceKey = k.sourceKey AND other.sourceSubkey = k.sourceSubkey
          WHERE k.partnerKey = w.partnerKey) AS b))`
    : `json('[]')`;
  db.exec(
    `INSERT OR IGNORE INTO relink (batch, entity, sourceKey, sourceSubkey, partnerKey, replaced)
     SELECT w.batch, w.entity, w.sourceKey, w.sourceSubkey, w.partnerKey, json_object('links',
       json((SELECT json_group_array(json_array(k.sourceKey, k.sourceSubkey, k.partnerKey, k.sourceHash, k.partnerHash, k.origin, k.run))
        FROM (SELECT own.* FROM link_${entity} AS own WHERE own.sourceKey = w.sourceKey AND own.sourceSubkey = w.sourceSubkey
          UNION SELECT other.* FROM link_${entity} AS other WHERE other.partnerKey = w.partnerKey) AS k)), 'bases', ${bases}) FROM ${wanted}`,
  );
  if (hasBase) {
    const goneBefore = `FROM temp.relink_wanted AS w JOIN link_${entity} AS k ON k.partnerKey = w.partnerKey
      JOIN main."${entity}" AS t ON t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey AND t.removedRun IS NOT NULL
      WHERE w.entity = '${entity}'`;
    db.exec(
      `INSERT OR IGNORE INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner)
         SELECT w.sourceKey, w.sourceSubkey, b.powerschool, b.partner
         ${goneBefore.replace('WHERE', `JOIN base_${entity} AS b ON b.sourceKey = k.sourceKey AND b.sourceSubkey = k.sourceSubkey WHERE`)};
       DELETE FROM base_${entity} WHERE (sourceKey, sourceSubkey) IN (SELECT k.sourceKey, k.sourceSubkey ${goneBefore})`,
    );
  }
  db.exec(
    `CREATE TEMP TABLE relink_origin AS SELECT w.sourceKey, w.sourceSubkey, coalesce(
         (SELECT k.origin FROM link_${entity} AS k WHERE k.sourceKey = w.sourceKey AND k.sourceSubkey = w.sourceSubkey),
         (SELECT k.origin FROM link_${entity} AS k WHERE k.partnerKey = w.partnerKey), 'matched') AS origin FROM ${wanted};
     DELETE FROM link_${entity} WHERE (sourceKey, sourceSubkey) IN (SELECT w.sourceKey, w.sourceSubkey FROM ${wanted});
     DELETE FROM link_${entity} WHERE partnerKey IN (SELECT w.partnerKey FROM ${wanted});
     INSERT INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
       SELECT w.sourceKey, w.sourceSubkey, w.partnerKey, NULL, NULL, o.origin, ${run}
       FROM temp.relink_wanted AS w JOIN temp.relink_origin AS o USING (sourceKey, sourceSubkey) WHERE w.entity = '${entity}';
     DROP TABLE temp.relink_origin;
     INSERT OR REPLACE INTO temp.relinked_now SELECT w.* FROM ${wanted};
     DELETE FROM temp.relink_wanted WHERE entity = '${entity}'`,
  );
}

/** Everything as it was before a decision: its links go, those in whose place they stood come back. */
function takeBack(db: Database, batch: number): void {
  for (const entity of remapEntities) {
    const rows = `relink AS r WHERE r.batch = ${batch} AND r.entity = '${entity}'`;
    if (db.prepare(`SELECT 1 FROM ${rows} LIMIT 1`).get() === undefined) continue;
    // What the decision had set free may have been matched with others since: those links were not there before it.
    const displaced = (
      columns: string,
    ): string => `SELECT ${columns} FROM relink AS r, json_each(r.replaced, '$.links') AS e
      WHERE r.batch = ${batch} AND r.entity = '${entity}'`;
    db.exec(
      `DELETE FROM link_${entity} WHERE (sourceKey, sourceSubkey) IN (SELECT r.sourceKey, r.sourceSubkey FROM ${rows});
       DELETE FROM link_${entity} WHERE partnerKey IN (SELECT r.partnerKey FROM ${rows});
       DELETE FROM link_${entity} WHERE (sourceKey, sourceSubkey) IN (${displaced('e.value ->> 0, e.value ->> 1')});
       DELETE FROM link_${entity} WHERE partnerKey IN (${displaced('e.value ->> 2')});
       INSERT INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
         SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5, e.value ->> 6
         FROM relink AS r, json_each(r.replaced, '$.links') AS e WHERE r.batch = ${batch} AND r.entity = '${entity}'
         ON CONFLICT DO NOTHING`,
    );
    if (isExchanged(entity)) {
      db.exec(
        `DELETE FROM base_${entity} WHERE (sourceKey, sourceSubkey) IN (SELECT r.sourceKey, r.sourceSubkey FROM ${rows});
         INSERT OR REPLACE INTO base_${entity} (sourceKey, sourceSubkey, powerschool, partner)
           SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2, e.value ->> 3
           FROM relink AS r, json_each(r.replaced, '$.bases') AS e WHERE r.batch = ${batch} AND r.entity = '${entity}'`,
      );
    }
    db.exec(`DELETE FROM relink WHERE batch = ${batch} AND entity = '${entity}'`);
  }
}
