import { AppError } from '../../../../shared/errors.ts';
import type { Caller, Call } from './caller.ts';
import { isRecord, wholeNumber } from './envelopes.ts';
import type { Metadata, WireRecord } from './powerschool-api.ts';

const call: Call = { asked: { surface: 'metadata', name: 'metadata' }, path: '/ws/v1/metadata' };

/** `/ws/v1/metadata` (reference §5.3). It needs no token; a server that asks for one all the same gets it. */
export async function fetchMetadata(caller: Caller, host: string, signal: AbortSignal): Promise<Metadata> {
  let answer: unknown;
  try {
    answer = await caller.callOpenly(call, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'auth.tokenRefused') throw error;
    answer = await caller.call(call, signal);
  }
  return readMetadata(answer, host);
}

function readMetadata(answer: unknown, host: string): Metadata {
  const inner = isRecord(answer) ? answer['metadata'] : undefined;
  if (!isRecord(inner) || !looksLikePowerSchool(inner)) {
    throw new AppError('net.notPowerSchool', 'stop', `${host} does not describe itself as PowerSchool does.`, {
      fix: 'Check that the address is that of PowerSchool itself, without a path.',
    });
  }
  return {
    // A server that keeps its version to itself is asked about in the checks, not refused (C11).
    version: textOf(inner['powerschool_version']) ?? '',
    timeZone: textOf(inner['district_timezone']),
    pluginId: wholeNumber(inner['plugin_id']),
    maxPageSize: pageSizes(inner),
  };
}

const looksLikePowerSchool = (inner: WireRecord): boolean =>
  textOf(inner['powerschool_version']) !== null || Object.keys(pageSizes(inner)).length > 0;

/** Rows per page by resource, out of `student_max_page_size`, …, `schema_table_query_max_page_size`. */
function pageSizes(inner: WireRecord): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const [key, value] of Object.entries(inner)) {
    const resource = /^(\w+)_max_page_size$/.exec(key)?.[1];
    const size = wholeNumber(value);
    if (resource === undefined || size === null || size === 0) continue;
    sizes[resource === 'schema_table_query' ? 'schemaTable' : resource] = size;
  }
  return sizes;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
