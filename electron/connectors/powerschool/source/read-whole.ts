import type { WirePage, WireRecord } from '../api/powerschool-api.ts';

/** What becomes of a list's records. `start` forgets what an earlier reading of the same list brought. */
export interface Gathering {
  start(): void;
  add(record: WireRecord): void;
}

/** Reads a list to its end, once more if it brings other than it promised (reference §4.1). True if it agrees in the end. */
export async function readWhole(pages: () => AsyncIterable<WirePage>, gathering: Gathering): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    gathering.start();
    let promised: number | null = null;
    let received = 0;
    for await (const page of pages()) {
      promised = page.count;
      received += page.records.length;
      for (const record of page.records) gathering.add(record);
    }
    if (promised === null || promised === received) return true;
  }
  return false;
}
