import { AppError } from '../../../../shared/errors.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { HttpAnswer } from '../../http/http-client.ts';
import { renewalOf, type Token } from '../../http/token.ts';
import { badAnswer, errorOfAnswer, isWebPage, notOneRoster, type Told } from './answer-errors.ts';
import { isRecord, statusInfoOf } from './status-info.ts';

/** What we ask for (reference §5.9): all that is read. A hub without scopes ignores it. */
export function scopesOf(version: OneRosterVersion): readonly string[] {
  const base = `https://purl.imsglobal.org/spec/or/${version === '1.1' ? 'v1p1' : 'v1p2'}/scope/`;
  return [`${base}roster.readonly`, `${base}gradebook.readonly`];
}

/** Headers and body of the request for a token, with the credentials by HTTP Basic (school-passport §10.1). */
export function tokenForm(clientId: string, clientSecret: string, scopes: readonly string[]) {
  const scope = scopes.length === 0 ? '' : `&scope=${encodeURIComponent(scopes.join(' '))}`;
  return {
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'application/json',
    },
    body: `grant_type=client_credentials${scope}`,
  };
}

/** True if the server refuses scopes it does not know rather than the credentials: then access is asked for without any. */
export const refusesScopes = (answer: HttpAnswer): boolean =>
  answer.status === 400 && statusInfoOf(answer.text).minor === 'invalid_scope';

/** The token in an answer. Throws `auth.invalidClient` (ask) when the server refuses the credentials. */
export function readToken(answer: HttpAnswer, told: Told, now: number): Token {
  const { status, text } = answer;
  if (status === 400 || status === 401 || status === 403) throw invalidClient(told);
  if (status === 404 || status === 405) {
    throw new AppError('net.notOneRoster', 'stop', `${told.host} does not offer ${told.product}'s sign-in.`, {
      fix: 'Check the address, and the address for access if one was given.',
      details: { status },
    });
  }
  if (status >= 300) throw errorOfAnswer(answer, told, now);
  if (isWebPage(text)) throw notOneRoster(answer, told);
  const body = parsed(text);
  const token = isRecord(body) ? body['access_token'] : undefined;
  if (!isRecord(body)) throw badAnswer(told, 'to the request for access is not readable');
  if (typeof token === 'string' && token !== '') return { text: token, renewAt: renewalOf(body['expires_in'], now) };
  if ('error' in body) throw invalidClient(told);
  throw badAnswer(told, 'to the request for access holds no access');
}

const invalidClient = ({ product }: Told): AppError =>
  new AppError('auth.invalidClient', 'ask', `${product} refuses the client ID and secret.`, {
    fix: `Ask the administrator of ${product} for the client ID and secret of this district, and enter both again.`,
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
