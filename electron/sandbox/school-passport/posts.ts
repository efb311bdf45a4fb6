import { randomUUID } from 'node:crypto';
import type { ReceivedRequest } from '../powerschool/answer.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import type { Entity } from './collections.ts';
import { refusal } from './refusal.ts';
import { limited, strictRefusal, type Written } from './write-rules.ts';
import { isRefusal, type HubWriting } from './writes.ts';

/** Below what a list may be posted, and which reference of each record has to be to it (reference oneroster.md §5.2). */
interface PostPlace {
  readonly entity: 'lineItem' | 'result';
  readonly parents: readonly { readonly entity: Entity; readonly role: string; readonly sourcedId: string }[];
}

/** The list that a path takes, without the service before it; undefined where nothing is posted. */
export function postPlace(rest: string): PostPlace | undefined {
  const at = (pattern: RegExp): readonly string[] | undefined => pattern.exec(rest)?.slice(1);
  const parent = (entity: Entity, role: string, sourcedId = '') => ({ entity, role, sourcedId });
  const results = at(/^classes\/(.+)\/academicSessions\/(.+)\/results$/);
  if (results !== undefined) {
    const [klass, session] = results;
    // A result has no session of its own: it is only looked whether there is such a one.
    return {
      entity: 'result',
      parents: [parent('class', 'class', klass), parent('academicSession', 'academicSession', session)],
    };
  }
  const ofLineItem = at(/^lineItems\/(.+)\/results$/);
  if (ofLineItem !== undefined) return { entity: 'result', parents: [parent('lineItem', 'lineItem', ofLineItem[0])] };
  const ofClass = at(/^classes\/(.+)\/lineItems$/);
  if (ofClass !== undefined) return { entity: 'lineItem', parents: [parent('class', 'class', ofClass[0])] };
  const ofSchool = at(/^schools\/(.+)\/lineItems$/);
  return ofSchool === undefined ? undefined : { entity: 'lineItem', parents: [parent('org', 'school', ofSchool[0])] };
}

/** Takes all records of a list or none; each gets an id of the hub's own, told in `sourcedIdPairs`. */
export function posted(
  { bytes }: Pick<ReceivedRequest, 'bytes'>,
  { entity, parents }: PostPlace,
  { records, switches, stamp, onWrite }: HubWriting,
): SandboxResponse {
  if (switches.writes === 'none') return refusal(405, 'unsupported', 'This cannot be done here.');
  if (parents.some((parent) => records.find(parent.entity, parent.sourcedId) === undefined)) {
    return refusal(404, 'unknown object', 'There is no such record.');
  }
  const given = recordsIn(bytes, `${entity}s`);
  if (given === undefined) return refusal(400, 'invalid data', 'The body holds no list of this kind.');
  const taken: { readonly supplied: string; readonly record: Written }[] = [];
  for (const record of given) {
    const elsewhere = parents.some(({ role, sourcedId }) => ![undefined, sourcedId].includes(idIn(record[role])));
    if (elsewhere) return refusal(400, 'invalid data', 'A record belongs to another than that of the path.');
    const refused = switches.writes === 'strict' ? strictRefusal(entity, record, records) : undefined;
    if (refused !== undefined) return refused;
    const kept = limited(entity, record, records, switches);
    if (isRefusal(kept)) return kept;
    taken.push({ supplied: typeof record['sourcedId'] === 'string' ? record['sourcedId'] : '', record: kept });
  }
  const sourcedIdPairs = taken.map(({ supplied }) => ({
    suppliedSourcedId: supplied,
    allocatedSourcedId: randomUUID(),
  }));
  records.together(() => {
    for (const [at, { record }] of taken.entries()) {
      const sourcedId = sourcedIdPairs[at]?.allocatedSourcedId ?? '';
      records.put(entity, { ...record, sourcedId, status: 'active', dateLastModified: stamp() });
      onWrite({ method: 'POST', entity, sourcedId, action: 'create', changed: Object.keys(record) });
    }
  });
  return { status: 201, body: { sourcedIdPairs } };
}

function recordsIn(bytes: Buffer, plural: string): readonly Written[] | undefined {
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    const list = (body as Record<string, unknown> | null)?.[plural];
    const isList = Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
    return isList ? (list as readonly Written[]) : undefined;
  } catch {
    return undefined;
  }
}

const idIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'sourcedId' in value ? String(value.sourcedId) : undefined;
