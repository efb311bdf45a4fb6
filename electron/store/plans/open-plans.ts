import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from '../migrate.ts';
import { planMigrations } from './migrations.ts';

/** The database of plans that belongs to a local copy: in the same folder. */
export const plansFile = (database: string): string => join(dirname(database), 'plans.db');

/** Opens it, made or migrated as needed. The run's thread and the application's own both write to it, each a little at a time. */
export function openPlansDatabase(database: string): Database.Database {
  const file = plansFile(database);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  migrate(db, file, planMigrations);
  return db;
}

export const hasPlans = (database: string): boolean => existsSync(plansFile(database));
