import { AppError } from '../../../../shared/errors.ts';
import type { WirePage, WireRecord } from './powerschool-api.ts';

export interface PagedList {
  /** Reads one page; the first is 1. */
  fetch(page: number, signal: AbortSignal): Promise<WirePage>;
  /** Rows asked for per page; null where the server's own size applies. */
  readonly asked: number | null;
}

/**
 * All pages of a list, the next one asked for while one is handed out. A server may clamp the page size, may give no count, and
 * may give a wrong one (reference §4.1): it goes on until an empty page, or until the count is reached on a page that is not full.
 * The first page is handed out even if it is empty. Throws `remote.badAnswer` if the server repeats a page.
 */
export async function* eachPage(list: PagedList, signal: AbortSignal): AsyncGenerator<WirePage, void, undefined> {
  const ahead = new AbortController();
  const both = AbortSignal.any([signal, ahead.signal]);
  const repeats = watchForRepeats();
  let received = 0;
  let fullPage = 0;
  let count: number | null = null;
  let coming: Promise<WirePage> | null = askAhead(list, 1, both);
  try {
    for (let page = 1; coming !== null; page += 1) {
      const got: WirePage = await coming;
      const { records, dataVersion } = got;
      const rows: number = records.length;
      if (rows === 0 && page > 1) return;
      if (repeats(records)) {
        // Asked for more than it promised, a server may well give its last page again.
        if (count !== null && received >= count) return;
        throw repeatedPage();
      }
      count ??= got.count;
      received += rows;
      const isShort = page === 1 ? list.asked === null || rows < list.asked : rows < fullPage;
      fullPage = Math.max(fullPage, rows);
      const ends: boolean = rows === 0 || (count !== null && received >= count && isShort);
      coming = ends ? null : askAhead(list, page + 1, both);
      yield { records, count, dataVersion };
    }
  } finally {
    ahead.abort();
  }
}

/** Asks now and is awaited later, or never: a failure must not be reported as unhandled meanwhile. */
function askAhead(list: PagedList, page: number, signal: AbortSignal): Promise<WirePage> {
  const coming = list.fetch(page, signal);
  coming.catch(() => undefined);
  return coming;
}

/** Tells whether a page begins as the first or the last one did: the server ignores the page's number, and would do so for ever. */
function watchForRepeats(): (records: readonly WireRecord[]) => boolean {
  let first: string | null = null;
  let last: string | null = null;
  return (records) => {
    const begin = JSON.stringify(records[0] ?? null);
    const repeated = begin === first || begin === last;
    first ??= begin;
    last = begin;
    return repeated;
  };
}

function repeatedPage(): AppError {
  return new AppError('remote.badAnswer', 'stop', 'PowerSchool sent the same page of a list twice.', {
    fix: 'Ask the administrator of PowerSchool whether something between us and the server keeps old answers.',
  });
}
