import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../electron/connectors/connector.ts';
import { runImport, type RunOptions } from '../../electron/engine/run.ts';
import { openForReading, openForWriting } from '../../electron/store/open.ts';
import type { Reader } from '../../electron/store/reader-api.ts';
import { copyContents } from './copy-contents.ts';
import { openReader } from '../../electron/store/reader.ts';
import { openRunStore } from '../../electron/store/run-store.ts';
import { limitsSchema } from '../../shared/integration/config.ts';
import type { RunReport } from '../../shared/integration/run.ts';

/** A database file of its own, runs over it, and a look inside. */
export interface ImportDesk {
  readonly file: string;
  run(source: Source, options?: Partial<RunOptions>): Promise<RunReport>;
  read<T>(look: (reader: Reader) => T): T;
  /** Every row of every table that a person can see, without times and run numbers. */
  contents(): Record<string, readonly string[]>;
  remove(): void;
}

export function openImportDesk(): ImportDesk {
  const folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  const file = join(folder, 'data.db');
  let clock = Date.UTC(2026, 10, 24);
  return {
    file,
    async run(source, options = {}) {
      const store = openRunStore(openForWriting(file));
      try {
        return await runImport({
          runId: randomUUID(),
          integrationId: 'test',
          dryRun: false,
          full: false,
          settings: 'same',
          resumeWithinHours: 12,
          limits: limitsSchema.parse({}),
          exchange: null,
          source,
          store,
          clock: { now: () => (clock += 1000) },
          tell: () => {},
          signal: new AbortController().signal,
          stopAfterSchool: new AbortController().signal,
          ...options,
        });
      } finally {
        store.close();
      }
    },
    read(look) {
      const db = openForReading(file);
      if (db === undefined) throw new Error('nothing was written yet');
      const reader = openReader(db);
      try {
        return look(reader);
      } finally {
        reader.close();
      }
    },
    contents: () => copyContents(file),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
