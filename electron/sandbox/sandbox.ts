import type { OneRosterVersion } from '../../shared/integration/partner.ts';
import { buildPlugin } from '../setup/plugin/build-plugin.ts';
import { yearIdOn } from './district/calendar.ts';
import { createDistrict } from './district.ts';
import { openSandboxDatabase } from './powerschool/database.ts';
import type { Fault } from './powerschool/faults.ts';
import type { SandboxSwitches } from './powerschool/route.ts';
import { startPowerSchool } from './powerschool/server.ts';
import type { PowerSchoolServer } from './powerschool/server.ts';
import { fillFromDistrict } from './school-passport/fill.ts';
import { startSchoolPassport, type SchoolPassportServer } from './school-passport/server.ts';

export interface SandboxOptions {
  /** The same seed, size and day give the same district. */
  readonly seed: number;
  readonly students: number;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  readonly switches?: Partial<SandboxSwitches>;
  /** The day on which the sandbox begins; its clock runs from there. The real one by default. */
  readonly today?: Date;
  /** Puts in records that break the limits, one of each kind. */
  readonly defects?: boolean;
  /** What the School Passport speaks; 1.1 by default. */
  readonly oneroster?: OneRosterVersion;
}

/** What the `sandbox` command prints: where the systems are and how to sign in. */
export interface SandboxDescription {
  readonly powerschool: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** POST a plugin's zip here: it is installed, approved, and its credentials come back. */
    readonly pluginUploadUrl: string;
    /** Where faults, switches and changes of rows are set. */
    readonly controlUrl: string;
  };
  /** The hub at the other end of a 2-Way Sync, with the same district's roster and nothing graded. */
  readonly schoolPassport: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** The version that it speaks, as the integration has to say. */
    readonly oneroster: OneRosterVersion;
    /** Where faults and records are set. */
    readonly controlUrl: string;
  };
  readonly seed: number;
  readonly students: number;
}

/** A simulated district with our plugin installed and enabled, and a simulated School Passport beside it. */
export interface Sandbox {
  readonly server: PowerSchoolServer;
  readonly partner: SchoolPassportServer;
  describe(): SandboxDescription;
  close(): Promise<void>;
}

/** Lower than any version we release, so that a plugin built by the app installs over the one that comes with the sandbox. */
const shippedPluginVersion = '0.0.1';

/** Creates the district in memory and serves it on the loopback address. Throws AppError `sandbox.portTaken` (ask). */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed, students, today = new Date() } = options;
  const db = openSandboxDatabase();
  createDistrict(db, { seed, students, today, defects: options.defects ?? false });
  const startedAt = performance.now();
  const now = () => new Date(today.getTime() + performance.now() - startedAt);
  const server = await startPowerSchool({
    database: db,
    now,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
  });
  const plugin = await buildPlugin({
    gradeSync: true,
    writes: true,
    changeColumns: true,
    version: shippedPluginVersion,
  });
  const { id } = await server.installPlugin(plugin, { preinstalled: true });
  server.setEnabled(id, true);
  const partner = await startSchoolPassport({
    now,
    ...(options.oneroster === undefined ? {} : { oneroster: options.oneroster }),
  });
  fillFromDistrict(partner.records, db, yearIdOn(today), today);

  return {
    server,
    partner,
    describe: () => {
      const installed = server.plugins.get(id);
      return {
        powerschool: {
          url: server.url,
          clientId: installed?.clientId ?? '',
          clientSecret: installed?.clientSecret ?? '',
          pluginUploadUrl: `${server.url}/sandbox/plugins`,
          controlUrl: `${server.url}/sandbox`,
        },
        schoolPassport: {
          url: partner.url,
          clientId: partner.clientId,
          clientSecret: partner.clientSecret,
          oneroster: partner.records.dialect.version,
          controlUrl: `${partner.url}/sandbox`,
        },
        seed,
        students,
      };
    },
    close: async () => {
      await Promise.all([server.close(), partner.close()]);
      db.close();
    },
  };
}
