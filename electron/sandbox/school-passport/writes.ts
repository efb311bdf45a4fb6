import { randomUUID } from 'node:crypto';
import type { ReceivedRequest } from '../powerschool/answer.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import { isGradebookEntity, type Entity } from './collections.ts';
import type { HubSwitches } from './hub-switches.ts';
import { differing, type HubWrite } from './hub-write-log.ts';
import type { HubRecords } from './records.ts';
import { refusal } from './refusal.ts';
import { deleteRefusal, limited, strictRefusal, type Written } from './write-rules.ts';

export interface HubWriting {
  readonly records: HubRecords;
  readonly switches: HubSwitches;
  /** The date of a change that is made now. */
  readonly stamp: () => string;
  readonly onWrite: (write: HubWrite) => void;
}

/**
 * PUT and DELETE of gradebook records (reference oneroster.md §5.8): an upsert under the id of the path; of what is deleted a tombstone stays,
 * which only listings by `status` or `dateLastModified` show.
 */
export function written(
  { method, bytes }: Pick<ReceivedRequest, 'method' | 'bytes'>,
  entity: Entity,
  sourcedId: string | undefined,
  writing: HubWriting,
): SandboxResponse {
  const { records, switches, stamp, onWrite } = writing;
  const isOffered = switches.writes !== 'none' && (method === 'PUT' || method === 'DELETE') && sourcedId !== undefined;
  if (!isOffered || !isGradebookEntity(entity)) return refusal(405, 'unsupported', 'This cannot be done here.');
  const standing = records.find(entity, sourcedId);
  const dateLastModified = stamp();
  if (method === 'DELETE') {
    if (standing === undefined) return refusal(404, 'unknown object', 'There is no such record.');
    const refused = switches.writes === 'strict' ? deleteRefusal(entity, sourcedId, records) : undefined;
    if (refused !== undefined) return refused;
    records.put(entity, { ...standing, sourcedId, status: 'tobedeleted', dateLastModified });
    onWrite({ method, entity, sourcedId, action: 'delete', changed: ['status'] });
    return { status: 204 };
  }
  const record = recordIn(bytes, entity);
  if (record === undefined) return refusal(400, 'invalid data', 'The body holds no record of this kind.');
  if (record['sourcedId'] !== undefined && record['sourcedId'] !== sourcedId) {
    return refusal(400, 'invalid data', 'The id of the body is not that of the path.');
  }
  const refused = switches.writes === 'strict' ? strictRefusal(entity, record, records) : undefined;
  if (refused !== undefined) return refused;
  const kept = limited(entity, record, records, switches);
  if (isRefusal(kept)) return kept;
  const isAllotted = standing === undefined && switches.newIds === 'allotted';
  const id = isAllotted ? randomUUID() : sourcedId;
  const stored = { ...kept, sourcedId: id, status: 'active' as const, dateLastModified };
  records.put(entity, stored);
  const action = standing === undefined ? 'create' : 'update';
  onWrite({ method, entity, sourcedId: id, action, changed: differing(standing ?? {}, stored) });
  return {
    status: standing === undefined ? 201 : records.dialect.putAgain,
    ...(isAllotted ? { body: { [entity]: stored } } : {}),
  };
}

/** A record's own status is a text. */
export const isRefusal = (kept: Written | SandboxResponse): kept is SandboxResponse =>
  typeof kept['status'] === 'number';

function recordIn(bytes: Buffer, entity: string): Written | undefined {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    const inner = (body as Record<string, unknown> | null)?.[entity];
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Written) : undefined;
  } catch {
    return undefined;
  }
}
