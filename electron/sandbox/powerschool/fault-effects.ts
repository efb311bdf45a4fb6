import { loginPage } from './login-page.ts';
import type { ReadFault } from './faults.ts';
import { invalidToken } from './refusal.ts';
import type { SandboxResponse } from './route.ts';
import { tooManyRequests } from './throttle.ts';

/** What the server sends instead of handling the request; undefined where the fault lets it be handled. */
export function answerInstead(fault: ReadFault): SandboxResponse | undefined {
  switch (fault.fault) {
    case 'status':
      return {
        status: fault.status,
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
        ...(fault.body === undefined ? {} : { body: fault.body }),
      };
    case 'loginPage':
      return loginPage();
    case 'redirectToLogin':
      return { status: 302, headers: { Location: '/admin/pw.html' } };
    case 'emptyBody':
      return { status: 200 };
    case 'rubbish':
      return { status: 200, body: '{"record": [}} this is not JSON' };
    case 'expiredToken':
      return invalidToken();
    case 'tooManyRequests':
      return tooManyRequests(fault.status, fault.seconds);
    default:
      return undefined;
  }
}

/** Carried out, but the client does not hear of it. */
export const isAnswerKept = (fault: ReadFault | undefined): boolean =>
  fault?.fault === 'loseAnswer' || fault?.fault === 'holdAnswer';

/** The request's parameters as the fault would have them: `shortPage` clamps the size of a page. */
export function changedParams(fault: ReadFault | undefined, params: URLSearchParams): URLSearchParams {
  if (fault?.fault !== 'shortPage') return params;
  const changed = new URLSearchParams(params);
  const asked = Number(params.get('pagesize') ?? '0');
  changed.set('pagesize', String(asked > 0 ? Math.min(asked, fault.rows) : fault.rows));
  return changed;
}

/** The body of a right answer, made wrong in the way the fault says. Bodies that are no JSON stay as they are. */
export function changedBody(fault: ReadFault, text: string): string {
  if (fault.fault === 'truncatedJson') return text.slice(0, Math.floor(text.length / 2));
  if (!['wrongCount', 'dropRows', 'duplicateRows', 'emptyList'].includes(fault.fault) || text === '') return text;
  const body: unknown = JSON.parse(text);
  switch (fault.fault) {
    case 'wrongCount':
      return JSON.stringify(withCount(body, (count) => Math.max(0, count + fault.by)));
    case 'emptyList':
      return JSON.stringify(
        withCount(
          withRows(body, () => []),
          () => 0,
        ),
      );
    case 'dropRows':
      return JSON.stringify(withRows(body, (rows) => rows.slice(0, Math.max(0, rows.length - fault.rows))));
    case 'duplicateRows':
      return JSON.stringify(withRows(body, (rows) => [...rows, ...rows.slice(0, fault.rows)]));
    default:
      return text;
  }
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Counts stand on the answer itself, or under `resource` in v1. */
function withCount(body: unknown, change: (count: number) => number): unknown {
  if (!isObject(body)) return body;
  if (typeof body['count'] === 'number') return { ...body, count: change(body['count']) };
  const resource = body['resource'];
  if (isObject(resource) && typeof resource['count'] === 'number') {
    return { ...body, resource: { ...resource, count: change(resource['count']) } };
  }
  return body;
}

/** Rows are the answer itself (XTE), its `record` (queries and tables), or the one list inside the plural wrapper (v1), or that wrapper (OneRoster). */
function withRows(body: unknown, change: (rows: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(body)) return change(body);
  if (!isObject(body)) return body;
  if (Array.isArray(body['record'])) return { ...body, record: change(body['record']) };
  const [plural, wrapper] = Object.entries(body)[0] ?? ['', undefined];
  if (Array.isArray(wrapper)) return { ...body, [plural]: change(wrapper) };
  if (!isObject(wrapper) || !plural.endsWith('s')) return body;
  const singular = plural === 'staffs' ? 'staff' : plural.slice(0, -1);
  const inner = wrapper[singular];
  if (inner === undefined) return body;
  const rows = change(Array.isArray(inner) ? inner : [inner]);
  const { [singular]: _, ...rest } = wrapper;
  return { [plural]: rows.length === 0 ? rest : { ...rest, [singular]: rows } };
}
