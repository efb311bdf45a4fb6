import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SandboxResponse } from './route.ts';

const maxBodyBytes = 25 * 1024 * 1024;

/** A request's body. Throws for one that is larger than any plugin. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new RangeError('The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An answer's body as text; a stream is collected. */
export function textOf({ body, stream }: SandboxResponse): string {
  if (stream !== undefined) return [...stream].join('');
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

export async function send(response: ServerResponse, answer: SandboxResponse): Promise<void> {
  if (answer.stream !== undefined) {
    response.writeHead(answer.status, headersOf(answer, true));
    await pipeline(Readable.from(answer.stream), response);
    return;
  }
  const text = textOf(answer);
  const bodiless = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, {
    ...headersOf(answer, text !== ''),
    ...(bodiless ? {} : { 'Content-Length': Buffer.byteLength(text) }),
  });
  response.end(bodiless ? undefined : text);
}

/** Announces the whole answer, sends the first half and closes the connection. */
export function sendHalf(response: ServerResponse, answer: SandboxResponse): void {
  const bytes = Buffer.from(textOf(answer));
  response.writeHead(answer.status, { ...headersOf(answer, true), 'Content-Length': Math.max(2, bytes.byteLength) });
  response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => response.destroy());
}

function headersOf({ headers }: SandboxResponse, hasBody: boolean): Record<string, string> {
  return { ...(hasBody ? { 'Content-Type': 'application/json;charset=UTF-8' } : {}), ...headers };
}
