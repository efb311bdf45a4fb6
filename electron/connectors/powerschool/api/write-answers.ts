import type { HttpAnswer } from '../../http/http-client.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { WriteRequest } from './powerschool-api.ts';

/** Failures before a connection stood: nothing left this computer. */
const beforeConnection: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** True where a request that failed surely did not reach the server: no connection, no agreed encryption, or refused for its pace. */
export const wasNotSent = ({ code, details }: AppError): boolean =>
  code === 'remote.rateLimited' ||
  code.startsWith('tls.') ||
  code.startsWith('auth.') ||
  beforeConnection.has(details['reason']);

/**
 * E16: the server asks for the identical request again. A removal that is refused for its scores has the same status, but does not
 * ask for that (reference §7.1).
 */
export const isResubmit = ({ method }: WriteRequest, { status, text }: HttpAnswer): boolean =>
  status === 412 && (method !== 'DELETE' || /resubmit/i.test(text));
