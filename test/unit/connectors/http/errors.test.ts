import { describe, expect, it } from 'vitest';
import { transportError } from '../../../../electron/connectors/http/errors.ts';
import { AppError } from '../../../../shared/errors.ts';

const peer = { product: 'PowerSchool', host: 'ps.example.org', environment: 'production' } as const;
const failure = (code: string, more: ErrorOptions = {}) => Object.assign(new Error('secret 10.0.0.1', more), { code });

describe('transport errors', () => {
  it('calls a name that does not exist unreachable, without another try', () => {
    expect(transportError(failure('ENOTFOUND'), peer)).toMatchObject({ code: 'net.unreachable', recovery: 'stop' });
  });

  it('tries again where the network may come back', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ENETUNREACH', 'EPIPE', 'UND_ERR_SOCKET']) {
      expect(transportError(failure(code), peer)).toMatchObject({ code: 'net.unreachable', recovery: 'retry' });
    }
  });

  it('looks for the reason below a wrapping error and among several addresses', () => {
    const wrapped = failure('UND_ERR_SOCKET', { cause: failure('ETIMEDOUT') });
    expect(transportError(wrapped, peer).code).toBe('net.timeout');
    const several = new AggregateError([failure('CERT_HAS_EXPIRED'), failure('ECONNREFUSED')]);
    expect(transportError(several, peer).code).toBe('tls.expired');
    expect(transportError('no error at all', peer)).toMatchObject({ code: 'net.unreachable' });
  });

  it('tells a faulty certificate from an unknown one and sends to the support of PowerSchool (C12, C17)', () => {
    const codes = {
      CERT_HAS_EXPIRED: 'tls.expired',
      CERT_NOT_YET_VALID: 'tls.expired',
      ERR_TLS_CERT_ALTNAME_INVALID: 'tls.hostname',
      SELF_SIGNED_CERT_IN_CHAIN: 'tls.untrusted',
      UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls.untrusted',
      ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls.handshake',
    };
    for (const [code, expected] of Object.entries(codes)) {
      const error = transportError(failure(code), peer);
      expect(error).toMatchObject({ code: expected, recovery: 'ask' });
      expect(error.fix).toContain("PowerSchool's own support helps with certificates; ours cannot.");
    }
  });

  it('keeps the text of the original error out and passes an AppError through', () => {
    expect(JSON.stringify(transportError(failure('ECONNRESET'), peer))).not.toContain('10.0.0.1');
    const own = new AppError('a.b', 'stop', 'Said already.');
    expect(transportError(own, peer)).toBe(own);
  });
});
