import { rootCertificates, checkServerIdentity, connect, type DetailedPeerCertificate } from 'node:tls';
import { isIP } from 'node:net';
import { fail, pass, warn, type ChainLink, type Check, type CheckResult } from './check.ts';
import type { CheckedServer } from './checked-server.ts';
import { connectTimeoutMs, serverAddress } from './server-address.ts';

/** C12, C17: the certificate is publicly trusted, for this host name, and valid today. Only the handshake is made. */
export const certificate: Check = {
  id: 'certificate',
  title: 'Certificate',
  needs: ['reachable'],
  run: ({ server, clock, signal }) => certificateOf(server, clock.now(), signal),
};

/** The same of any server, at a time in milliseconds. */
export async function certificateOf(server: CheckedServer, now: number, signal: AbortSignal): Promise<CheckResult> {
  const { url } = server;
  if (url.startsWith('http:')) return pass('There is no certificate to check: the connection is not encrypted.');
  const { host, port } = serverAddress(url);
  const seen = await handshake(host, port, server.ca(), signal);
  if (seen instanceof Error) return noHandshake(host, server);
  return { ...judge(seen, host, now, server), chain: linksOf(seen.certificate) };
}

interface Seen {
  /** Node's code for what is wrong with the chain; null if nothing is. */
  readonly chainError: string | null;
  readonly certificate: DetailedPeerCertificate;
}

const day = 86_400_000;
const soonDays = 30;
const supportOf = ({ product }: CheckedServer): string =>
  `${product}’s own support helps with certificates; ours cannot.`;

async function handshake(host: string, port: number, ca: string | null, signal: AbortSignal): Promise<Seen | Error> {
  signal.throwIfAborted();
  const socket = connect({
    host,
    port,
    minVersion: 'TLSv1.2',
    // The chain is judged here, with a sentence for each fault; nothing is sent over this connection.
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]);
  const stop = (): void => void socket.destroy(new Error('too late'));
  limit.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<Seen | Error>((resolve) => {
      socket.once('secureConnect', () =>
        resolve({
          chainError: socket.authorized ? null : codeOf(socket.authorizationError),
          certificate: socket.getPeerCertificate(true),
        }),
      );
      socket.once('error', resolve);
      socket.once('close', () => resolve(new Error('closed')));
    });
  } finally {
    limit.removeEventListener('abort', stop);
    socket.destroy();
    signal.throwIfAborted();
  }
}

function judge({ chainError, certificate: peer }: Seen, host: string, now: number, server: CheckedServer): CheckResult {
  const chain = ` Chain: ${chainOf(peer).join(' ← ')}.`;
  const validTo = Date.parse(peer.valid_to);
  const days = Math.floor((validTo - now) / day);
  const until = new Date(validTo).toISOString().slice(0, 10);
  const support = supportOf(server);
  const renew = `The certificate must be renewed on the server of ${server.product}. ${support}`;
  if (now > validTo) return fail(`The certificate of ${host} expired on ${until}.${chain}`, renew);
  if (now < Date.parse(peer.valid_from)) {
    return fail(
      `The certificate of ${host} is not valid yet.${chain}`,
      `Check the clock of this computer first. If it is right: ${renew}`,
    );
  }
  if (checkServerIdentity(host, peer) !== undefined) {
    return fail(
      `The certificate is for another name than ${host}.${chain}`,
      `Enter the address under the name that the certificate has, or have one issued for ${host}. ${support}`,
    );
  }
  if (chainError !== null && chainError !== 'ERR_TLS_CERT_ALTNAME_INVALID')
    return untrusted(chainError, host, chain, server);
  const trusted = server.ca() !== null ? 'trusted by the private authority or publicly' : 'publicly trusted';
  const message = `The certificate of ${host} is ${trusted} and valid until ${until}.${chain}`;
  return days < soonDays ? warn(`${message} That is in ${days} days.`, renew) : pass(message);
}

function untrusted(code: string, host: string, chain: string, server: CheckedServer): CheckResult {
  const incomplete = code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
  const self = code === 'DEPTH_ZERO_SELF_SIGNED_CERT' || code === 'SELF_SIGNED_CERT_IN_CHAIN';
  const why = self
    ? 'it was signed by the server itself or by a private authority'
    : incomplete
      ? 'its chain is incomplete or ends at an unknown authority'
      : `its chain does not hold (${code})`;
  return fail(
    `The certificate of ${host} is not publicly trusted: ${why}.${chain}`,
    `${server.product} must have a certificate of a public authority, sent with all intermediate certificates. ` +
      `${supportOf(server)} A private authority is possible in a test integration only, with its file under ${server.caSetting}.`,
  );
}

const noHandshake = (host: string, server: CheckedServer): CheckResult =>
  fail(
    `${host} and this computer could not agree on an encrypted connection.`,
    `The server must offer TLS 1.2 or later with a certificate at this port. ${supportOf(server)}`,
  );

/** Subjects from the server's certificate upwards, as far as the server sent them, then the issuer of the last. */
function chainOf(peer: DetailedPeerCertificate): readonly string[] {
  const sent = certificatesOf(peer);
  const names = sent.map(({ subject }) => nameOf(subject));
  const last = sent.at(-1);
  if (last?.issuer === undefined || last.issuerCertificate !== undefined) return names;
  return [...names, `${nameOf(last.issuer)} (not sent)`];
}

const linksOf = (peer: DetailedPeerCertificate): readonly ChainLink[] =>
  certificatesOf(peer).map(({ subject, issuer, valid_to, fingerprint256 }) => ({
    subject: nameOf(subject),
    issuer: issuer === undefined ? '' : nameOf(issuer),
    validTo: new Date(Date.parse(valid_to)).toISOString().slice(0, 10),
    fingerprint: fingerprint256,
  }));

type Sent = Pick<DetailedPeerCertificate, 'subject' | 'valid_to' | 'fingerprint256'> &
  Partial<Pick<DetailedPeerCertificate, 'issuer' | 'issuerCertificate'>>;

/** Node links each certificate to its issuer's, and that of an authority to itself. */
function certificatesOf(peer: DetailedPeerCertificate): readonly Sent[] {
  const sent: Sent[] = [];
  let current: Partial<DetailedPeerCertificate> | undefined = peer;
  while (
    current?.fingerprint256 !== undefined &&
    sent.every(({ fingerprint256 }) => fingerprint256 !== current?.fingerprint256)
  ) {
    // SAFETY: a certificate that has a fingerprint has a subject and a last day.
    sent.push(current as Sent);
    current = current.issuerCertificate;
  }
  return sent;
}

function nameOf(subject: DetailedPeerCertificate['subject']): string {
  const name = subject.CN ?? subject.O ?? subject.OU ?? 'unnamed';
  return Array.isArray(name) ? name.join(', ') : name;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
