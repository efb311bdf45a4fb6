import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { PartnerRecord } from '../../connectors/partner-source.ts';
import type { MirrorWriter } from '../../engine/exchange/ports.ts';
import { readingOf, rememberReading, standingCount } from './partner-reading.ts';
import { partnerRow } from './partner-row.ts';

export function openMirrorWriter(db: Database, entity: EntityType, run: number, place: string): MirrorWriter {
  const table = `partner_${entity}`;
  db.exec('CREATE TEMP TABLE IF NOT EXISTS mirror_seen (partnerKey INTEGER PRIMARY KEY)');
  db.exec('DELETE FROM temp.mirror_seen');
  const known = db.prepare<[number], { sourcedId: string; hash: number; metadata: string; removedRun: number | null }>(
    `SELECT sourcedId, hash, metadata, removedRun FROM ${table} WHERE partnerKey = ?`,
  );
  const put = db.prepare(
    `INSERT INTO ${table} (partnerKey, sourcedId, classRef, itemRef, userRef, schoolRef, sessionRef, attributes, metadata, hash,
       dateLastModified, changedRun, removedRun)
     VALUES (@partnerKey, @sourcedId, @classRef, @itemRef, @userRef, @schoolRef, @sessionRef, @attributes, @metadata, @hash,
       @dateLastModified, ${run}, NULL)
     ON CONFLICT (partnerKey) DO UPDATE SET classRef = excluded.classRef, itemRef = excluded.itemRef, userRef = excluded.userRef,
       schoolRef = excluded.schoolRef, sessionRef = excluded.sessionRef, attributes = excluded.attributes,
       metadata = excluded.metadata, hash = excluded.hash, dateLastModified = excluded.dateLastModified,
       changedRun = excluded.changedRun, removedRun = NULL`,
  );
  const bury = db.prepare(
    `UPDATE ${table} SET removedRun = ${run}, changedRun = ${run} WHERE partnerKey = ? AND removedRun IS NULL`,
  );
  const see = db.prepare('INSERT OR IGNORE INTO temp.mirror_seen VALUES (?)');
  const counts = { created: 0, updated: 0, removed: 0 };
  const before = readingOf(db, entity, place);
  const stoodBefore = standingCount(db, entity);
  const standing = (): number => stoodBefore + counts.created - counts.removed;
  const asked = before?.since == null ? null : Date.parse(before.since);
  let [revived, late] = [0, 0];

  function take(record: PartnerRecord): void {
    const row = partnerRow(entity, record);
    const stored = known.get(row.partnerKey);
    if (stored !== undefined && stored.sourcedId !== record.sourcedId) throw idsMeet();
    see.run(row.partnerKey);
    if (record.isRemoved) {
      counts.removed += bury.run(row.partnerKey).changes;
      return;
    }
    const isNew = stored === undefined || stored.removedRun !== null;
    if (!isNew && stored.hash === row.hash && stored.metadata === row.metadata) return;
    put.run(row);
    if (isNew && stored !== undefined) revived++;
    if (asked !== null && Date.parse(record.dateLastModified ?? '') < asked) late++;
    counts[isNew ? 'created' : 'updated']++;
  }

  const removeUnseen = (): number =>
    db
      .prepare(
        `UPDATE ${table} SET removedRun = ${run}, changedRun = ${run}
         WHERE removedRun IS NULL AND NOT EXISTS (SELECT 1 FROM temp.mirror_seen AS s WHERE s.partnerKey = ${table}.partnerKey)`,
      )
      .run().changes;

  return {
    known: before,
    isEmpty: stoodBefore === 0,
    add: (records) => db.transaction(() => records.forEach(take)).immediate(),
    get late() {
      return late;
    },
    agrees(total) {
      if (total === null || before === null || before.surplus === null) return true;
      const surplus = total - standing();
      // Partners differ in whether what was deleted still counts.
      return surplus === before.surplus || surplus === before.surplus + counts.removed - revived;
    },
    finish({ isComplete, reading, total }) {
      db.transaction(() => {
        if (isComplete) counts.removed += removeUnseen();
        const surplus = total === null ? null : total - standing();
        rememberReading(db, entity, place, reading === null ? null : { ...reading, surplus });
        db.exec('DELETE FROM temp.mirror_seen');
      }).immediate();
      return counts;
    },
  };
}

const idsMeet = (): AppError =>
  new AppError(
    'partner.idsMeet',
    'stop',
    'Two records of the partner have ids that this application cannot tell apart.',
    {
      fix: 'Nothing was changed. Ask for help with this message: the two records need other ids.',
    },
  );
