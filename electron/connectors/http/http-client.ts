import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool, type Dispatcher } from 'undici';
import { badAuthority, transportError, type Peer } from './errors.ts';

export interface HttpClientOptions {
  /** Scheme, host, port and, if any, the path that all requests begin with. */
  readonly url: string;
  /** A private certificate authority in PEM, trusted beside the public ones. */
  readonly ca: string | null;
  /** The longest that one request may take from the connection to the last byte. */
  readonly requestTimeoutMs: number;
  readonly connections: number;
  /** Product name and environment, for the sentences of errors. */
  readonly peer: Omit<Peer, 'host'>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** A header by its lower-case name. */
  header(name: string): string | null;
  /** The whole body; of an answer other than 2xx only the beginning. */
  readonly text: string;
}

export interface HttpClient {
  /**
   * Sends once and reads the answer whole, whatever its status; follows no redirect. Throws an AppError `net.*`, `tls.*` or
   * `remote.badAnswer` if there is no whole answer, and the signal's reason if that is aborted.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Requests sent so far. */
  readonly sent: number;
  readonly host: string;
  close(): Promise<void>;
}

const longestErrorBody = 64 * 1024;
const longestBody = 256 * 1024 * 1024;
const longestConnectMs = 30_000;
const unzip = promisify(gunzip);

/** Connections to one server, kept alive. TLS is at least 1.2 and always verified. */
export function openHttpClient(options: HttpClientOptions): HttpClient {
  const url = new URL(options.url);
  const prefix = url.pathname.replace(/\/+$/, '');
  const peer: Peer = { ...options.peer, host: url.host };
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: options.requestTimeoutMs,
    bodyTimeout: options.requestTimeoutMs,
    maxResponseSize: longestBody,
    connect: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      timeout: Math.min(longestConnectMs, options.requestTimeoutMs),
      ...(options.ca === null ? {} : { ca: authorities(options.ca) }),
    },
  });
  let sent = 0;

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const limit = new AbortController();
    const stop = () => limit.abort(signal.reason);
    const timer = setTimeout(() => limit.abort(new TimedOut()), options.requestTimeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    sent += 1;
    try {
      const answer = await pool.request({
        method: request.method,
        path: prefix + request.path,
        headers: { 'user-agent': 'grade-sync', 'accept-encoding': 'gzip', ...request.headers },
        body: request.body ?? null,
        signal: limit.signal,
      });
      const text = await textOf(answer);
      const { headers, statusCode } = answer;
      return { status: statusCode, header: (name) => single(headers[name]), text };
    } catch (error) {
      signal.throwIfAborted();
      throw transportError(limit.signal.aborted ? limit.signal.reason : error, peer);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    send,
    get sent() {
      return sent;
    },
    host: url.host,
    close: () => pool.destroy(),
  };
}

class TimedOut extends Error {
  readonly code = 'TIMED_OUT';
}

async function textOf(answer: Dispatcher.ResponseData): Promise<string> {
  const whole = answer.statusCode >= 200 && answer.statusCode < 300;
  const zipped = single(answer.headers['content-encoding'])?.toLowerCase() === 'gzip';
  if (whole && !zipped) return answer.body.text();
  const bytes = whole ? Buffer.from(await answer.body.arrayBuffer()) : await beginning(answer.body);
  if (!zipped || bytes.length === 0) return bytes.toString('utf8');
  return (await unzip(bytes, { maxOutputLength: whole ? longestBody : longestErrorBody })).toString('utf8');
}

async function beginning(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  // Leaving the loop early destroys the stream, which then reports that as an error nobody waits for.
  body.on('error', () => undefined);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= longestErrorBody) break;
  }
  return Buffer.concat(chunks).subarray(0, longestErrorBody);
}

function single(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}

function authorities(ca: string): string[] {
  const blocks = ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (blocks === null) throw badAuthority();
  try {
    return [...rootCertificates, ...blocks.map((block) => new X509Certificate(block).toString())];
  } catch {
    throw badAuthority();
  }
}
