import type { Migration } from '../store/migrate.ts';

/** The versions of `app.db`. Never edited after release; a new one goes to the end. */
export const appMigrations: readonly Migration[] = [
  {
    name: '0001-integration.sql',
    // IF NOT EXISTS: two processes may open a fresh profile at the same moment.
    sql: `CREATE TABLE IF NOT EXISTS integration (
      id TEXT PRIMARY KEY,
      createdAt TEXT NOT NULL,
      updatedAt TEXT NOT NULL,
      config TEXT NOT NULL CHECK (json_valid(config))
    ) STRICT`,
  },
  {
    name: '0002-saved-views.sql',
    sql: `CREATE TABLE IF NOT EXISTS savedView (
      integrationId TEXT NOT NULL,
      view TEXT NOT NULL,
      name TEXT NOT NULL,
      settings TEXT NOT NULL CHECK (json_valid(settings)),
      updatedAt TEXT NOT NULL,
      PRIMARY KEY (integrationId, view, name)
    ) STRICT, WITHOUT ROWID`,
  },
  {
    name: '0003-draft.sql',
    sql: `CREATE TABLE IF NOT EXISTS draft (
      id TEXT PRIMARY KEY,
      step TEXT NOT NULL,
      file TEXT NOT NULL CHECK (json_valid(file)),
      copiedFrom TEXT,
      createdAt TEXT NOT NULL,
      updatedAt TEXT NOT NULL
    ) STRICT`,
  },
  {
    name: '0004-draft-check.sql',
    sql: `CREATE TABLE IF NOT EXISTS draftCheck (
      draftId TEXT PRIMARY KEY,
      found TEXT NOT NULL CHECK (json_valid(found)),
      checkedAt TEXT NOT NULL
    ) STRICT`,
  },
  {
    name: '0005-access-log.sql',
    // It outlives the integration that it speaks of.
    sql: `CREATE TABLE IF NOT EXISTS accessLog (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      who TEXT NOT NULL,
      integrationId TEXT NOT NULL,
      integrationName TEXT NOT NULL,
      content TEXT NOT NULL,
      format TEXT NOT NULL,
      rows INTEGER NOT NULL,
      isWholeDistrict INTEGER NOT NULL,
      fileName TEXT NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT`,
  },
  {
    name: '0006-report.sql',
    sql: `CREATE TABLE IF NOT EXISTS report (
      integrationId TEXT NOT NULL,
      report TEXT NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content)),
      updatedAt TEXT NOT NULL,
      PRIMARY KEY (integrationId, report)
    ) STRICT, WITHOUT ROWID`,
  },
  {
    name: '0007-preference.sql',
    sql: `CREATE TABLE IF NOT EXISTS preference (
      name TEXT PRIMARY KEY,
      content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT, WITHOUT ROWID`,
  },
];
