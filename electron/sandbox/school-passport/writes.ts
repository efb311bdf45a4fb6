import type { ReceivedRequest } from '../powerschool/answer.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import type { Collection } from './collections.ts';
import type { HubRecords } from './records.ts';
import { refusal } from './refusal.ts';

const writable: ReadonlySet<string> = new Set(['category', 'lineItem', 'result']);

/** PUT and DELETE of gradebook records (reference oneroster.md §5.8): an upsert under the id of the path; a removal leaves nothing in the lists. */
export function written(
  { method, bytes }: ReceivedRequest,
  collection: Collection,
  sourcedId: string | undefined,
  records: HubRecords,
  now: () => Date,
): SandboxResponse {
  const { entity } = collection;
  const isOffered = writable.has(entity) && sourcedId !== undefined && (method === 'PUT' || method === 'DELETE');
  if (!isOffered) return refusal(405, 'unsupported', 'This cannot be done here.');
  const isThere = records.one(collection, sourcedId) !== undefined;
  if (method === 'DELETE') {
    if (!isThere) return refusal(404, 'unknown object', 'There is no such record.');
    records.remove(entity, sourcedId);
    return { status: 204 };
  }
  const record = recordIn(bytes, entity);
  if (record === undefined) return refusal(400, 'invalid data', 'The body holds no record of this kind.');
  if (record['sourcedId'] !== undefined && record['sourcedId'] !== sourcedId) {
    return refusal(400, 'invalid data', 'The id of the body is not that of the path.');
  }
  records.put(entity, { status: 'active', ...record, sourcedId, dateLastModified: now().toISOString() });
  return { status: isThere ? 200 : 201 };
}

function recordIn(bytes: Buffer, entity: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    const inner = (body as Record<string, unknown> | null)?.[entity];
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? (inner as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
