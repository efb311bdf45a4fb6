import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';

/**
 * Holds an integration for one run, across processes: a write lock on a small database beside the data, which the operating
 * system frees however the process ends. Throws AppError `run.locked` while another run holds it.
 */
export function lockRun(database: string): { release(): void } {
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
  const db = new Database(`${database}.lock`, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new AppError('run.locked', 'stop', 'Another run of this integration is under way.', {
      fix: 'Wait until it has ended, or stop it, then try again.',
      cause: error,
    });
  }
  return {
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
