import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from '../migrate.ts';
import { planMigrations } from './migrations.ts';
import { openPlanDesk, type PlanDesk } from './plan-desk.ts';
import { openReceipts, type Receipts } from './receipts.ts';
import { openRemapDesk, type RemapDesk } from './remap-desk.ts';
import { openPlanReader, type PlanReader } from './plan-reader.ts';
import { plansFile } from './plans-file.ts';

/** Opens it, made or migrated as needed. The run's thread and the application's own both write to it, each a little at a time. */
export function openPlansDatabase(database: string): Database.Database {
  const file = plansFile(database);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -16000');
  migrate(db, file, planMigrations);
  return db;
}

export type OpenPlans = PlanReader & PlanDesk & RemapDesk & Receipts & { close(): void };

/** The plans that belong to a local copy, for people. */
export function openPlans(database: string, integrationId: string): OpenPlans {
  const db = openPlansDatabase(database);
  return {
    ...openPlanReader(db, integrationId),
    ...openPlanDesk(db, integrationId),
    ...openRemapDesk(db),
    ...openReceipts(db),
    close: () => void db.close(),
  };
}
