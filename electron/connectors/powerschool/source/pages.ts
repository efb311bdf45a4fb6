import type { WirePage, WireRecord } from '../api/powerschool-api.ts';

/** Several lists as one. What they promise together is known at their end: an empty last page carries it. */
export async function* joined(lists: readonly AsyncIterable<WirePage>[]): AsyncIterable<WirePage> {
  let total: number | null = 0;
  for (const list of lists) {
    let promised: number | null = null;
    for await (const page of list) {
      promised = page.count ?? promised;
      yield { ...page, count: null };
    }
    total = total === null || promised === null ? null : total + promised;
  }
  yield { records: [], count: total, dataVersion: null };
}

export async function* onePage(records: readonly WireRecord[]): AsyncIterable<WirePage> {
  yield { records, count: null, dataVersion: null };
}

/** What came of a list beside what was promised. A later promise stands for an earlier one. */
export interface Tally {
  add(page: WirePage): void;
  /** True where as much came as was promised, or nothing was promised. */
  agrees(): boolean;
  readonly promised: number | null;
}

export function openTally(): Tally {
  let received = 0;
  let promised: number | null = null;
  return {
    add(page) {
      received += page.records.length;
      promised = page.count ?? promised;
    },
    agrees: () => promised === null || promised === received,
    get promised() {
      return promised;
    },
  };
}

export interface WholeList {
  readonly records: readonly WireRecord[];
  /** False if even the second reading delivered other than it promised. */
  readonly isWhole: boolean;
}

/** All records of a short list; read once more if it delivers other than it promised (reference §4.1). */
export async function readAll(pages: () => AsyncIterable<WirePage>): Promise<WholeList> {
  const first = await readOnce(pages());
  return first.isWhole ? first : readOnce(pages());
}

async function readOnce(pages: AsyncIterable<WirePage>): Promise<WholeList> {
  const records: WireRecord[] = [];
  const tally = openTally();
  for await (const page of pages) {
    tally.add(page);
    records.push(...page.records);
  }
  return { records, isWhole: tally.agrees() };
}
