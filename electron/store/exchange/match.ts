import type { Database } from 'better-sqlite3';
import { domains, type Domain } from './domains.ts';
import { clearFindings, findIdChanges } from './id-changes.ts';
import { applyVerdicts, noVerdicts, relinkWanted, type RemapVerdicts } from './relink.ts';
import { exchangeScores } from './scores-of-others.ts';

/**
 * Links records of both ends that are the same thing, entity by entity and domain by domain. Nothing is guessed: where a text stands for more than
 * one record at an end, or where one of the two has had another counterpart, both are noted as doubts and left as they are. What people have
 * decided about such records comes first. At last, what looks like a change of ids is collected (`id-changes.ts`).
 */
export function matchRecords(db: Database, run: number, verdicts: RemapVerdicts = noVerdicts): void {
  db.transaction(() => {
    db.exec('DELETE FROM match_doubt');
    applyVerdicts(db, verdicts, run);
    exchangeScores(db, run);
    dropDeadLinks(db);
    clearFindings(db);
    for (const domain of domains) linkByDomain(db, domain, run);
    findIdChanges(db);
  }).immediate();
}

/** A link whose two records are both gone says nothing any more. */
function dropDeadLinks(db: Database): void {
  for (const entity of ['category', 'lineItem', 'result'] as const) {
    const dead = `EXISTS (SELECT 1 FROM main."${entity}" AS t WHERE t.sourceKey = k.sourceKey AND t.sourceSubkey = k.sourceSubkey AND t.removedRun IS NOT NULL)
      AND EXISTS (SELECT 1 FROM partner_${entity} AS p WHERE p.partnerKey = k.partnerKey AND p.removedRun IS NOT NULL)`;
    const keys = `SELECT k.sourceKey, k.sourceSubkey FROM link_${entity} AS k WHERE ${dead}`;
    db.exec(`DELETE FROM base_${entity} WHERE (sourceKey, sourceSubkey) IN (${keys})`);
    db.exec(`DELETE FROM link_${entity} AS k WHERE ${dead}`);
  }
}

function linkByDomain(db: Database, domain: Domain, run: number): void {
  const { entity, ours, oursJoin = '', theirs, theirsJoin = '', isStrict, belongsTo, says, against } = domain;
  const [our, their] = [againstColumns(against?.ours), againstColumns(against?.theirs)];
  db.exec('DROP TABLE IF EXISTS temp.our_text; DROP TABLE IF EXISTS temp.their_text');
  // Where nothing is left to be linked at the partner's end, our end need not be looked at.
  db.exec(
    `CREATE TEMP TABLE their_text AS
       SELECT ${theirs} AS text, ${their}, t.partnerKey, k.sourceKey IS NULL AS isFree
       FROM partner_${entity} AS t LEFT JOIN link_${entity} AS k ON k.partnerKey = t.partnerKey
         LEFT JOIN main."${entity}" AS l ON l.sourceKey = k.sourceKey AND l.sourceSubkey = k.sourceSubkey ${theirsJoin}
       WHERE t.removedRun IS NULL AND (k.sourceKey IS NULL OR l.removedRun IS NOT NULL)`,
  );
  if (db.prepare('SELECT 1 FROM temp.their_text LIMIT 1').get() === undefined) return;
  db.exec(
    `CREATE TEMP TABLE our_text AS
       SELECT ${ours} AS text, ${our}, t.sourceKey, t.sourceSubkey, k.partnerKey IS NULL AS isFree, ${batchOf(belongsTo)} AS batch
       FROM main."${entity}" AS t LEFT JOIN link_${entity} AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey
         LEFT JOIN partner_${entity} AS l ON l.partnerKey = k.partnerKey ${oursJoin}
       WHERE t.removedRun IS NULL AND (k.partnerKey IS NULL OR l.partnerKey IS NULL OR l.removedRun IS NOT NULL)`,
  );
  db.exec(`CREATE INDEX temp.our_text_text ON our_text (text)`);
  db.exec(`CREATE INDEX temp.their_text_text ON their_text (text)`);
  const isRefused = `EXISTS (SELECT 1 FROM temp.refused_link AS r WHERE r.entity = '${entity}' AND r.sourceKey = o.sourceKey
    AND r.sourceSubkey = o.sourceSubkey AND r.partnerKey = t.partnerKey)`;
  const alone = (table: string): string =>
    `SELECT text FROM temp.${table} WHERE text IS NOT NULL GROUP BY text HAVING count(*) = 1`;
  db.exec(
    `INSERT INTO link_${entity} (sourceKey, sourceSubkey, partnerKey, sourceHash, partnerHash, origin, run)
     SELECT o.sourceKey, o.sourceSubkey, t.partnerKey, NULL, NULL, 'matched', ${run}
     FROM temp.our_text AS o JOIN temp.their_text AS t ON t.text = o.text
     WHERE o.isFree AND t.isFree AND o.text IN (${alone('our_text')}) AND t.text IN (${alone('their_text')})
       AND NOT ${isRefused}
       AND NOT coalesce(o.against <> t.against AND o.unless IS NOT t.unless, 0)`,
  );
  if (says !== undefined) {
    db.exec(
      `INSERT OR IGNORE INTO temp.id_pair (entity, sourceKey, sourceSubkey, partnerKey, says)
       SELECT '${entity}', o.sourceKey, o.sourceSubkey, t.partnerKey, '${says}' FROM temp.our_text AS o JOIN temp.their_text AS t ON t.text = o.text
       WHERE NOT (o.isFree AND t.isFree)`,
    );
  }
  if (!isStrict) return;
  // What belongs to a record that a person has found again under its new id comes along.
  db.exec(
    `INSERT OR IGNORE INTO temp.relink_wanted (batch, entity, sourceKey, sourceSubkey, partnerKey)
     SELECT o.batch, '${entity}', o.sourceKey, o.sourceSubkey, t.partnerKey
     FROM temp.our_text AS o JOIN temp.their_text AS t ON t.text = o.text
     WHERE o.batch IS NOT NULL AND NOT (o.isFree AND t.isFree)
       AND o.text IN (${alone('our_text')}) AND t.text IN (${alone('their_text')}) AND NOT ${isRefused}`,
  );
  relinkWanted(db, entity, run);
  db.exec(
    `INSERT OR IGNORE INTO match_doubt (entity, sourceKey, sourceSubkey, partnerKey, kind)
     SELECT '${entity}', o.sourceKey, o.sourceSubkey, t.partnerKey,
       CASE WHEN o.isFree AND t.isFree THEN 'ambiguous' ELSE 'renumbered' END
     FROM temp.our_text AS o JOIN temp.their_text AS t ON t.text = o.text
     WHERE (o.isFree OR t.isFree) AND NOT ${isRefused} AND NOT EXISTS (SELECT 1 FROM link_${entity} AS k
       WHERE k.sourceKey = o.sourceKey AND k.sourceSubkey = o.sourceSubkey AND k.partnerKey = t.partnerKey)`,
  );
}

const againstColumns = ([text, unless]: readonly [string, string] = ['NULL', 'NULL']): string =>
  `${text} AS against, ${unless} AS unless`;

/** The decision by which what a record belongs to has just got its link. */
const batchOf = (belongsTo: Domain['belongsTo'] = []): string =>
  belongsTo.length === 0
    ? 'NULL'
    : `(SELECT max(r.batch) FROM temp.relinked_now AS r WHERE ${belongsTo
        .map(
          ([of, alias]) =>
            `(r.entity = '${of}' AND r.sourceKey = ${alias}.sourceKey AND r.sourceSubkey = ${alias}.sourceSubkey)`,
        )
        .join(' OR ')})`;
