import type { Database } from 'better-sqlite3';
import { openSandboxDatabase } from '../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool } from '../../../electron/sandbox/powerschool/server.ts';
import type { PowerSchoolOptions, PowerSchoolServer } from '../../../electron/sandbox/powerschool/server.ts';
import { pluginFile } from './plugin-file.ts';
import type { PluginParts } from './plugin-file.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  readonly json: unknown;
}

/** A running server with a signed-in client on it. */
export interface TestServer extends AsyncDisposable {
  readonly db: Database;
  readonly server: PowerSchoolServer;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Sends with the plugin's token, unless headers say otherwise. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  signIn(clientId?: string, clientSecret?: string): Promise<Answer>;
}

/** Starts a server on an empty district with one enabled plugin, and signs in. */
export async function startTestServer(
  plugin: PluginParts = {},
  options: Partial<PowerSchoolOptions> = {},
): Promise<TestServer> {
  const db = options.database ?? openSandboxDatabase();
  const server = await startPowerSchool({ handlers: [], ...options, database: db });
  const { id } = await server.installPlugin(await pluginFile(plugin));
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const signIn = (user = clientId ?? '', secret = clientSecret ?? '') =>
    send(server.url, 'POST', '/oauth/access_token/', 'grant_type=client_credentials', {
      Authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  const token = tokenIn((await signIn()).json);
  return {
    db,
    server,
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    signIn,
    ask: (method, path, body, headers) =>
      send(server.url, method, path, body, { Authorization: `Bearer ${token}`, ...headers }),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      db.close();
    },
  };
}

export async function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const init: RequestInit = { method, headers, redirect: 'manual' };
  if (body instanceof Uint8Array) init.body = new Uint8Array(body);
  else if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url + path, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? parsed(text) : undefined };
}

export function tokenIn(body: unknown): string {
  const token = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : '';
  return String(token);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
