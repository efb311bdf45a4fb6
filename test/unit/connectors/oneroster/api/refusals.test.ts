import { afterEach, describe, expect, it } from 'vitest';
import { openOneRosterApi } from '../../../../../electron/connectors/oneroster/api/open-oneroster-api.ts';
import type { Listing } from '../../../../../electron/connectors/oneroster/api/oneroster-api.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { partnerSchema } from '../../../../../shared/integration/partner.ts';
import { fakeClock } from '../../../../support/fake-clock.ts';
import { startScriptedServer } from '../../../../support/scripted-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const lineItems: Listing = { service: 'gradebook', path: '/lineItems', plural: 'lineItems', named: 'line items' };

/** Lists line items from a provider that answers so, whatever it is asked; gives the error and how often it was asked. */
async function refused(status: number, body: unknown): Promise<{ readonly error: AppError; readonly asked: number }> {
  let asked = 0;
  const server = await startScriptedServer(({ path }) => {
    if (path.endsWith('/oauth/token')) return { body: { access_token: 't', token_type: 'bearer', expires_in: 7199 } };
    asked++;
    return { status, body };
  });
  closing.push(() => server.close());
  const api = openOneRosterApi({
    partner: partnerSchema.parse({ system: 'school-passport', url: server.url, clientId: 'client' }),
    clientSecret: 'secret',
    ca: null,
    environment: 'test',
    requestTimeoutMs: 5000,
    minimumIntervalMs: 0,
    clock: fakeClock(),
    random: () => 0,
  });
  closing.push(() => api.close());
  try {
    await api.list(lineItems, new AbortController().signal)[Symbol.asyncIterator]().next();
  } catch (error) {
    if (error instanceof AppError) return { error, asked };
    throw error;
  }
  throw new Error('it was not refused');
}

const flat = (minor: string): unknown => ({ imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_codeMinor: minor, imsx_description: 'Ada Ash has 17' }); // prettier-ignore
/** The shape of 1.2: the minor code is nested, under a name with a capital C. */
const nested = (minor: string): unknown => ({
  imsx_codeMajor: 'failure',
  imsx_severity: 'error',
  imsx_CodeMinor: {
    imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: minor }],
  },
});

const oneRequest = 1;
/** What each status and minor code of reference oneroster.md §5.7 has a person told, and whether it was tried again. */
const refusals: readonly (readonly [number, unknown, string, AppError['recovery'], RegExp, RegExp, number])[] = [
  [400, flat('invalid data'), 'remote.badRequest', 'stop', /does not accept our request for line items \(400\)/, /Check the OneRoster version/, oneRequest],
  [400, flat('invalid_filter_field'), 'remote.badRequest', 'stop', /does not accept our request/, /Check the OneRoster version/, oneRequest],
  [400, nested('invalid_selection_field'), 'remote.badRequest', 'stop', /does not accept our request/, /Check the OneRoster version/, oneRequest],
  [400, flat('invalid_sort_field'), 'remote.badRequest', 'stop', /does not accept our request/, /Check the OneRoster version/, oneRequest],
  [401, flat('unauthorized'), 'auth.tokenRefused', 'ask', /gave us access and then refused it/, /secret was not changed/, 2],
  [401, nested('unauthorisedrequest'), 'auth.tokenRefused', 'ask', /gave us access and then refused it/, /secret was not changed/, 2],
  [403, nested('forbidden'), 'rights.refused', 'ask', /does not let us read line items/, /scopes roster\.readonly and gradebook\.readonly/, oneRequest],
  [404, nested('unknownobject'), 'remote.notOffered', 'ask', /does not offer line items/, /OneRoster version/, oneRequest],
  [405, flat('unsupported'), 'remote.notOffered', 'ask', /does not offer line items/, /OneRoster version/, oneRequest],
  [409, flat('invalid data'), 'remote.badRequest', 'stop', /does not accept our request .*\(409\)/, /OneRoster version/, oneRequest],
  [413, '', 'remote.badRequest', 'stop', /does not accept our request .*\(413\)/, /OneRoster version/, oneRequest],
  [422, nested('invaliddata'), 'remote.badRequest', 'stop', /does not accept our request .*\(422\)/, /OneRoster version/, oneRequest],
  [429, nested('server_busy'), 'remote.rateLimited', 'stop', /refuses requests because there were too many/, /longer interval/, 0],
  [500, nested('internal_server_error'), 'remote.serverError', 'stop', /reports an error of its own \(500\)/, /Try again later/, 0],
  [501, flat('unsupported'), 'remote.notOffered', 'ask', /does not offer line items/, /OneRoster version/, oneRequest],
  [502, '<html>Bad gateway</html>', 'remote.serverError', 'stop', /reports an error of its own \(502\)/, /Try again later/, 0],
  [503, nested('server_busy'), 'remote.serverError', 'stop', /reports an error of its own \(503\)/, /Try again later/, 0],
  [504, '', 'remote.serverError', 'stop', /reports an error of its own \(504\)/, /Try again later/, 0],
]; // prettier-ignore

describe('reading that a OneRoster provider refuses', () => {
  it.each(refusals)('by %i %j says %s (%s) in a sentence, with what to do', async (status, body, code, recovery, message, fix, times) => {
    const { error, asked } = await refused(status, body);
    expect({ code: error.code, recovery: error.recovery }).toEqual({ code, recovery });
    expect(error.message).toMatch(message);
    expect(error.fix).toMatch(fix);
    expect(JSON.stringify([error.message, error.fix, error.details])).not.toContain('Ada');
    if (times === 0) expect(asked, 'it is tried again').toBeGreaterThan(1);
    else expect(asked).toBe(times);
  });
}); // prettier-ignore
