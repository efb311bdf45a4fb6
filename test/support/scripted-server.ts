import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/**
 * What the server does with a request. A body that is no string is sent as JSON. `hangUp` closes before an answer, `cutOff` in the
 * middle of one, `silence` never answers, `drip` never ends.
 */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | 'hangUp'
  | 'cutOff'
  | 'silence'
  | 'drip';

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly ScriptedRequest[];
  close(): Promise<void>;
}

/** A server on the loopback address that answers as `script` says. */
export async function startScriptedServer(
  script: (request: ScriptedRequest, index: number) => Reply,
  tls?: { readonly key: string; readonly cert: string },
): Promise<ScriptedServer> {
  const requests: ScriptedRequest[] = [];
  const dripping = new Set<NodeJS.Timeout>();
  const listen = (message: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const url = new URL(message.url ?? '/', 'http://scripted');
      const request: ScriptedRequest = {
        method: message.method ?? '',
        path: url.pathname,
        params: url.searchParams,
        headers: message.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(request);
      answer(response, script(request, requests.length - 1), dripping);
    });
  };
  const server: Server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    requests,
    async close() {
      for (const timer of dripping) clearInterval(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, reply: Reply, dripping: Set<NodeJS.Timeout>): void {
  if (reply === 'silence') return;
  if (reply === 'hangUp') {
    response.socket?.destroy();
    return;
  }
  if (reply === 'cutOff') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"record":[{"dcid":"1"}', () => response.socket?.destroy());
    return;
  }
  if (reply === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 10);
    dripping.add(timer);
    return;
  }
  const { status = 200, headers = {}, body } = reply;
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  if (body === undefined) response.end();
  else response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}
