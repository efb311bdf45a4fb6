import { afterEach, describe, expect, it } from 'vitest';
import { openOneRosterApi } from '../../../../../electron/connectors/oneroster/api/open-oneroster-api.ts';
import { openOneRosterTarget } from '../../../../../electron/connectors/oneroster/target/open-oneroster-target.ts';
import type { Change, PushOutcome } from '../../../../../electron/connectors/target.ts';
import { partnerSchema } from '../../../../../shared/integration/partner.ts';
import { fakeClock } from '../../../../support/fake-clock.ts';
import { categoryChange, lineItemChange, resultChange } from '../../../../support/hub-changes.ts';
import { startScriptedServer, type ScriptedServer } from '../../../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Pushes to a server of OneRoster 1.2 that holds `standing`; gives what was put. */
async function pushed(change: Change, standing?: unknown) {
  const server: ScriptedServer = await startScriptedServer(({ path, method }) => {
    if (path.endsWith('/oauth/token')) return { body: { access_token: 't', token_type: 'bearer', expires_in: 7199 } };
    return method === 'GET' ? { body: { [change.entity]: standing } } : { status: 201 };
  });
  closing.push(() => server.close());
  const { url } = server;
  const partner = partnerSchema.parse({ system: 'school-passport', url, clientId: 'client', version: '1.2' });
  const pacing = { requestTimeoutMs: 5000, minimumIntervalMs: 0, clock: fakeClock(), random: () => 0 };
  const api = openOneRosterApi({ partner, clientSecret: 'secret', ca: null, environment: 'test', ...pacing });
  const target = openOneRosterTarget({ api, partner });
  closing.push(() => target.close());
  const outcomes: PushOutcome[] = [];
  await target.push([change], new AbortController().signal, (outcome) => void outcomes.push(outcome));
  expect(outcomes).toMatchObject([{ outcome: 'applied' }]);
  const put = server.requests.find(({ method }) => method === 'PUT');
  const body = JSON.parse(put?.body ?? '{}') as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return { path: put?.path, record: body[change.entity], base: `${url}/datahub/services/ims/oneroster` };
}

describe('writing to a partner of OneRoster 1.2', () => {
  it('puts a line item at the gradebook service, with its session and school, each reference at its own service', async () => {
    const { path, record, base } = await pushed(lineItemChange({}));
    expect(path).toBe('/datahub/services/ims/oneroster/gradebook/v1p2/lineItems/lineItem-1-901');
    expect(record).toMatchObject({
      academicSession: { href: `${base}/rostering/v1p2/academicSessions/term`, type: 'academicSession' },
      school: { href: `${base}/rostering/v1p2/orgs/school`, sourcedId: 'school', type: 'org' },
      category: { href: `${base}/gradebook/v1p2/categories/category-7-1` },
    });
    expect(record).not.toHaveProperty('gradingPeriod');
  });

  it('puts flags, letters and weights where 1.2 has them, flags as texts', async () => {
    const { record } = await pushed(resultChange({ score: null, textScore: 'B+', late: 1, 'metadata.exempt': 1 }));
    expect(record).toMatchObject({
      textScore: 'B+',
      late: 'true',
      missing: 'false',
      class: { sourcedId: 'math' },
      metadata: { exempt: true },
    });
    expect(record).not.toHaveProperty('score');
    expect((await pushed(categoryChange({ weight: 2.5 }))).record).toMatchObject({ weight: 2.5 });
  });

  it('changes a flag also where the server keeps it in the metadata, or it would go on saying the old', async () => {
    const standing = { sourcedId: 'result-1-ann', metadata: { late: 'true', own: 1 }, score: 3, inProgress: 'false' };
    const { record } = await pushed(resultChange({ late: 0 }, { action: 'update' }), standing);
    expect(record).toMatchObject({ score: 3, inProgress: 'false', late: 'false', metadata: { late: false, own: 1 } });
  });
});
