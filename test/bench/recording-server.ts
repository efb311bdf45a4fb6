import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer, rendered once and sent as it is from then on. */
interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/**
 * Stands before a simulated server: the first time a request comes it is passed on and its answer kept, from then on the kept
 * answer is sent. So neither a slow simulator nor a fast one has a part in the figures. `/__recorded` lists what is kept.
 */
export async function startRecordingServer(target: () => string): Promise<{ url: string; close(): void }> {
  const kept = new Map<string, Recorded>();
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await bodyOf(incoming);
      const url = incoming.url ?? '/';
      if (url === '/__recorded') {
        const list = [...kept.values()].map(({ method, url: path, requestBody }) => ({
          method,
          url: path,
          requestBody,
        }));
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list));
        return;
      }
      const key = `${incoming.method} ${url} ${body.toString('latin1')}`;
      let answer = kept.get(key);
      if (answer === undefined) {
        answer = await passOn(target(), incoming, url, body);
        kept.set(key, answer);
      }
      outgoing
        .writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) })
        .end(answer.body);
    })();
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // SAFETY: a server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function passOn(target: string, incoming: IncomingMessage, url: string, body: Buffer): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = incoming.headers;
    const outgoing = request(target + url, { method: incoming.method ?? 'GET', headers }, (answer) => {
      bodyOf(answer).then(
        (content) =>
          resolve({
            method: incoming.method ?? 'GET',
            url,
            requestBody: body.toString(),
            status: answer.statusCode ?? 500,
            headers:
              answer.headers['content-type'] === undefined ? {} : { 'content-type': answer.headers['content-type'] },
            body: content,
          }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
