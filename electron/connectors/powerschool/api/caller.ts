import type { Clock } from '../../http/clock.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/http-client.ts';
import type { Pace } from '../../http/pace.ts';
import { withRetry, type Retrying } from '../../http/retry.ts';
import { retryAfterMs } from '../../http/server-wait.ts';
import { holdToken } from '../../http/token.ts';
import { AppError } from '../../../../shared/errors.ts';
import { errorOfAnswer, isWebPage, notPowerSchool, throttled, tooManyRequests, type Asked } from './answer-errors.ts';
import { badAnswer } from './envelopes.ts';
import { readToken, tokenRequest } from './oauth.ts';
import type { WriteAnswer, WriteRequest } from './powerschool-api.ts';
import { wasNotSent } from '../../http/not-sent.ts';
import { bodyText, isResubmit } from './write-answers.ts';

export interface Call {
  readonly asked: Asked;
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Sent as JSON with POST; without it the call is a GET. */
  readonly body?: unknown;
}

/** Calls to PowerSchool that end in parsed JSON or an AppError: with token, pace, retries and translated errors. */
export interface Caller {
  /** Gets a new token. */
  signIn(signal: AbortSignal): Promise<void>;
  call(call: Call, signal: AbortSignal): Promise<unknown>;
  /** The same without a token, for the few paths that need none. */
  callOpenly(call: Call, signal: AbortSignal): Promise<unknown>;
  /** A write, once (`PowerSchoolApi.write`). */
  write(request: WriteRequest, signal: AbortSignal): Promise<WriteAnswer>;
}

export interface CallerOptions {
  readonly client: HttpClient;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly pace: Pace;
  readonly retrying: Retrying;
  readonly clock: Clock;
}

export function openCaller({ client, clientId, clientSecret, pace, retrying, clock }: CallerOptions): Caller {
  const tokens = holdToken((signal) => withRetry(() => fetchToken(signal), retrying, signal), clock);

  async function fetchToken(signal: AbortSignal) {
    const answer = await send(tokenRequest(clientId, clientSecret), signal);
    return readToken(answer, client.host, clock.now());
  }

  /** Sends when the pace allows, and teaches the pace. Throws `remote.rateLimited`. `within` ends a request that is on its way. */
  async function send(request: HttpRequest, signal: AbortSignal, within = signal): Promise<HttpAnswer> {
    const turn = await pace.enter(signal);
    let answer: HttpAnswer;
    try {
      answer = await client.send(request, within);
    } catch (error) {
      turn.ended();
      throw error;
    }
    const refusal = throttled(answer, clock.now());
    if (refusal !== null) {
      turn.refused(refusal.waitMs);
      throw tooManyRequests(refusal.waitMs);
    }
    if (answer.status >= 500) turn.ended(retryAfterMs(answer.header('retry-after'), clock.now()));
    else turn.accepted();
    return answer;
  }

  /** With a token; a token that is refused is replaced once (reference §2.3). */
  async function sendSigned(call: Call, signal: AbortSignal): Promise<HttpAnswer> {
    const token = await tokens.get(signal);
    const answer = await send(requestOf(call, token), signal);
    if (answer.status !== 401 || /accessLevelV1Api/i.test(answer.text)) return answer;
    tokens.drop(token);
    const fresh = await tokens.get(signal);
    const second = await send(requestOf(call, fresh), signal);
    if (second.status === 401) tokens.drop(fresh);
    return second;
  }

  /** With a token; 401 once and 412 “Resubmit” once are answered by the same request. */
  async function sendWrite(request: WriteRequest, signal: AbortSignal): Promise<WriteAnswer> {
    const may = { signIn: true, resubmit: true };
    for (;;) {
      const token = await tokens.get(signal);
      let answer: HttpAnswer;
      try {
        answer = await send(writeOf(request, token), signal, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof AppError) || wasNotSent(error)) throw error;
        return { kind: 'lost', error };
      }
      if (answer.status === 401) {
        tokens.drop(token);
        if (!may.signIn) throw errorOfAnswer(answer, { surface: 'xte', name: request.path }, client.host, clock.now());
        may.signIn = false;
      } else if (isResubmit(request, answer) && may.resubmit) may.resubmit = false;
      else return { kind: 'answered', status: answer.status, text: answer.text, location: answer.header('location') };
    }
  }

  function read(answer: HttpAnswer, asked: Asked): unknown {
    if (answer.status < 200 || answer.status >= 300) throw errorOfAnswer(answer, asked, client.host, clock.now());
    try {
      return JSON.parse(answer.text) as unknown;
    } catch {
      if (isWebPage(answer.text)) throw notPowerSchool(answer, client.host);
      throw badAnswer(answer.text.trim() === '' ? 'is empty' : 'is cut off or not readable');
    }
  }

  return {
    signIn: (signal) => tokens.renew(signal),
    call: (call, signal) => withRetry(async () => read(await sendSigned(call, signal), call.asked), retrying, signal),
    callOpenly: (call, signal) =>
      withRetry(async () => read(await send(requestOf(call, null), signal), call.asked), retrying, signal),
    write: (request, signal) => withRetry(() => sendWrite(request, signal), retrying, signal),
  };
}

function requestOf(call: Call, token: string | null): HttpRequest {
  const search = new URLSearchParams(call.params).toString();
  const posts = call.body !== undefined;
  return {
    method: posts ? 'POST' : 'GET',
    path: search === '' ? call.path : `${call.path}?${search}`,
    headers: {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(posts ? { 'content-type': 'application/json' } : {}),
    },
    ...(posts ? { body: JSON.stringify(call.body) } : {}),
  };
}

function writeOf({ method, path, params, ...written }: WriteRequest, token: string): HttpRequest {
  const body = bodyText(written);
  return {
    method,
    path: `${path}?${new URLSearchParams(params).toString()}`,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === null ? {} : { body }),
  };
}
