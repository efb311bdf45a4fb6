import {
  openPowerSchoolApi,
  type PowerSchoolApiOptions,
} from '../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import type { PowerSchoolApi, WirePage } from '../../electron/connectors/powerschool/api/powerschool-api.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { startScriptedServer, type Reply, type ScriptedRequest, type ScriptedServer } from './scripted-server.ts';

export interface ScriptedPowerSchool {
  readonly api: PowerSchoolApi;
  readonly server: ScriptedServer;
  readonly clock: FakeClock;
  /** Requests other than for tokens. */
  readonly calls: () => readonly ScriptedRequest[];
  readonly tokens: () => number;
  close(): Promise<void>;
}

const isToken = (request: ScriptedRequest) => request.path.startsWith('/oauth/');

/** Our client against a server that gives out the tokens `token-1`, `token-2`, … and answers all else as `script` says. */
export async function scriptPowerSchool(
  script: (request: ScriptedRequest, index: number) => Reply,
  options: Partial<PowerSchoolApiOptions> = {},
): Promise<ScriptedPowerSchool> {
  let given = 0;
  let index = 0;
  const server = await startScriptedServer((request) => {
    if (isToken(request)) {
      given += 1;
      return { body: { access_token: `token-${given}`, token_type: 'Bearer', expires_in: '3600' } };
    }
    index += 1;
    return script(request, index - 1);
  });
  const clock = fakeClock();
  const api = openPowerSchoolApi({
    url: server.url,
    clientId: 'client',
    clientSecret: 'secret',
    ca: null,
    environment: 'test',
    requestTimeoutMs: 5000,
    minimumIntervalMs: 0,
    pageSize: 0,
    maxRequestsInFlight: 1,
    clock,
    random: () => 0.5,
    ...options,
  });
  return {
    api,
    server,
    clock,
    calls: () => server.requests.filter((request) => !isToken(request)),
    tokens: () => server.requests.filter(isToken).length,
    async close() {
      await api.close();
      await server.close();
    },
  };
}

export async function allPages(pages: AsyncIterable<WirePage>): Promise<readonly WirePage[]> {
  const all: WirePage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
