import { randomInt } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Database } from 'better-sqlite3';
import { createChangeLog } from './change-log.ts';
import type { Controls } from './control.ts';
import { createTables } from './database.ts';
import { dataVersionHandler } from './data-version.ts';
import { createFaultBook, faultList } from './faults.ts';
import type { Fault } from './faults.ts';
import { listen } from './listen.ts';
import { createTokenDesk } from './oauth.ts';
import { pluginValidationHandler } from './plugin-validation.ts';
import { createPlugins } from './plugins.ts';
import type { Installation, Plugins } from './plugins.ts';
import { powerQueryHandler } from './power-query.ts';
import { readPlugin } from './read-plugin.ts';
import { createRequestLog } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';
import { createResultCache } from './result-cache.ts';
import type { SandboxContext, SandboxHandler, SandboxSwitches } from './route.ts';
import { changeRows } from './row-change.ts';
import type { RowChange } from './row-change.ts';
import { schemaTableHandler } from './schema-table.ts';
import { requestListener } from './serve.ts';
import { gradebookSnapshot } from './snapshot.ts';
import { applySwitches, defaultSwitches } from './switches.ts';
import { createThrottle } from './throttle.ts';
import { v1Handler } from './v1/handler.ts';
import { createWriteLog, type CarriedOut } from './write-log.ts';
import { xteHandler } from './xte/handler.ts';

export interface PowerSchoolOptions {
  readonly database: Database;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly now?: () => Date;
  /** From 0 to below 1, as `Math.random`: for ids, secrets and tokens. */
  readonly random?: () => number;
  readonly switches?: Partial<SandboxSwitches>;
  readonly faults?: readonly Fault[];
  /** PEM texts; with them the server speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** In place of those of `/ws/v1` and `/ws/xte`. */
  readonly handlers?: readonly SandboxHandler[];
}

/** A running simulated PowerSchool, reachable on the loopback address only. */
export interface PowerSchoolServer {
  readonly url: string;
  /** Zip or plugin.xml. Leaves it disabled, as the administrator's *Install* does. */
  installPlugin(bytes: Uint8Array, options?: { readonly preinstalled?: boolean }): Promise<Installation>;
  uninstallPlugin(id: number): void;
  setEnabled(id: number, enabled: boolean): Installation;
  regenerateSecret(id: number): Installation;
  readonly plugins: Plugins;
  setFaults(faults: readonly Fault[]): void;
  /** How often a fault has struck since `setFaults`. */
  readonly faultsStruck: number;
  /** In force at once; may be changed in place. */
  readonly switches: SandboxSwitches;
  /** Changes rows as somebody working in PowerSchool would; gives their ids. */
  changeRows(changes: readonly RowChange[]): readonly number[];
  /** The latest 10,000 requests: method, path and status, nothing else. */
  readonly requestLog: readonly LoggedRequest[];
  /** Every write to the gradebook that was carried out, whether or not its answer arrived. */
  readonly writeLog: readonly CarriedOut[];
  /** What the gradebook says, to be compared byte for byte. */
  snapshot(): string;
  /** Ends all connections. The database stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Starts a server on a district's database. Throws AppError `sandbox.portTaken` (ask). */
export async function startPowerSchool(options: PowerSchoolOptions): Promise<PowerSchoolServer> {
  const { database: db, now = () => new Date(), random = randomFraction } = options;
  createTables(db);
  const switches = defaultSwitches();
  applySwitches(switches, options.switches ?? {});
  const changes = createChangeLog(db, now, () => switches.timeZone);
  const plugins = createPlugins(db, random);
  const tokens = createTokenDesk(plugins, switches, now, random);
  const throttle = createThrottle(switches, now);
  const faults = createFaultBook();
  const requests = createRequestLog();
  const writes = createWriteLog();
  const context: SandboxContext = {
    db,
    switches,
    now,
    recordChange: (table, id) => changes.record(table, id),
    recordWrite: (write) => writes.add(write),
  };
  const handlers: readonly SandboxHandler[] = [
    schemaTableHandler,
    powerQueryHandler(plugins, createResultCache(db), changes),
    dataVersionHandler(changes),
    pluginValidationHandler(plugins),
    ...(options.handlers ?? [v1Handler, xteHandler]),
  ];
  faults.set(faultList.parse(options.faults ?? []));

  const installPlugin: PowerSchoolServer['installPlugin'] = async (bytes, more) =>
    plugins.install(await readPlugin(bytes), more);
  const controls: Controls = {
    install: async (bytes) => plugins.setEnabled((await installPlugin(bytes)).id, true),
    plugins: () => plugins.all(),
    setFaults: (list) => faults.set(list),
    setSwitches: (change) => {
      applySwitches(switches, change);
      return switches;
    },
    changeRows: (list) => changeRows(db, changes, list),
    dataVersion: () => changes.version(),
    requests,
    writes,
    snapshot: () => gradebookSnapshot(db),
  };

  const onRequest = requestListener({ tokens, throttle, handlers, context, faults, requests, controls });
  const server = options.tls === undefined ? createHttpServer(onRequest) : createHttpsServer(options.tls, onRequest);
  const port = await listen(server, options.port ?? 0);

  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    installPlugin,
    uninstallPlugin: (id) => plugins.uninstall(id),
    setEnabled: (id, enabled) => plugins.setEnabled(id, enabled),
    regenerateSecret: (id) => plugins.regenerateSecret(id),
    plugins,
    setFaults: (list) => faults.set(faultList.parse(list)),
    get faultsStruck() {
      return faults.struck;
    },
    switches,
    changeRows: (list) => changeRows(db, changes, list),
    requestLog: requests.latest,
    writeLog: writes.all,
    snapshot: () => gradebookSnapshot(db),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const randomFraction = (): number => randomInt(2 ** 32) / 2 ** 32;
