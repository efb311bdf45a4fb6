import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** Names and addresses that the certificate is for; 127.0.0.1 unless told. */
  readonly dnsName?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Signed by this one; by itself if absent. */
  readonly authority?: Certificate;
}

const day = 86_400_000;

/** A certificate of a server, made for one test. */
export async function makeCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  const name = options.dnsName ?? 'localhost';
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: options.notBefore ?? new Date(Date.now() - day),
    notAfterDate: options.notAfter ?? new Date(Date.now() + day),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: options.dnsName === undefined ? [{ type: 7, ip: '127.0.0.1' }] : [{ type: 2, value: name }],
      },
    ],
    ...(options.authority === undefined ? {} : { ca: options.authority }),
  });
  return { key: made.private, cert: made.cert };
}

/** A private certificate authority. */
export async function makeAuthority(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Example District CA' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}
