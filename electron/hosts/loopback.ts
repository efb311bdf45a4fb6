import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AppError } from '../../shared/errors.ts';
import type { Backend } from '../backend-api.ts';
import { createRouter, type Router } from '../router.ts';
import { version } from '../version.ts';
import { startSandboxThread } from '../workers/sandbox-thread.ts';
import { openDownloads, type Downloads } from './downloads.ts';
import { keepHeartbeat } from './heartbeat.ts';
import { answerPage } from './page.ts';
import { openSession, type LoopbackSession } from './session.ts';
import { serveSocket } from './socket.ts';

export interface LoopbackOptions {
  readonly backend: Backend;
  /** The folder of the built screens. */
  readonly screens: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
}

export interface Loopback {
  /** With the one-time token: the first browser that opens it is let in, no other. */
  readonly url: string;
  readonly origin: string;
  /** Ends connections, stops runs and sandboxes that were started here; the backend stays open. */
  close(): Promise<void>;
}

const address = '127.0.0.1';
const socketPath = '/rpc';
const largestMessage = 1 << 20;

/** The app in a browser on this machine. Throws AppError `serve.portTaken` (ask). */
export async function startLoopback({ backend, screens, port = 0 }: LoopbackOptions): Promise<Loopback> {
  const downloads = openDownloads(join(backend.profile.folder, 'exports'));
  const router = createRouter(backend, { version, startSandbox: startSandboxThread, exportDestination: downloads });
  router.keepSchedules();
  return serveRouter(router, screens, port, downloads);
}

/** The same with a router that was made elsewhere; closing closes it, and `downloads`, through which its exports go out. */
export async function serveRouter(
  router: Router,
  screens: string,
  wantedPort = 0,
  downloads?: Downloads,
): Promise<Loopback> {
  const server = createServer();
  const port = await listen(server, wantedPort);
  const host = `${address}:${port}`;
  const origin = `http://${host}`;
  const session = openSession(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false });
  const stopHeartbeat = keepHeartbeat(sockets);

  server.on('request', (request, response) => {
    void answer(request, response, { host, origin, screens, session, downloads });
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const url = urlOf(request, origin);
    const isOurs = request.headers.host === host && request.headers.origin === origin && url?.pathname === socketPath;
    if (!isOurs || !session.admits(request.headers.cookie)) {
      return stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      serveSocket(socket, router);
      sockets.emit('connection', socket, request);
    });
  });

  return {
    url: `${origin}/?token=${session.token}`,
    origin,
    async close() {
      stopHeartbeat();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, router.close()]);
      await downloads?.close();
    },
  };
}

interface Place {
  readonly host: string;
  readonly origin: string;
  readonly screens: string;
  readonly session: LoopbackSession;
  readonly downloads: Downloads | undefined;
}

async function answer(request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> {
  const { host, origin, screens, session, downloads } = place;
  const { method, headers } = request;
  // A name that somebody points at this machine is not our address; a page elsewhere is not one of ours.
  if (headers.host !== host || (headers.origin !== undefined && headers.origin !== origin)) return refuse(response);
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const url = urlOf(request, origin);
  if (url === undefined) return refuse(response);
  const token = url.searchParams.get('token');
  if (token !== null) {
    const cookie = session.exchange(token);
    if (cookie === undefined && !session.admits(headers.cookie)) return refuse(response);
    // The token leaves the address at once.
    const entry = { location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
    return void response.writeHead(303, cookie === undefined ? entry : { ...entry, 'set-cookie': cookie }).end();
  }
  if (!session.admits(headers.cookie)) return refuse(response);
  if (method === 'GET' && (await downloads?.send(url.pathname, response)) === true) return;
  const page = await answerPage(screens, url.pathname, [origin.replace('http:', 'ws:')]);
  response.writeHead(page.status, page.headers).end(method === 'HEAD' ? undefined : page.body);
}

/** Undefined for what is no address of this host. */
function urlOf(request: IncomingMessage, origin: string): URL | undefined {
  const url = URL.parse(request.url ?? '/', origin);
  return url?.origin === origin ? url : undefined;
}

function refuse(response: ServerResponse): void {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  response
    .writeHead(403, headers)
    .end(
      'This address does not let anybody in, or not any more.\nStart “grade-sync serve” again and open the address that it prints.\n',
    );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new AppError('serve.portTaken', 'ask', `The app cannot be served on port ${port}.`, {
          fix: 'Choose another port, or leave the port out to have a free one chosen.',
          cause,
        }),
      ),
    );
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}
