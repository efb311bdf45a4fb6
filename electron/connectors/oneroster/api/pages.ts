import { AppError } from '../../../../shared/errors.ts';
import type { HttpAnswer } from '../../http/http-client.ts';
import { badAnswer, isWebPage, notOneRoster, type Told } from './answer-errors.ts';
import type { WirePage, WireRecord } from './oneroster-api.ts';
import { isRecord } from './status-info.ts';

/** A page as it came, with the path and query behind its `Link` of `rel="next"`; null if there is none. */
export interface Page extends WirePage {
  readonly next: string | null;
}

/** Where a page begins. */
export type At = { readonly offset: number } | { readonly link: string };

/** More pages than any district has: a server that goes on and on is stopped. */
const mostPages = 200_000;

/**
 * All pages of a listing (reference §5.4): by `Link` where it leads on within the same server, else by `offset`, up to
 * `X-Total-Count`, and where there is neither, until a page is empty: a short page proves nothing, servers clamp `limit`. The
 * first page is handed out even if it is empty. Throws `remote.badAnswer` if the server repeats a page.
 */
export async function* eachPage(
  fetch: (at: At) => Promise<Page>,
  told: Told,
): AsyncGenerator<WirePage, void, undefined> {
  const seen = new Set<string>();
  let offset = 0;
  let link: string | null = null;
  for (let page = 1; page <= mostPages; page += 1) {
    const { next, ...given } = await fetch(link === null ? { offset } : { link });
    const { records, count } = given;
    if (records.length === 0) {
      if (page === 1) yield given;
      return;
    }
    const begin = JSON.stringify(records[0]?.['sourcedId'] ?? records[0]);
    if (seen.has(begin)) {
      // Asked for more than there is, a server may well give a page again.
      if (count !== null && offset >= count) return;
      throw repeatedPage(told);
    }
    seen.add(begin);
    offset += records.length;
    yield given;
    link = next;
    if (link === null && count !== null && offset >= count) return;
  }
  throw repeatedPage(told);
}

/**
 * The page in an answer: the list under the entity's plural. Unknown members beside it are of no interest; an only record may stand
 * without its list. `origin`: scheme, host and port that links may lead to.
 */
export function readPage(answer: HttpAnswer, plural: string, origin: string, told: Told): Omit<Page, 'askedAt'> {
  const links = answer.header('link');
  return {
    records: recordsIn(answer, plural, told),
    count: countIn(answer),
    next: links === null ? null : nextLink(links, origin),
  };
}

/** When an answer was asked for, by the clock of the server that gave it: no more than how long it took is taken from ours. */
export function askedAt(answer: HttpAnswer, tookMs: number): number | null {
  const dated = Date.parse(answer.header('date') ?? '');
  return Number.isNaN(dated) ? null : dated - Math.max(0, tookMs);
}

/** The record in an answer: under the entity's singular, or bare. */
export function readSingle(answer: HttpAnswer, singular: string, told: Told): WireRecord {
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    if (isWebPage(answer.text)) throw notOneRoster(answer, told);
    throw badAnswer(told, answer.text.trim() === '' ? 'is empty' : 'is cut off or not readable');
  }
  const record = isRecord(body) && isRecord(body[singular]) ? body[singular] : body;
  if (!isRecord(record) || record['sourcedId'] === undefined) throw badAnswer(told, `lacks its ${singular}`);
  return record;
}

function recordsIn(answer: HttpAnswer, plural: string, told: Told): readonly WireRecord[] {
  const { text } = answer;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    if (isWebPage(text)) throw notOneRoster(answer, told);
    throw badAnswer(told, text.trim() === '' ? 'is empty' : 'is cut off or not readable');
  }
  if (!isRecord(body) || !Object.hasOwn(body, plural)) throw badAnswer(told, `lacks its list of ${plural}`);
  const inner = body[plural];
  if (inner === null || inner === '') return [];
  if (isRecord(inner)) return [inner];
  if (!Array.isArray(inner)) throw badAnswer(told, `holds no list of ${plural}`);
  return inner.map((item: unknown) => (isRecord(item) ? item : {}));
}

function countIn(answer: HttpAnswer): number | null {
  const text = answer.header('x-total-count')?.trim() ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** The address after `rel="next"` (RFC 8288), path and query only; null if there is none or it leads to another server. */
function nextLink(header: string, origin: string): string | null {
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:[;,]|$)/i.test(parameters)) continue;
    if (!URL.canParse(target, origin)) return null;
    const url = new URL(target, origin);
    return url.origin === origin ? url.pathname + url.search : null;
  }
  return null;
}

const repeatedPage = ({ product, asked }: Told): AppError =>
  new AppError('remote.badAnswer', 'stop', `${product} sent the same page twice when it listed ${asked}.`, {
    fix: `Ask the support of ${product} whether something between us and the server keeps old answers.`,
  });
