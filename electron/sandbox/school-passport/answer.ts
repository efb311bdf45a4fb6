import type { ReceivedRequest } from '../powerschool/answer.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import type { Collection } from './collections.ts';
import { FilterError, parseFilter, withoutTombstones } from './filter.ts';
import type { HubSwitches } from './hub-switches.ts';
import type { HubRecords } from './records.ts';
import { posted, postPlace } from './posts.ts';
import { refusal } from './refusal.ts';
import type { HubTokens } from './tokens.ts';
import { written, type HubWriting } from './writes.ts';

const tokenPath = '/datahub/oauth/token';

const usualLimit = 100;
/** More is given as this many, as real hubs do without a word. */
const mostPerPage = 1000;

/** The hub's right answer to a request: sign-in, then OneRoster in the version of its records (reference school-passport.md §10). */
export function hubAnswer(request: ReceivedRequest, tokens: HubTokens, writing: HubWriting): SandboxResponse {
  return writing.records.dialect.refused(answered(request, tokens, writing));
}

function answered(request: ReceivedRequest, tokens: HubTokens, writing: HubWriting): SandboxResponse {
  const { records, switches } = writing;
  const { method, path, headers, bytes } = request;
  if (path === tokenPath) {
    if (method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: { error: 'invalid_request' } };
    return tokens.issue(headers.authorization, bytes.toString('utf8'));
  }
  const service = records.dialect.services.find(({ base }) => path.startsWith(`${base}/`));
  const rest = service === undefined ? '' : path.slice(service.base.length + 1);
  const [name, sourcedId] = split(rest);
  if (!tokens.isValid(headers.authorization)) return refusal(401, 'unauthorized', 'There is no valid access token.');
  const collections = service?.collections ?? {};
  const place = method === 'POST' && records.dialect.takesPosts ? postPlace(rest) : undefined;
  if (place !== undefined && Object.hasOwn(collections, `${place.entity}s`)) return posted(request, place, writing);
  const collection = Object.hasOwn(collections, name) ? collections[name] : undefined;
  if (collection === undefined) return refusal(404, 'unknown object', 'There is no such collection.');
  if (method !== 'GET') return written(request, collection.entity, sourcedId, writing);
  if (sourcedId === undefined) return listed(request, collection, records, switches);
  const body = records.one(collection, sourcedId);
  if (body === undefined) return refusal(404, 'unknown object', 'There is no such record.');
  return { status: 200, body: `{"${collection.entity}":${body}}` };
}

/** An id may hold slashes that came encoded. */
function split(rest: string): readonly [string, string?] {
  const slash = rest.indexOf('/');
  return slash < 0 ? [rest] : [rest.slice(0, slash), rest.slice(slash + 1)];
}

function listed(
  { path, params }: ReceivedRequest,
  collection: Collection,
  records: HubRecords,
  { filters, changes, tombstones, counts }: HubSwitches,
): SandboxResponse {
  const limit = wholeNumber(params.get('limit'), usualLimit);
  const offset = wholeNumber(params.get('offset'), 0);
  if (limit === null || limit < 1 || offset === null) return refusal(400, 'invalid data', 'The paging is not valid.');
  const given = params.get('filter');
  const kind = given?.startsWith('dateLastModified') === true ? changes : filters;
  if (given !== null && kind === 'refused') return refusal(400, 'invalid_filter_field', 'This cannot be filtered by.');
  const asked = kind === 'ignored' ? null : given;
  try {
    const parsed = asked === null ? null : parseFilter(records.dialect.fields[collection.entity], asked);
    const found = parsed !== null && kind === 'silent' ? { ...parsed, sql: `(${parsed.sql}) AND 0` } : parsed;
    const filter = tombstones === 'untold' ? withoutTombstones(found) : found;
    const most = Math.min(limit, mostPerPage);
    const total = records.count(collection, filter);
    return {
      status: 200,
      headers: {
        ...(counts === 'told' ? { 'X-Total-Count': String(total) } : {}),
        ...linkHeader(path, params, most, offset, total),
      },
      body: `{"${collection.plural}":[${records.list(collection, filter, most, offset).join(',')}]}`,
    };
  } catch (error) {
    if (error instanceof FilterError) return refusal(400, 'invalid_filter_field', error.message);
    throw error;
  }
}

function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** RFC 8288; each address relative to the host, which a client has to resolve. */
function linkHeader(path: string, params: URLSearchParams, limit: number, offset: number, total: number) {
  const to = (rel: string, at: number): string => {
    const query = new URLSearchParams(params);
    query.set('limit', String(limit));
    query.set('offset', String(at));
    return `<${path}?${query.toString()}>; rel="${rel}"`;
  };
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  const links = [to('first', 0), to('last', last)];
  if (offset + limit < total) links.push(to('next', offset + limit));
  if (offset > 0) links.push(to('prev', Math.max(0, offset - limit)));
  return { Link: links.join(', ') };
}
