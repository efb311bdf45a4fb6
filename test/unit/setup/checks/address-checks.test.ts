import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, makeCertificate, type Certificate } from '../../../support/certificates.ts';
import type { ScriptedServer } from '../../../support/scripted-server.ts';
import { check, integrationAt, startCheckedServer } from './checked-server.ts';
import { systemClock } from '../../../../electron/connectors/http/clock.ts';

const day = 86_400_000;
let folder: string;
let caFile: string;
let authority: Certificate;
let server: ScriptedServer | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  caFile = join(folder, 'ca.pem');
  authority = await makeAuthority();
  writeFileSync(caFile, authority.cert);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function checkCertificate(tls: Certificate, options: { readonly withCa: boolean }) {
  server = await startCheckedServer(() => undefined, tls);
  const powerschool = { url: server.url, clientId: 'client', caFile: options.withCa ? caFile : null };
  return check(integrationAt(server.url, { powerschool }), { clock: systemClock });
}

describe('set-up checks of the address', () => {
  it('refuses plain http away from this computer and does not connect (C12)', async () => {
    const integration = integrationAt('https://ps.example.org');
    const powerschool = { ...integration.config.powerschool, url: 'http://ps.example.org' };
    const reports = await check({ ...integration, config: { ...integration.config, powerschool } });
    expect(reports['https']).toMatchObject({ result: 'fail', fix: expect.stringContaining('ours cannot') });
    expect(reports['reachable']?.message).toBe('Not tried because “Encrypted address” failed.');
    expect(reports['schools']?.message).toBe('Not tried because “Encrypted address” failed.');
  });

  it('says so when nothing listens there', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      }),
    );
    await new Promise<void>((resolve) => taken.close(() => resolve()));
    const reports = await check(integrationAt(`http://127.0.0.1:${port}`));
    expect(reports['reachable']).toMatchObject({
      result: 'fail',
      message: `127.0.0.1 refuses connections on port ${port}.`,
    });
  });

  it('takes a certificate of the private authority of a test, and lists its chain (C12)', async () => {
    const tls = await makeCertificate({ authority, notAfter: new Date(Date.now() + 90 * day) });
    const { certificate, version, clock } = await checkCertificate(tls, { withCa: true });
    expect(certificate?.result).toBe('pass');
    expect(certificate?.message).toContain('Chain: localhost ← Example District CA');
    expect(version?.result).toBe('pass');
    expect(clock?.result).toBe('pass');
  });

  it('warns of a certificate that ends soon (C12)', async () => {
    const { certificate } = await checkCertificate(await makeCertificate({ authority }), { withCa: true });
    expect(certificate?.result).toBe('warn');
    expect(certificate?.message).toMatch(/in [01] days/);
  });

  it.each([
    ['of an unknown authority', {}, 'not publicly trusted'],
    ['signed by itself', { self: true }, 'not publicly trusted'],
    ['that has expired', { notAfter: new Date(Date.now() - day / 2) }, 'expired on'],
    ['that is not valid yet', { notBefore: new Date(Date.now() + day / 2) }, 'not valid yet'],
    ['for another name', { dnsName: 'other.example.org' }, 'for another name'],
  ])(
    'refuses a certificate %s, and sends to PowerSchool’s support (C12, C17)',
    async (
      _what,
      { self, ...options }: { self?: boolean; notAfter?: Date; notBefore?: Date; dnsName?: string },
      message,
    ) => {
      const tls = await makeCertificate({ ...options, ...(self === true ? {} : { authority }) });
      const withCa = message !== 'not publicly trusted';
      const reports = await checkCertificate(tls, { withCa });
      expect(reports['certificate']?.result).toBe('fail');
      expect(reports['certificate']?.message).toContain(message);
      expect(reports['certificate']?.fix).toMatch(/support helps with certificates; ours cannot/);
      expect(reports['version']?.message).toBe('Not tried because “Certificate” failed.');
      expect(server?.requests).toEqual([]);
    },
  );

  it('says so when the file of the private authority cannot be read', async () => {
    server = await startCheckedServer(() => undefined, await makeCertificate({ authority }));
    const powerschool = { url: server.url, clientId: 'client', caFile: join(folder, 'gone.pem') };
    const { certificate } = await check(integrationAt(server.url, { powerschool }));
    expect(certificate).toMatchObject({ result: 'fail', fix: expect.stringContaining('caFile') });
  });
});
