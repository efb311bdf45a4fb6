import {
  integrationConfigSchema,
  type Integration,
  type IntegrationFile,
} from '../../../../shared/integration/config.ts';
import { runChecks, type CheckReport, type ChecksInput } from '../../../../electron/setup/checks/run-checks.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { startScriptedServer, type Reply, type ScriptedRequest } from '../../../support/scripted-server.ts';

type Script = (request: ScriptedRequest) => Reply | undefined;

export const clientSecret = 'a-secret-that-stays-in';

/** A PowerSchool on which every check passes, but for what `change` answers itself. */
export function startCheckedServer(
  change: Script = () => undefined,
  tls?: { readonly key: string; readonly cert: string },
) {
  return startScriptedServer((request) => change(request) ?? healthy(request), tls);
}

function healthy({ path, method }: ScriptedRequest): Reply {
  if (path === '/oauth/access_token/') return { body: { access_token: 't', token_type: 'Bearer', expires_in: '3600' } };
  if (path === '/ws/v1/metadata') return { body: { metadata: metadata() } };
  if (path === '/ws/v1/district') return { body: { district: { id: 1, name: 'Example District' } } };
  if (path.endsWith('/count')) return { body: { count: 1 } };
  if (path.endsWith('.schools') && method === 'POST') {
    return {
      body: {
        count: 2,
        record: [
          { dcid: '10', school_number: '100' },
          { dcid: '9', school_number: '999999' },
        ],
      },
    };
  }
  if (path.endsWith('.years')) {
    return { body: { count: 1, record: [{ yearid: '36', firstday: '2026-08-15', lastday: '2027-06-15' }] } };
  }
  if (path.startsWith('/ws/schema/table/')) return { body: { name: 'x', record: [] } };
  return { status: 404, body: { message: 'Resource not found' } };
}

/** What a healthy server says of itself. */
export const metadata = (change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  powerschool_version: '25.2.0.0',
  district_timezone: 'America/Chicago',
  plugin_id: 7,
  student_max_page_size: 1000,
  schema_table_query_max_page_size: 1000,
  ...change,
});

export function integrationAt(url: string, change: Partial<IntegrationFile> = {}): Integration {
  const file: IntegrationFile = {
    name: 'Example',
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: 'GG-1', confirmedOn: '2026-11-20' } },
    powerschool: { url, clientId: 'client' },
    ...change,
  };
  return { id: 'example', createdAt: '2026-11-24T00:00:00.000Z', config: integrationConfigSchema.parse(file) };
}

/** All checks on an integration, by id. The clock stands on 1 September 2026. */
export async function check(
  integration: Integration,
  input: Partial<ChecksInput> = {},
): Promise<Readonly<Record<string, CheckReport>>> {
  const signal = new AbortController().signal;
  const reports = await runChecks({ integration, clientSecret, signal, clock: fakeClock(), ...input });
  return Object.fromEntries(reports.map((report) => [report.id, report]));
}
