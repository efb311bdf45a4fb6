import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { qualityRules } from './all-rules.ts';
import { addNameFunctions } from './name-functions.ts';

/**
 * Applies the rules that a change of these entities can have an effect on, and those that were never applied. Part of the
 * transaction that applies a run, after the checks, so that the counts are always of the copy that is there.
 */
export function countFindings(db: Database, run: number, changed: ReadonlySet<EntityType>): void {
  addNameFunctions(db);
  const applied = new Set(db.prepare<[], string>('SELECT rule FROM quality_rule').pluck().all());
  for (const { id, reads, query } of qualityRules) {
    if (applied.has(id) && !reads.some((entity) => changed.has(entity))) continue;
    db.prepare('DELETE FROM quality_count WHERE rule = ?').run(id);
    db.prepare(
      `INSERT INTO quality_count (rule, schoolKey, count) SELECT ?, schoolKey, count(*) FROM (${query}) GROUP BY schoolKey`,
    ).run(id);
    db.prepare(
      'INSERT INTO quality_rule (rule, run) VALUES (?, ?) ON CONFLICT (rule) DO UPDATE SET run = excluded.run',
    ).run(id, run);
  }
}
