import type { ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { Partner } from '../../../../shared/integration/partner.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Change, Exchange, PushOutcome, Target } from '../../target.ts';
import type { OneRosterApi, Single, WireRecord } from '../api/oneroster-api.ts';
import { isRecord } from '../api/status-info.ts';
import { partnerRules } from './gradebook-rules.ts';
import { openLook } from './look.ts';
import { isFailure, refusalOf } from './refusals.ts';
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

/** So many writes in a row without an answer that says anything: going on would only leave more in doubt. */
const mostUnknown = 3;

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

  const wire = { version, hrefOf: (single: Pick<Single, 'service' | 'path'>) => api.hrefOf(single) };

  async function pushOne(change: Change, signal: AbortSignal): Promise<PushOutcome> {
    const { id, entity, sourcedId } = change;
    if (sourcedId === null) throw new Error('a record of the partner needs an id');
    const single = singleOf(entity, sourcedId);
    const { what } = places[entity];
    let body: string | null = null;
    if (change.action !== 'delete') {
      const standing = change.action === 'update' ? await api.one(single, signal) : null;
      if (change.action === 'update' && (standing === null || isTombstone(standing))) {
        return { id, ...gone(what), exchange: null };
      }
      body = JSON.stringify({ [entity]: wireRecord(change, sourcedId, wire, standing) });
    }
    const method = body === null ? 'DELETE' : 'PUT';
    const answer = await api.write(single, method, body, signal);
    const sent = { method, path: api.pathOf(single), body };
    if (answer.kind === 'lost') {
      return { id, outcome: 'unknown', reason: lost, exchange: { ...sent, status: null, answer: null } };
    }
    const exchange: Exchange = { ...sent, status: answer.status, answer: answer.text === '' ? null : answer.text };
    const isDone = answer.status >= 200 && answer.status < 300 && !isFailure(answer.text);
    // What shall be deleted and is not there is deleted.
    if (isDone || (method === 'DELETE' && (answer.status === 404 || answer.status === 410))) {
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

  const look = openLook(api, version, singleOf);

  return {
    isRepeatable: true,
    batchSize: 200,
    rules: partnerRules(name),
    examine: null,
    async push(changes, signal, onOutcome) {
      let unknown = 0;
      for (const change of changes) {
        signal.throwIfAborted();
        if (unknown === mostUnknown) throw silent(name);
        const outcome = await pushOne(change, signal);
        unknown = outcome.outcome === 'unknown' ? unknown + 1 : 0;
        onOutcome(outcome);
      }
    },
    look,
    preview(change) {
      const sourcedId = change.sourcedId ?? 'new';
      const path = api.pathOf(singleOf(change.entity, sourcedId));
      if (change.action === 'delete') return { method: 'DELETE', path, body: null };
      const record = wireRecord(change, sourcedId, wire, null);
      return { method: 'PUT', path, body: JSON.stringify({ [change.entity]: record }) };
    },
    close: () => api.close(),
  };
}

const isTombstone = ({ status }: WireRecord): boolean =>
  typeof status === 'string' && status.toLowerCase() === 'tobedeleted';

const silent = (name: string): AppError =>
  new AppError('partner.noAnswer', 'stop', `${name} has left several changes in a row without a clear answer.`, {
    fix: `Sync again later: what became of them is looked up before anything is sent. If it goes on, ask the support of ${name}.`,
  });

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
