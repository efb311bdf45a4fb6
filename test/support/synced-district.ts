import type { Database } from 'better-sqlite3';
import { openPowerSchoolApi } from '../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { openPowerSchoolSource } from '../../electron/connectors/powerschool/source/open-powerschool-source.ts';
import type { SourceConfig } from '../../electron/connectors/powerschool/source/pull-context.ts';
import { createDistrict, type DistrictOptions } from '../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool, type PowerSchoolServer } from '../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import { advancedSchema, limitsSchema } from '../../shared/integration/config.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import type { ImportDesk } from './import-desk.ts';

/** A district, its server and a clock that only the test moves; runs happen in this process. */
export interface SyncedDistrict {
  readonly db: Database;
  readonly server: PowerSchoolServer;
  readonly clock: { now: number };
  /** Syncs the district to a desk, changes alone where the desk has a cursor; with other settings if they are given. */
  sync(desk: ImportDesk, changed?: Partial<SourceConfig>): Promise<RunReport>;
  close(): Promise<void>;
}

/** Limits are out of the way: what is to go, goes. */
const noLimits = limitsSchema.parse({ removalPercent: 100, removalMinimum: 1_000_000, allowEmpty: true });

export async function openSyncedDistrict(
  options: Omit<DistrictOptions, 'today'>,
  more: Partial<Omit<SourceConfig, 'advanced'>> & { readonly dataVersionApplication?: string } = {},
): Promise<SyncedDistrict> {
  const { dataVersionApplication = null, ...config } = more;
  const clock = { now: Date.UTC(2026, 10, 24, 15) };
  const db = openSandboxDatabase();
  createDistrict(db, { ...options, today: new Date(clock.now) });
  const server = await startPowerSchool({
    database: db,
    now: () => new Date(clock.now),
    switches: { tokenLifetimeSeconds: 10_000_000 },
  });
  const { id } = await server.installPlugin(await buildPlugin({ gradeSync: true, changeColumns: true }));
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const advanced = advancedSchema.parse({ dataVersionApplication });
  return {
    db,
    server,
    clock,
    async sync(desk, changed = {}) {
      const source = openPowerSchoolSource({
        api: openPowerSchoolApi({
          url: server.url,
          clientId: clientId ?? '',
          clientSecret: clientSecret ?? '',
          ca: null,
          environment: 'test',
          requestTimeoutMs: 60_000,
          minimumIntervalMs: 0,
          pageSize: 0,
          maxRequestsInFlight: 1,
        }),
        config: { schools: 'all', schoolYear: 'current', gradeSync: true, advanced, ...config, ...changed },
        clock: () => new Date(clock.now),
      });
      try {
        return await desk.run(source, { settings: JSON.stringify(changed), limits: noLimits });
      } finally {
        await source.close();
      }
    },
    async close() {
      await server.close();
      db.close();
    },
  };
}
