import type { AppError } from '../../../shared/errors.ts';

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
