import { randomInt } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { createChangeLog } from './change-log.ts';
import { control } from './control.ts';
import { createTables } from './database.ts';
import { dataVersionHandler } from './data-version.ts';
import { answerInstead, changedBody, changedParams } from './fault-effects.ts';
import { createFaultBook, faultList } from './faults.ts';
import type { Fault, ReadFault } from './faults.ts';
import { readBytes, send, sendHalf, textOf } from './http-io.ts';
import { listen } from './listen.ts';
import { loginPage } from './login-page.ts';
import { createTokenDesk } from './oauth.ts';
import { pluginValidationHandler } from './plugin-validation.ts';
import { createPlugins } from './plugins.ts';
import type { Installation, Plugins } from './plugins.ts';
import { powerQueryHandler } from './power-query.ts';
import { readPlugin } from './read-plugin.ts';
import { invalidToken, notFound, refusal } from './refusal.ts';
import { createRequestLog } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';
import { createResultCache } from './result-cache.ts';
import type { SandboxContext, SandboxHandler, SandboxResponse, SandboxSwitches } from './route.ts';
import { changeRows } from './row-change.ts';
import type { RowChange } from './row-change.ts';
import { schemaTableHandler } from './schema-table.ts';
import { applySwitches, defaultSwitches } from './switches.ts';
import { createThrottle } from './throttle.ts';

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
  /** Ends all connections. The database stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Paths that answer without a token (reference §5.1). */
const open: ReadonlySet<string> = new Set(['/ws/v1/metadata', '/ws/v1/time']);

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
  const context: SandboxContext = { db, switches, now, recordChange: (table, id) => changes.record(table, id) };
  const handlers: readonly SandboxHandler[] = [
    schemaTableHandler,
    powerQueryHandler(plugins, createResultCache(db), changes),
    dataVersionHandler(changes),
    pluginValidationHandler(plugins),
    ...(options.handlers ?? []),
  ];
  faults.set(faultList.parse(options.faults ?? []));

  const installPlugin: PowerSchoolServer['installPlugin'] = async (bytes, more) =>
    plugins.install(await readPlugin(bytes), more);
  const controls = {
    install: async (bytes: Uint8Array) => plugins.setEnabled((await installPlugin(bytes)).id, true),
    plugins: () => plugins.all(),
    setFaults: (list: readonly ReadFault[]) => faults.set(list),
    setSwitches: (change: Parameters<typeof applySwitches>[1]) => {
      applySwitches(switches, change);
      return switches;
    },
    changeRows: (list: readonly RowChange[]) => changeRows(db, changes, list),
    dataVersion: () => changes.version(),
    requests,
  };

  /** The right answer to a request, faults left aside. */
  const answer = (request: IncomingMessage, path: string, params: URLSearchParams, bytes: Buffer): SandboxResponse => {
    const method = request.method ?? 'GET';
    const { authorization } = request.headers;
    if (/^\/oauth\/access_token\/?$/.test(path)) {
      const contentType = request.headers['content-type'];
      return tokens.issue({ method, authorization, contentType, params, body: bytes.toString('utf8') });
    }
    if (!path.startsWith('/ws/')) return method === 'GET' ? loginPage() : notFound();
    const plugin = tokens.holder(authorization);
    if (plugin === undefined && !open.has(path)) return invalidToken();
    const refused = plugin === undefined ? undefined : throttle(plugin.id);
    if (refused !== undefined) return refused;
    let body: unknown;
    try {
      body = bytes.byteLength === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
    } catch {
      return refusal(400, 'The request body is not valid JSON');
    }
    for (const handler of handlers) {
      const handled = handler({ method, path, params, body, plugin }, context);
      if (handled !== undefined) return handled;
    }
    return notFound();
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decoded(pathname);
    const bytes = await readBytes(request);
    if (path === '/sandbox' || path.startsWith('/sandbox/')) {
      await send(response, await control({ method, path, headers: request.headers, bytes }, controls));
      return;
    }
    const log = (status: number) => requests.add({ method, path, status });
    const fault = faults.strike(method, path, searchParams);
    if (fault?.fault === 'expiredToken') tokens.revoke(request.headers.authorization);
    if (fault?.fault === 'hang') return log(0);
    if (fault?.fault === 'closeBeforeAnswer') {
      log(0);
      response.destroy();
      return;
    }
    if (fault?.fault === 'slow') await pause(fault.milliseconds);
    const instead = fault === undefined ? undefined : answerInstead(fault);
    const given = instead ?? answer(request, path, changedParams(fault, searchParams), bytes);
    log(given.status);
    if (fault?.fault === 'closeMidBody') return sendHalf(response, given);
    const isChanged = fault !== undefined && instead === undefined && given.status < 300;
    await send(
      response,
      isChanged
        ? { status: given.status, headers: given.headers ?? {}, body: changedBody(fault, textOf(given)) }
        : given,
    );
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        void send(
          response,
          refusal(500, `The simulated server failed: ${error instanceof Error ? error.message : 'unknown'}`),
        );
    });
  };
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
    changeRows: controls.changeRows,
    requestLog: requests.latest,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const randomFraction = (): number => randomInt(2 ** 32) / 2 ** 32;

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
