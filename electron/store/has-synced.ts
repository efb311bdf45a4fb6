import { openForReading } from './open.ts';

/** Whether a sync has ever brought something into a local copy. */
export function hasSynced(file: string): boolean {
  const db = openForReading(file);
  if (db === undefined) return false;
  try {
    return (
      db.prepare(`SELECT 1 FROM run WHERE status = 'succeeded' AND dryRun = 0 LIMIT 1`).get() !== undefined ||
      db.prepare('SELECT 1 FROM class LIMIT 1').get() !== undefined
    );
  } finally {
    db.close();
  }
}
