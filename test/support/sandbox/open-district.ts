import type { Database } from 'better-sqlite3';
import { createDistrict, type DistrictOptions } from '../../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool, type PowerSchoolServer } from '../../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../../electron/setup/plugin/build-plugin.ts';

/** A district whose tables a test may look into, behind a server with our plugin. */
export interface OpenDistrict {
  readonly db: Database;
  readonly server: PowerSchoolServer;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

/** `fill` puts the rows in; by default the district of these options. `writes`: our plugin is that of a 2-Way Sync. */
export async function openDistrict(
  options: Omit<DistrictOptions, 'today'>,
  fill: (db: Database, today: Date) => void = (db, today) => createDistrict(db, { ...options, today }),
  writes = false,
): Promise<OpenDistrict> {
  const db = openSandboxDatabase();
  fill(db, new Date());
  const server = await startPowerSchool({ database: db });
  const { id } = await server.installPlugin(await buildPlugin({ gradeSync: true, writes, changeColumns: true }));
  const { clientId, clientSecret } = server.setEnabled(id, true);
  return {
    db,
    server,
    url: server.url,
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    async close() {
      await server.close();
      db.close();
    },
  };
}
