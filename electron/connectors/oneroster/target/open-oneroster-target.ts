import type { ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { Partner } from '../../../../shared/integration/partner.ts';
import type { Change, Exchange, Found, PushOutcome, Target } from '../../target.ts';
import type { OneRosterApi, Single, WireRecord } from '../api/oneroster-api.ts';
import { isRecord } from '../api/status-info.ts';
import { translate } from '../source/translate.ts';
import { refusalOf } from './refusals.ts';
import { wireRecord } from './wire-record.ts';

const places: Readonly<Record<ExchangedEntity, { readonly plural: string; readonly what: string }>> = {
  category: { plural: 'categories', what: 'the category' },
  lineItem: { plural: 'lineItems', what: 'the line item' },
  result: { plural: 'results', what: 'the result' },
};

export interface OneRosterTargetOptions {
  /** Closed with the target. */
  readonly api: OneRosterApi;
  readonly partner: Pick<Partner, 'name' | 'version'>;
}

const lost = 'The partner did not answer, or not to the end. It may have been done or not.';
const unclear = 'The partner’s answer does not tell whether it was done.';

/** The writing side of a OneRoster partner: PUT of whole records under the id that we propose, DELETE (reference §5.8). */
export function openOneRosterTarget({ api, partner: { name, version } }: OneRosterTargetOptions): Target {
  const singleOf = (entity: ExchangedEntity, sourcedId: string): Single => ({
    service: 'gradebook',
    path: `/${places[entity].plural}/${encodeURIComponent(sourcedId)}`,
    singular: entity,
    named: places[entity].what,
  });

  async function pushOne(change: Change, signal: AbortSignal): Promise<PushOutcome> {
    const { id, entity, sourcedId } = change;
    if (sourcedId === null) throw new Error('a record of the partner needs an id');
    const single = singleOf(entity, sourcedId);
    const { what } = places[entity];
    let body: string | null = null;
    if (change.action !== 'delete') {
      const standing = change.action === 'update' ? await api.one(single, signal) : null;
      if (change.action === 'update' && standing === null) return { id, ...gone(what), exchange: null };
      body = JSON.stringify({ [entity]: wireRecord(change, sourcedId, version, standing) });
    }
    const method = body === null ? 'DELETE' : 'PUT';
    const answer = await api.write(single, method, body, signal);
    const sent = { method, path: api.pathOf(single), body };
    if (answer.kind === 'lost') {
      return { id, outcome: 'unknown', reason: lost, exchange: { ...sent, status: null, answer: null } };
    }
    const exchange: Exchange = { ...sent, status: answer.status, answer: answer.text === '' ? null : answer.text };
    const isDone = answer.status >= 200 && answer.status < 300;
    if (isDone || (method === 'DELETE' && answer.status === 404)) {
      return { id, outcome: 'applied', sourcedId: allotted(answer.text, entity) ?? sourcedId, exchange };
    }
    const refusal = refusalOf(answer.status, answer.text, name, what);
    if (refusal === null) return { id, outcome: 'unknown', reason: unclear, exchange };
    return { id, outcome: 'rejected', ...refusal, exchange };
  }

  const gone = (what: string) =>
    ({
      outcome: 'rejected',
      code: 'partner.gone',
      reason: `${name} no longer has ${what}.`,
      fix: 'Sync again: the next plan says what becomes of it.',
    }) as const;

  async function find(change: Change, signal: AbortSignal): Promise<Found | null> {
    if (change.sourcedId === null) return null;
    const record = await api.one(singleOf(change.entity, change.sourcedId), signal);
    const translated = record === null ? undefined : translate(change.entity, record, version);
    if (translated === undefined || translated.isRemoved) return null;
    return { sourcedId: translated.sourcedId, values: translated.values };
  }

  return {
    async push(changes, signal, onOutcome) {
      for (const change of changes) {
        signal.throwIfAborted();
        onOutcome(await pushOne(change, signal));
      }
    },
    async look(changes, signal) {
      const found = new Map<string, Found | null>();
      for (const change of changes) found.set(change.id, await find(change, signal));
      return found;
    },
    preview(change) {
      const sourcedId = change.sourcedId ?? 'new';
      const path = api.pathOf(singleOf(change.entity, sourcedId));
      if (change.action === 'delete') return { method: 'DELETE', path, body: null };
      const record = wireRecord({ ...change, action: 'create' }, sourcedId, version, null);
      return { method: 'PUT', path, body: JSON.stringify({ [change.entity]: record }) };
    },
    close: () => api.close(),
  };
}

/** The id under which the server has taken a record, where its answer says so (reference §5.8, modified passback). */
function allotted(text: string, entity: ExchangedEntity): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const record: WireRecord = isRecord(body) && isRecord(body[entity]) ? body[entity] : isRecord(body) ? body : {};
  const sourcedId = record['sourcedId'];
  return typeof sourcedId === 'string' && sourcedId !== '' ? sourcedId : undefined;
}
