import { AppError } from '../../../shared/errors.ts';

/** Whom we talk to, for plain sentences: the product's name, and whether a private certificate may be used there. */
export interface Peer {
  readonly product: string;
  readonly host: string;
  readonly environment: 'test' | 'production';
}

/** How a failed connection shows in Node and undici, and what it means. */
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'TIMED_OUT',
]);
const unknownHostCodes = new Set(['ENOTFOUND', 'ERR_INVALID_URL', 'EINVAL']);
/** We closed the connections ourselves. */
const closedCodes = new Set(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
const expiredCodes = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const untrustedCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]);

/**
 * Any failure to get an answer, as an AppError. `retry` where another attempt may do better; `ask` for certificates, which a
 * person must put right (C12, C17). The text of the original error stays out: it may hold addresses.
 */
export function transportError(error: unknown, peer: Peer): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (timeoutCodes.has(code)) return timedOut(peer, code);
  if (expiredCodes.has(code)) {
    return certificateError('tls.expired', `The certificate of ${peer.host} is not valid today.`, peer, code);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const message = `The certificate of the server is for another name than ${peer.host}.`;
    return certificateError('tls.hostname', message, peer, code);
  }
  if (untrustedCodes.has(code)) {
    return certificateError('tls.untrusted', `The certificate of ${peer.host} is not publicly trusted.`, peer, code);
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    const message = `No secure connection to ${peer.host} could be agreed on.`;
    return certificateError('tls.handshake', message, peer, code);
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'ERR_BUFFER_TOO_LARGE') {
    return new AppError('remote.badAnswer', 'stop', `An answer of ${peer.host} was far larger than it can be.`, {
      fix: 'Choose a smaller page size in the advanced settings.',
      details: { reason: code },
    });
  }
  if (code.startsWith('HPE_') || code.startsWith('Z_')) {
    return new AppError('remote.badAnswer', 'retry', `${peer.host} sent something that is no valid HTTP answer.`, {
      fix: `Check that the address is that of ${peer.product} itself.`,
      details: { reason: code },
    });
  }
  return unreachable(peer, code);
}

/** Text given as a private certificate authority cannot be read as one. */
export function badAuthority(): AppError {
  return new AppError('tls.badAuthority', 'ask', 'The file of the private certificate authority cannot be read.', {
    fix: 'Choose a file in PEM format: its text begins with "-----BEGIN CERTIFICATE-----".',
  });
}

function timedOut(peer: Peer, code: string): AppError {
  return new AppError('net.timeout', 'retry', `${peer.host} did not answer in time.`, {
    fix: `Try again when ${peer.product} is less busy, or choose a smaller page size or a longer time limit in the advanced settings.`,
    details: { reason: code },
  });
}

function unreachable(peer: Peer, code: string): AppError {
  const known = !unknownHostCodes.has(code);
  const again = known && !closedCodes.has(code);
  const message = known
    ? `The connection to ${peer.host} could not be made or broke off.`
    : `There is no server by the name of ${peer.host}.`;
  return new AppError('net.unreachable', again ? 'retry' : 'stop', message, {
    fix: `Check the address and the network (firewall, VPN), and that ${peer.product} is running.`,
    details: { reason: code },
  });
}

function certificateError(code: string, message: string, peer: Peer, reason: string): AppError {
  const own =
    peer.environment === 'test' && code === 'tls.untrusted'
      ? ' For a test integration you can give the file of your private certificate authority instead.'
      : '';
  return new AppError(code, 'ask', message, {
    fix:
      `${peer.product} needs a valid, publicly trusted certificate for this address, with its whole chain and TLS 1.2 or later. ` +
      `${peer.product}'s own support helps with certificates; ours cannot.${own}`,
    details: { reason },
  });
}

/** The code of an error or of what caused it: wrapped ones, and those of several addresses tried in turn. */
function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && !passedOn.has(current.code)) return current.code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else if (current.cause === undefined) return 'code' in current ? String(current.code) : current.name;
    else current = current.cause;
  }
  return 'UNKNOWN';
}

/** Codes that only say that something below went wrong. */
const passedOn = new Set(['UND_ERR_SOCKET', 'UND_ERR_ABORTED', 'UND_ERR']);
