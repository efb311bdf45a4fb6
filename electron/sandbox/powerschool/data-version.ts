import type { ChangeLog } from './change-log.ts';
import { notFound, refusal } from './refusal.ts';
import type { SandboxHandler } from './route.ts';

/** The one subscription that exists: all tables, under this application name. */
export const dataVersionApplication = 'gradesync';

/** `GET /ws/dataversion/{application}/{version}`: ids of changed rows by table (reference §5.6). */
export function dataVersionHandler(changes: ChangeLog): SandboxHandler {
  return (request, context) => {
    const match = /^\/ws\/dataversion\/([^/]+)\/([^/]+)$/.exec(request.path);
    if (match === null) return undefined;
    if (request.method !== 'GET') return refusal(405, 'Method not allowed');
    if (!context.switches.dataVersion || match[1]?.toLowerCase() !== dataVersionApplication) return notFound();
    const version = readVersion(match[2] ?? '');
    if (version === undefined) return refusal(400, 'Version must be a number that is zero or greater');
    const tables = [...changes.changedSince(version)].map(([table, ids]) => [table.toLowerCase(), ids] as const);
    return {
      status: 200,
      body: {
        $dataversion: String(changes.version()),
        tables: Object.fromEntries(tables.filter(([, ids]) => ids.length > 0)),
      },
    };
  };
}

/** A version as a client names it, or undefined if it is none. */
export function readVersion(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
