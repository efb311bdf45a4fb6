import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../electron/backend.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { integrationConfigSchema } from '../../shared/integration/config.ts';

/** A district behind a server of its own process, and a profile with an integration on it. */
export interface BenchDistrict {
  /** Where the measured side finds PowerSchool: pages rendered beforehand, or the simulator itself if `live`. */
  readonly url: string;
  readonly controlUrl: string;
  readonly clientId: string;
  readonly secret: string;
  readonly folder: string;
  /** A new profile with an integration on this district; its id is always the same. */
  profile(name: string): { readonly folder: string; readonly integrationId: string };
  /** Ends the simulator once every page has been rendered. */
  close(): void;
}

interface ServerLine {
  readonly url: string;
  readonly controlUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export async function openBenchDistrict(options: {
  readonly rows: number;
  readonly students: number;
  readonly live: boolean;
}): Promise<BenchDistrict> {
  const folder = mkdtempSync(join(tmpdir(), 'grade-sync-bench-'));
  const server = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'bench-server.ts'),
      String(options.rows),
      String(options.students),
      options.live ? 'live' : 'recorded',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = JSON.parse(await firstLine(server)) as ServerLine;
  return {
    url: line.url,
    controlUrl: line.controlUrl,
    clientId: line.clientId,
    secret: line.clientSecret,
    folder,
    profile(name) {
      const profileFolder = join(folder, name);
      const backend = openBackend({ profileFolder, credentials: openMemoryCredentials() });
      const { id } = backend.integrations.create(
        integrationConfigSchema.parse({
          name: 'Bench',
          mode: 'import',
          environment: 'test',
          gradeSync: { enabled: true, activation: { reference: 'BENCH', confirmedOn: '2026-01-01' } },
          powerschool: { url: line.url, clientId: line.clientId },
          advanced: { pageSize: 1000 },
        }),
      );
      void backend.close();
      return { folder: profileFolder, integrationId: id };
    },
    close() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bench server ended with ${code}`)));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
}
