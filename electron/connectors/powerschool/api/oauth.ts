import type { HttpAnswer, HttpRequest } from '../../http/http-client.ts';
import { renewalOf, type Token } from '../../http/token.ts';
import { AppError } from '../../../../shared/errors.ts';
import { errorOfAnswer, isWebPage, notPowerSchool } from './answer-errors.ts';
import { badAnswer, isRecord } from './envelopes.ts';

/** The request for a token (reference §2.1). */
export function tokenRequest(clientId: string, clientSecret: string): HttpRequest {
  return {
    method: 'POST',
    path: '/oauth/access_token/',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'application/json',
    },
    body: 'grant_type=client_credentials',
  };
}

/**
 * The token in an answer (reference §2.2, §2.3). Throws `auth.invalidClient` when the server refuses the credentials.
 */
export function readToken(answer: HttpAnswer, host: string, now: number): Token {
  const { status, text } = answer;
  if (status === 400 || status === 401 || status === 403) throw invalidClient();
  if (status === 404 || status === 405) throw notOffered(host, status);
  if (status >= 300) throw errorOfAnswer(answer, { surface: 'metadata', name: 'oauth' }, host, now);
  if (isWebPage(text)) throw notPowerSchool(answer, host);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badAnswer('to the request for access is not readable');
  }
  if (!isRecord(body)) throw badAnswer('to the request for access is not readable');
  const token = body['access_token'];
  if (typeof token === 'string' && token !== '') return { text: token, renewAt: renewalOf(body['expires_in'], now) };
  if ('error' in body) throw invalidClient();
  throw badAnswer('to the request for access holds no access');
}

function invalidClient(): AppError {
  return new AppError('auth.invalidClient', 'ask', 'PowerSchool refuses the client ID and secret.', {
    fix:
      'Check in PowerSchool that the plugin is installed and enabled, then copy the client ID and secret again from its Data ' +
      'Provider Configuration. They change when they are regenerated and when the plugin is deleted and installed anew.',
  });
}

function notOffered(host: string, status: number): AppError {
  return new AppError('net.notPowerSchool', 'stop', `${host} does not offer PowerSchool's sign-in for plugins.`, {
    fix: 'Check that the address is that of PowerSchool itself, without a path.',
    details: { status },
  });
}
