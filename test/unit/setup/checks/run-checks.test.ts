import { afterEach, describe, expect, it } from 'vitest';
import type { IntegrationFile } from '../../../../shared/integration/config.ts';
import type { CheckReport, ChecksInput } from '../../../../electron/setup/checks/run-checks.ts';
import type { Reply, ScriptedRequest, ScriptedServer } from '../../../support/scripted-server.ts';
import { check, clientSecret, integrationAt, metadata, startCheckedServer } from './checked-server.ts';

let server: ScriptedServer;
afterEach(() => server.close());

async function checkWith(
  change: (request: ScriptedRequest) => Reply | undefined,
  file: Partial<IntegrationFile> = {},
  input: Partial<ChecksInput> = {},
): Promise<Readonly<Record<string, CheckReport>>> {
  server = await startCheckedServer(change);
  return check(integrationAt(server.url, file), input);
}

const saying = (change: Readonly<Record<string, unknown>>) => (request: ScriptedRequest) =>
  request.path === '/ws/v1/metadata' ? { body: { metadata: metadata(change) } } : undefined;
const at =
  (ending: string, reply: Reply) =>
  (request: ScriptedRequest): Reply | undefined =>
    request.path.includes(ending) ? reply : undefined;
const refusal = (...fields: readonly string[]): Reply => ({
  status: 403,
  body: {
    message: 'Validation Failed',
    errors: fields.map((field) => ({ resource: 'org.gradesync.q', field, code: 'No access to the field' })),
  },
});
const date = 'Tue, 01 Sep 2026 12:00:00 GMT';
const inStep = (request: ScriptedRequest): Reply | undefined =>
  request.path === '/ws/v1/metadata' ? { headers: { date }, body: { metadata: metadata() } } : undefined;

describe('set-up checks', () => {
  it('all pass on a server where everything is right, each with a message', async () => {
    const reports = Object.values(await checkWith(inStep));
    expect(reports.map(({ id }) => id)).toEqual([
      'https',
      'reachable',
      'certificate',
      'version',
      'credentials',
      'plugin',
      'rights',
      'v1Access',
      'pageLimits',
      'clock',
      'timeZone',
      'schools',
      'schoolYear',
    ]);
    expect(reports.filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(reports.every(({ message }) => message.length > 5)).toBe(true);
  });

  it.each(['8.2.9', '7.12', '8', '8.2.10.4'])(
    'refuses PowerSchool %s and sends to PowerSchool’s support (C11, C17)',
    async (powerschool_version) => {
      const { version } = await checkWith(saying({ powerschool_version }));
      expect(version?.result).toBe('fail');
      expect(version?.message).toContain(powerschool_version);
      expect(version?.fix).toMatch(/own support .* ours cannot/);
    },
  );

  it.each(['8.3', '8.3.0', '8.10.1', '9.2.4.0', '19.4', '23.5.0.0', '25.10'])(
    'takes PowerSchool %s, compared part by part (C11)',
    async (powerschool_version) => {
      const { version } = await checkWith(saying({ powerschool_version }));
      expect(version?.result).toBe('pass');
    },
  );

  it.each(['latest', undefined])(
    'asks the administrator to confirm the version %j (C11)',
    async (powerschool_version) => {
      const { version, credentials } = await checkWith(saying({ powerschool_version, student_max_page_size: 100 }));
      expect(version).toMatchObject({ result: 'warn', fix: expect.stringMatching(/^Confirm with the administrator/) });
      expect(credentials?.result).toBe('pass');
    },
  );

  it('says which checks were not tried, and because of what, when one fails', async () => {
    const reports = await checkWith(at('/oauth/', { status: 401, body: { error: 'invalid_client' } }));
    expect(reports['credentials']).toMatchObject({ result: 'fail', fix: expect.stringContaining('Data Provider') });
    for (const id of ['plugin', 'rights', 'v1Access', 'schools', 'schoolYear']) {
      expect(reports[id]).toMatchObject({
        result: 'warn',
        message: 'Not tried because “Credentials” failed.',
      });
    }
    expect(reports['timeZone']?.result).toBe('pass');
  });

  it('fails where the secret or the client id is not there, without asking the server', async () => {
    const { credentials } = await checkWith(() => undefined, {}, { clientSecret: null });
    expect(credentials).toMatchObject({ result: 'fail', message: 'The client secret of the plugin is missing.' });
    expect(server.requests.some(({ path }) => path.startsWith('/oauth/'))).toBe(false);
  });

  it('names the queries that the plugin lacks', async () => {
    const unknown = { status: 404, body: { message: 'Resource not found' } };
    const { plugin, rights } = await checkWith(at('gradebook.scores/', unknown));
    expect(plugin).toMatchObject({
      result: 'fail',
      message: expect.stringContaining('org.gradesync.sync.gradebook.scores'),
    });
    expect(rights?.result).toBe('pass');
  });

  it('only warns where the queries for changes are missing', async () => {
    const { plugin } = await checkWith(at('scores_changed/', { status: 404, body: { message: 'Resource not found' } }));
    expect(plugin).toMatchObject({ result: 'warn', message: expect.stringContaining('Every sync reads everything') });
  });

  it('does not judge rights while the plugin is not installed', async () => {
    const reports = await checkWith(at('/ws/schema/query/', { status: 404, body: { message: 'Resource not found' } }));
    expect(reports['plugin']?.message).toContain('knows none of our queries');
    expect(reports['rights']?.result).toBe('warn');
    expect(reports['schoolYear']?.message).toBe('Not tried because “Plugin” failed.');
  });

  it('gives the lines that the access request lacks, of queries and of gradebook calls', async () => {
    const { rights } = await checkWith(
      (request) =>
        at('roster.students/', refusal('students.first_name', 'students.last_name'))(request) ??
        at('/ws/schema/table/TEACHERCATEGORY', {
          status: 403,
          body: {
            message: 'At least one column lacks sufficient permission',
            errors: [{ code: 'NoAccess', field: 'COLOR', resource: 'TeacherCategory' }],
          },
        })(request),
    );
    expect(rights?.result).toBe('fail');
    expect(rights?.message).toBe('The plugin may not read 3 columns that we need.');
    expect(rights?.fix).toContain('<field table="STUDENTS" field="FIRST_NAME" access="ViewOnly"/>');
    expect(rights?.fix).toContain('<field table="STUDENTS" field="LAST_NAME" access="ViewOnly"/>');
    expect(rights?.fix).toContain('<field table="TEACHERCATEGORY" field="COLOR" access="ViewOnly"/>');
  });

  it('warns where the core resources may not be read', async () => {
    const message = 'Plugin is missing required accessLevelV1Api READ permission';
    const denied = { status: 401, body: { errorMessage: { message } } };
    const { v1Access } = await checkWith((request) => (request.path === '/ws/v1/district' ? denied : undefined));
    expect(v1Access).toMatchObject({ result: 'warn', fix: expect.stringContaining('READ') });
  });

  it('advises larger pages, and warns of very small ones', async () => {
    const small = await checkWith(saying({ student_max_page_size: 100 }));
    expect(small['pageLimits']).toMatchObject({ result: 'pass', fix: expect.stringContaining('Data Configuration') });
    await server.close();
    const tiny = await checkWith(saying({ student_max_page_size: 10 }));
    expect(tiny['pageLimits']?.result).toBe('warn');
  });

  it('warns of clocks that disagree and of a time zone that is missing or unknown', async () => {
    const reports = await checkWith((request) =>
      request.path === '/ws/v1/metadata'
        ? {
            headers: { date: 'Tue, 01 Sep 2026 12:10:00 GMT' },
            body: { metadata: metadata({ district_timezone: 'Springfield' }) },
          }
        : undefined,
    );
    expect(reports['clock']).toMatchObject({
      result: 'warn',
      message: 'The server’s clock is 10 minutes ahead of this computer’s.',
    });
    expect(reports['timeZone']?.result).toBe('warn');
  });

  it('finds the chosen schools, leaves out that of the graduated, and names those that are missing', async () => {
    const all = await checkWith(inStep);
    expect(all['schools']?.message).toBe('One school found.');
    await server.close();
    const { schools } = await checkWith(inStep, { schools: [100, 300] });
    expect(schools).toMatchObject({ result: 'fail', message: 'There is no school with the number 300.' });
  });

  it('finds the schools by the core resources where the query is refused', async () => {
    const { schools } = await checkWith((request) => {
      if (request.path.endsWith('roster.schools')) return refusal('schools.name');
      if (request.path !== '/ws/v1/district/school') return undefined;
      return { body: { schools: { school: { id: 10, name: 'Adams', school_number: 100 } } } };
    });
    expect(schools).toMatchObject({ result: 'pass', message: 'One school found.' });
  });

  it.each([
    ['under way', '2026-08-15', 'pass', 'The current school year is 2026–2027.'],
    ['to come', '2026-09-02', 'warn', 'No school year is under way; the next one, 2026–2027, will be taken.'],
  ])('finds a school year that is %s', async (_what, firstday, result, message) => {
    const { schoolYear } = await checkWith(
      at('roster.years', { body: { count: 1, record: [{ yearid: '36', firstday, lastday: '2027-06-15' }] } }),
    );
    expect(schoolYear).toMatchObject({ result, message });
  });

  it('fails where there is no school year, and where the chosen one has no terms', async () => {
    const none = await checkWith((request) =>
      request.path.endsWith('roster.years') ? { body: { count: 0 } } : undefined,
    );
    expect(none['schoolYear']?.result).toBe('fail');
    await server.close();
    const { schoolYear } = await checkWith(at('roster.terms/count', { body: { count: 0 } }), { schoolYear: 2031 });
    expect(schoolYear).toMatchObject({
      result: 'fail',
      message: 'PowerSchool has no terms of the school year 2030–2031.',
    });
  });

  it('recognises a server that is not PowerSchool', async () => {
    const { version } = await checkWith(() => ({
      headers: { 'content-type': 'text/html' },
      body: '<html>Sign in</html>',
    }));
    expect(version).toMatchObject({ result: 'fail', message: expect.stringContaining('web page') });
  });

  it('never lets the secret into a message', async () => {
    const reports = await checkWith(at('/oauth/', { status: 401, body: { error: clientSecret } }));
    expect(JSON.stringify(reports)).not.toContain(clientSecret);
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const checking = checkWith(
      (request) => {
        if (request.path === '/ws/v1/metadata') stop.abort();
        return undefined;
      },
      {},
      { signal: stop.signal },
    );
    await expect(checking).rejects.toThrow('aborted');
  });
});
