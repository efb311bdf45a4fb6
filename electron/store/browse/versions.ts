import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { AppError } from '../../../shared/errors.ts';
import { quote } from '../sql.ts';
import type { AsOf } from './relation.ts';

/** Which data there are. */
export interface Versions {
  /** Changes when the local copy does: the number of the last run that saved something. */
  current(): string;
  /** Throws AppError `browse.unknownRun` for a run that saved nothing or is not known, `browse.purged` for one before which data were purged. */
  asOf(runId: string | null): AsOf;
  /** The rows of an entity's table, removed ones too, about. */
  rowsOf(entity: EntityType): number;
}

const saved = "dryRun = 0 AND status = 'succeeded'";

export function openVersions(db: Database): Versions {
  const current = db.prepare(`SELECT coalesce(max(number), 0) FROM main.run WHERE ${saved}`).pluck();
  const numberOf = db.prepare(`SELECT number FROM main.run WHERE runId = ? AND ${saved}`).pluck();
  const purged = db.prepare("SELECT coalesce(max(run), 0) FROM purged WHERE what IN ('history', 'removed')").pluck();
  return {
    current: () => String(current.get()),
    asOf(runId) {
      if (runId === null) return null;
      const number = numberOf.get(runId) as number | undefined;
      if (number !== undefined && number >= Number(purged.get())) return number;
      if (number !== undefined) {
        throw new AppError('browse.purged', 'stop', 'What the local copy was then is no longer kept.', {
          fix: 'Choose a later run. How long history is kept stands in the settings, under Data and privacy.',
        });
      }
      throw new AppError(
        'browse.unknownRun',
        'stop',
        'There is no run of this integration that saved anything by this name.',
        {
          fix: 'Choose a run that succeeded from the list of runs.',
        },
      );
    },
    rowsOf: (entity) =>
      Number(
        db
          .prepare(`SELECT coalesce(max(rowid), 0) FROM main.${quote(entity)}`)
          .pluck()
          .get(),
      ),
  };
}
