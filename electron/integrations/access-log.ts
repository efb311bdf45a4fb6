import type { Database } from 'better-sqlite3';
import { accessEntrySchema, type AccessEntry } from '../../shared/ipc/contract/exports.ts';

export type NewAccess = Pick<
  AccessEntry,
  'who' | 'integrationId' | 'integrationName' | 'content' | 'format' | 'isWholeDistrict' | 'fileName'
>;

/** What was taken out of the local copies, by whom and when. No record and no filter's value stands in it. */
export interface AccessLog {
  /** Before the first row is written. Returns the entry's number. */
  begin(access: NewAccess): number;
  end(id: number, outcome: 'saved' | 'stopped' | 'failed', rows: number): void;
  /** How many began before a moment, and their removal. */
  countBefore(integrationId: string, before: Date): number;
  removeBefore(integrationId: string, before: Date): number;
  /** Of one integration, the newest first. */
  list(
    integrationId: string,
    window: { readonly offset: number; readonly limit: number },
  ): { readonly entries: AccessEntry[]; readonly total: number };
}

const columns =
  'id, at, who, integrationId, integrationName, content, format, rows, isWholeDistrict, fileName, outcome';

export function openAccessLog(db: Database, now: () => Date): AccessLog {
  const insert = db.prepare(
    `INSERT INTO accessLog (at, who, integrationId, integrationName, content, format, rows, isWholeDistrict, fileName, outcome)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 'begun')`,
  );
  const finish = db.prepare('UPDATE accessLog SET outcome = ?, rows = ? WHERE id = ?');
  const page = db.prepare<[string, number, number], { readonly isWholeDistrict: number }>(
    `SELECT ${columns} FROM accessLog WHERE integrationId = ? ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const counted = db.prepare('SELECT count(*) FROM accessLog WHERE integrationId = ?').pluck();
  const countOld = db.prepare('SELECT count(*) FROM accessLog WHERE integrationId = ? AND at < ?').pluck();
  const removeOld = db.prepare('DELETE FROM accessLog WHERE integrationId = ? AND at < ?');
  return {
    begin: ({ who, integrationId, integrationName, content, format, isWholeDistrict, fileName }) =>
      Number(
        insert.run(
          now().toISOString(),
          who,
          integrationId,
          integrationName,
          content,
          format,
          isWholeDistrict ? 1 : 0,
          fileName,
        ).lastInsertRowid,
      ),
    end: (id, outcome, rows) => void finish.run(outcome, rows, id),
    countBefore: (integrationId, before) => Number(countOld.get(integrationId, before.toISOString())),
    removeBefore: (integrationId, before) => removeOld.run(integrationId, before.toISOString()).changes,
    list: (integrationId, { offset, limit }) => ({
      entries: page
        .all(integrationId, limit, offset)
        .map((row) => accessEntrySchema.parse({ ...row, isWholeDistrict: row.isWholeDistrict === 1 })),
      total: Number(counted.get(integrationId)),
    }),
  };
}
