import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/sandbox/powerschool/faults.ts';
import { startSchoolPassport } from '../../../electron/sandbox/school-passport/server.ts';
import type { PartnerFile } from '../../../shared/integration/partner.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { openSetupDesk, type SetupDesk } from '../../support/setup-desk.ts';

let desk: SetupDesk;
let target: SetupTarget;
beforeAll(async () => {
  desk = await openSetupDesk();
  target = await twoWay('Two ways');
});
afterEach(() => desk.sandbox.partner.setFaults([]));
afterAll(() => desk.close());

/** A 2-Way Sync between the sandbox's two systems, with both secrets. */
async function twoWay(
  name: string,
  change: Partial<PartnerFile> = {},
  secret: string | null = desk.sandbox.partner.clientSecret,
): Promise<SetupTarget> {
  const { powerschool, schoolPassport } = desk.sandbox.describe();
  const { url, clientId } = schoolPassport;
  const { backend } = desk;
  const { id } = backend.integrations.create({
    name,
    mode: 'two-way',
    environment: 'test',
    gradeSync: { enabled: true },
    powerschool: { url: powerschool.url, clientId: powerschool.clientId },
    partner: { system: 'school-passport', url, clientId, ...change },
  });
  await backend.credentials.set(id, 'powerschool.clientSecret', powerschool.clientSecret);
  if (secret !== null) await backend.credentials.set(id, 'partner.clientSecret', secret);
  return { kind: 'integration', id };
}

async function found(of: SetupTarget = target) {
  const reports = await desk.ask('checks.run', { target: of, run: 'one' });
  return Object.fromEntries(reports.map((report) => [report.id, report]));
}

const at = (path: string, fault: Record<string, unknown>): Fault =>
  ({ match: { path: `*/${path}` }, times: 'always', ...fault }) as Fault;

describe('the checks of a partner', () => {
  it('are part of those of a 2-Way Sync, and pass where nothing is wrong', async () => {
    const reports = await found();
    expect(Object.values(reports).filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(Object.keys(reports).filter((id) => id.startsWith('partner'))).toEqual([
      'partnerHttps',
      'partnerReachable',
      'partnerCertificate',
      'partnerCredentials',
      'partnerRoster',
      'partnerGradebook',
    ]);
    expect(reports['partnerRoster']?.message).toMatch(
      /: \d+ schools, \d+ terms, \d+ courses, \d+ classes, \d+ people, \d+ enroll/,
    );
    expect(reports['partnerGradebook']?.message).toContain('0 categories, 0 line items, 0 results');
  });

  it('are not tried for an import', async () => {
    expect(Object.keys(await found(desk.target)).filter((id) => id.startsWith('partner'))).toEqual([]);
  });

  it.each<[string, string, Fault]>([
    ['partnerCredentials', 'refuses the client ID and secret', at('oauth/token', { fault: 'status', status: 401 })],
    [
      'partnerCredentials',
      "does not offer School Passport's sign-in",
      at('oauth/token', { fault: 'status', status: 404 }),
    ],
    ['partnerCredentials', 'sends us to another page', at('oauth/token', { fault: 'redirectToLogin' })],
    ['partnerRoster', 'does not let us read schools', at('schools', { fault: 'status', status: 403 })],
    ['partnerRoster', 'does not offer enrollments', at('enrollments', { fault: 'status', status: 404 })],
    ['partnerRoster', 'gave us access and then refused it', at('users', { fault: 'expiredToken' })],
    ['partnerRoster', 'answers with a web page', at('courses', { fault: 'loginPage' })],
    ['partnerGradebook', 'does not let us read results', at('results', { fault: 'status', status: 403 })],
    ['partnerGradebook', 'does not offer line items', at('lineItems', { fault: 'status', status: 501 })],
    [
      'partnerGradebook',
      'does not accept our request for categories',
      at('categories', { fault: 'status', status: 400 }),
    ],
  ])('%s fails: “%s”', async (id, sentence, fault) => {
    desk.sandbox.partner.setFaults([fault]);
    const reports = await found();
    expect(reports[id]).toMatchObject({ result: 'fail', message: expect.stringContaining(sentence) });
    expect(reports[id]?.fix).toMatch(/\S/);
    const failed = Object.values(reports).filter(({ result }) => result === 'fail');
    expect(failed.map((report) => report.id)).toEqual([id]);
  });

  it.each<[string, Fault]>([
    ['a busy server', { fault: 'tooManyRequests', seconds: 0, match: { path: '*/orgs' } }],
    ['an error of its own', { fault: 'status', status: 502, match: { path: '*/results' } }],
    ['a cut-off answer', { fault: 'truncatedJson', match: { path: '*/schools' } }],
    ['a slow answer', { fault: 'slow', milliseconds: 30, match: { path: '*/classes' } }],
    ['a token that ran out', { fault: 'expiredToken', match: { path: '*/lineItems' } }],
  ])('pass in spite of %s, once', async (_, fault) => {
    desk.sandbox.partner.setFaults([fault]);
    expect(Object.values(await found()).filter(({ result }) => result === 'fail')).toEqual([]);
  });

  it('are not tried after the one that they need, and say which', async () => {
    desk.sandbox.partner.setFaults([at('oauth/token', { fault: 'status', status: 401 })]);
    const reports = await found();
    expect(reports['partnerGradebook']).toMatchObject({
      result: 'warn',
      message: 'Not tried because “Partner: credentials” failed.',
    });
    expect(reports['schools']?.result).toBe('pass');
  });

  it('say that client ID or secret are missing, and ask for nothing', async () => {
    const before = desk.sandbox.partner.requestLog.length;
    const withoutSecret = await found(await twoWay('No secret', {}, null));
    expect(withoutSecret['partnerCredentials']?.message).toBe('The client secret for School Passport is missing.');
    const withoutId = await found(await twoWay('No id', { clientId: null }));
    expect(withoutId['partnerCredentials']?.message).toBe('The client ID for School Passport is missing.');
    expect(desk.sandbox.partner.requestLog.length).toBe(before);
  });

  it('fail for a hub without schools: nothing here has a counterpart there', async () => {
    const hub = await startSchoolPassport();
    try {
      const reports = await found(await twoWay('Empty', { url: hub.url, clientId: hub.clientId }, hub.clientSecret));
      expect(reports['partnerRoster']).toMatchObject({ result: 'fail', message: 'School Passport shows no school.' });
    } finally {
      await hub.close();
    }
  });

  it('name the partner as people here call it', async () => {
    const reports = await found(await twoWay('Renamed', { name: 'SchoolDay' }, 'wrong'));
    expect(reports['partnerCredentials']).toMatchObject({
      message: 'SchoolDay refuses the client ID and secret.',
      fix: expect.stringContaining('the administrator of SchoolDay'),
    });
  });

  it('tell that no server is there, and try nothing after that', async () => {
    const reports = await found(await twoWay('Nobody', { url: 'http://127.0.0.1:1' }));
    expect(reports['partnerReachable']).toMatchObject({
      result: 'fail',
      message: '127.0.0.1 refuses connections on port 1.',
      fix: expect.stringContaining('School Passport is running'),
    });
    expect(reports['partnerCredentials']?.result).toBe('warn');
  });

  it('are tried for a draft, too, as soon as its partner can be read', async () => {
    const { powerschool, schoolPassport } = desk.sandbox.describe();
    const { draftId } = await desk.ask('drafts.create', {});
    const file = {
      name: 'Draft',
      mode: 'two-way' as const,
      environment: 'test' as const,
      powerschool: { url: powerschool.url, clientId: powerschool.clientId },
    };
    const change = (more: object) => desk.backend.drafts.update(draftId, { patch: { ...file, ...more } });
    const draft: SetupTarget = { kind: 'draft', id: draftId };
    change({});
    expect(await found(draft)).not.toHaveProperty('partnerHttps');
    const { url, clientId } = schoolPassport;
    change({ partner: { system: 'school-passport', url, clientId } });
    await desk.backend.credentials.set(draftId, 'partner.clientSecret', schoolPassport.clientSecret);
    expect((await found(draft))['partnerGradebook']?.result).toBe('pass');
  });

  it('write nothing', async () => {
    const before = desk.sandbox.partner.records.all();
    await found();
    expect(desk.sandbox.partner.records.all()).toEqual(before);
    const methods = new Set(
      desk.sandbox.partner.requestLog.map(({ method, path }) => `${method} ${path.endsWith('/token')}`),
    );
    expect([...methods].toSorted()).toEqual(['GET false', 'POST true']);
  });
});
