import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { PartnerReading } from '../../engine/exchange/ports.ts';

/** What is known of a partner's place, with how many records it counts beyond those in the mirror. */
export interface StoredReading extends PartnerReading {
  readonly surplus: number | null;
}

export function readingOf(db: Database, entity: EntityType, place: string): StoredReading | null {
  return (
    db
      .prepare<[string, string], StoredReading>(
        'SELECT since, latest, changes, surplus, wholeAt FROM partner_reading WHERE entity = ? AND place = ?',
      )
      .get(entity, place) ?? null
  );
}

/** Null: nothing is known any more. */
export function rememberReading(db: Database, entity: EntityType, place: string, reading: StoredReading | null): void {
  if (reading === null) {
    db.prepare('DELETE FROM partner_reading WHERE entity = ?').run(entity);
    return;
  }
  db.prepare(
    `INSERT OR REPLACE INTO partner_reading (entity, place, since, latest, changes, surplus, wholeAt)
     VALUES (@entity, @place, @since, @latest, @changes, @surplus, @wholeAt)`,
  ).run({ ...reading, entity, place });
}

/** Records of an entity that stand in the mirror. Two counts, each of which reads an index alone. */
export function standingCount(db: Database, entity: EntityType): number {
  const count = (where: string): number =>
    Number(db.prepare(`SELECT count(*) FROM partner_${entity} ${where}`).pluck().get());
  return count('') - count('WHERE removedRun IS NOT NULL');
}
