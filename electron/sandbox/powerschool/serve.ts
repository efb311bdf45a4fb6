import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerTo } from './answer.ts';
import type { AnswerParts, ReceivedRequest } from './answer.ts';
import { control } from './control.ts';
import type { Controls } from './control.ts';
import { answerInstead, changedBody, changedParams, isAnswerKept } from './fault-effects.ts';
import type { FaultBook } from './faults.ts';
import { readBytes, send, sendHalf, textOf } from './http-io.ts';
import { refusal } from './refusal.ts';
import type { RequestLog } from './request-log.ts';

export interface ServeParts extends AnswerParts {
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly controls: Controls;
}

/** What the server does with each request: control surface, faults, and else the right answer. */
export function requestListener(parts: ServeParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, response) => {
    serve(incoming, response, parts).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else void send(response, refusal(500, `The simulated server failed: ${reason(error)}`));
    });
  };
}

async function serve(incoming: IncomingMessage, response: ServerResponse, parts: ServeParts): Promise<void> {
  const request = await received(incoming);
  if (request.path === '/sandbox' || request.path.startsWith('/sandbox/')) {
    await send(response, await control(request, parts.controls));
    return;
  }
  const skewMs = parts.context.switches.clockSkewSeconds * 1000;
  if (skewMs !== 0) response.setHeader('Date', new Date(Date.now() + skewMs).toUTCString());
  const { method, path, params, headers } = request;
  const log = (status: number) => parts.requests.add({ method, path, status });
  const fault = parts.faults.strike(method, path, params);
  if (fault?.fault === 'expiredToken') parts.tokens.revoke(headers.authorization);
  if (fault?.fault === 'hang' || fault?.fault === 'closeBeforeAnswer') {
    log(0);
    if (fault.fault === 'closeBeforeAnswer') response.destroy();
    return;
  }
  if (fault?.fault === 'slow') await pause(fault.milliseconds);
  const instead = fault === undefined ? undefined : answerInstead(fault);
  const answer = instead ?? answerTo({ ...request, params: changedParams(fault, params) }, parts);
  log(isAnswerKept(fault) ? 0 : answer.status);
  if (fault?.fault === 'holdAnswer') return;
  if (fault?.fault === 'loseAnswer') response.destroy();
  else if (fault?.fault === 'closeMidBody') sendHalf(response, answer);
  else if (fault === undefined || instead !== undefined || answer.status >= 300) await send(response, answer);
  else {
    const body = changedBody(fault, textOf(answer));
    await send(response, { status: answer.status, headers: answer.headers ?? {}, body });
  }
}

/** Reads a request whole. Its path comes decoded. */
export async function received(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: decoded(pathname),
    params: searchParams,
    headers: incoming.headers,
    bytes: await readBytes(incoming),
  };
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
