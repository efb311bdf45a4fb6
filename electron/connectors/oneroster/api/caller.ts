import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/errors.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/http-client.ts';
import type { Pace } from '../../http/pace.ts';
import { withRetry, type Retrying } from '../../http/retry.ts';
import { wasNotSent } from '../../http/not-sent.ts';
import { retryAfterMs } from '../../http/server-wait.ts';
import { holdToken, type Token } from '../../http/token.ts';
import { errorOfAnswer, throttled, tooManyRequests, type Told } from './answer-errors.ts';
import { oauth1Header } from './oauth1.ts';
import type { WireWrite, WriteAnswer } from './oneroster-api.ts';
import { readToken, refusesScopes, tokenForm } from './oauth2.ts';

/** Where access is asked for, and for what. */
export interface TokenPlace {
  /** Its server may be another than that of the records. */
  readonly client: HttpClient;
  readonly path: string;
  readonly scopes: readonly string[];
}

export interface CallerOptions {
  readonly client: HttpClient;
  /** Scheme, host and port of `client`. */
  readonly origin: string;
  /** Null: requests are signed one by one (OAuth 1.0a). */
  readonly token: TokenPlace | null;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly product: string;
  readonly pace: Pace;
  readonly retrying: Retrying;
  readonly clock: Clock;
}

/** Reads from a OneRoster provider: signed, paced, tried again where that may help, refusals as AppErrors. */
export interface Caller {
  /** Gets a new token, where there are tokens. */
  signIn(signal: AbortSignal): Promise<void>;
  /** GETs `path` (with its query) and reads a successful answer. What `read` throws to `retry` is tried again, too. */
  get<T>(path: string, told: Told, read: (answer: HttpAnswer) => T, signal: AbortSignal): Promise<T>;
  /** A write, once (`OneRosterApi.write`). */
  write(request: WireWrite, told: Told, signal: AbortSignal): Promise<WriteAnswer>;
}

/** A request that only reads. */
interface Reading {
  readonly method: 'GET';
  readonly path: string;
  readonly body?: undefined;
}

export function openCaller(options: CallerOptions): Caller {
  const { client, token, clientId, clientSecret, product, pace, retrying, clock } = options;
  const tokens =
    token === null ? null : holdToken((signal) => withRetry(() => fetchToken(token, signal), retrying, signal), clock);

  async function fetchToken(place: TokenPlace, signal: AbortSignal): Promise<Token> {
    const ask = (scopes: readonly string[]): Promise<HttpAnswer> =>
      send(place.client, { method: 'POST', path: place.path, ...tokenForm(clientId, clientSecret, scopes) }, signal);
    const first = await ask(place.scopes);
    const answer = refusesScopes(first) ? await ask([]) : first;
    return readToken(answer, { product, host: place.client.host, asked: 'access' }, clock.now());
  }

  /** Sends when the pace allows, and teaches the pace. Throws `remote.rateLimited`. */
  async function send(to: HttpClient, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const turn = await pace.enter(signal);
    let answer: HttpAnswer;
    try {
      answer = await to.send(request, signal);
    } catch (error) {
      turn.ended();
      throw error;
    }
    const refusal = throttled(answer, clock.now());
    if (refusal !== null) {
      turn.refused(refusal.waitMs);
      throw tooManyRequests(product, refusal.waitMs);
    }
    if (answer.status >= 500) turn.ended(retryAfterMs(answer.header('retry-after'), clock.now()));
    else turn.accepted();
    return answer;
  }

  function requestOf({ method, path, body }: WireWrite | Reading, authorization: string): HttpRequest {
    const headers = { accept: 'application/json', authorization };
    if (body === undefined) return { method, path, headers };
    return { method, path, headers: { ...headers, 'content-type': 'application/json' }, body };
  }

  function signatureOf({ method, path }: WireWrite | Reading): string {
    const timestamp = Math.floor(clock.now() / 1000);
    return oauth1Header(method, options.origin + path, { clientId, clientSecret, timestamp, nonce: randomUUID() });
  }

  /** A token that is refused is replaced once (reference §5.7). `within`: what may end the request once it is on its way. */
  async function sendSigned(request: WireWrite | Reading, signal: AbortSignal, within = signal): Promise<HttpAnswer> {
    if (tokens === null) return send(client, requestOf(request, signatureOf(request)), within);
    const held = await tokens.get(signal);
    const answer = await send(client, requestOf(request, `Bearer ${held}`), within);
    if (answer.status !== 401) return answer;
    tokens.drop(held);
    const fresh = await tokens.get(signal);
    const second = await send(client, requestOf(request, `Bearer ${fresh}`), within);
    if (second.status === 401) tokens.drop(fresh);
    return second;
  }

  async function writeOnce(request: WireWrite, told: Told, signal: AbortSignal): Promise<WriteAnswer> {
    try {
      const answer = await sendSigned(request, signal, new AbortController().signal);
      if (answer.status === 401) throw errorOfAnswer(answer, told, clock.now());
      return { kind: 'answered', status: answer.status, text: answer.text };
    } catch (error) {
      if (!(error instanceof AppError) || wasNotSent(error)) throw error;
      return { kind: 'lost', error };
    }
  }

  return {
    signIn: (signal) => tokens?.renew(signal) ?? Promise.resolve(),
    get: (path, told, read, signal) =>
      withRetry(
        async () => {
          const answer = await sendSigned({ method: 'GET', path }, signal);
          if (answer.status < 200 || answer.status >= 300) throw errorOfAnswer(answer, told, clock.now());
          return read(answer);
        },
        retrying,
        signal,
      ),
    write: (request, told, signal) => withRetry(() => writeOnce(request, told, signal), retrying, signal),
  };
}
