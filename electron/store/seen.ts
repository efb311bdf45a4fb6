/** A set of row numbers, one bit each: the live rows that a listing has held so far. */
export class Seen {
  private bits: Uint8Array;

  constructor(largest: number) {
    this.bits = new Uint8Array(Math.floor(largest / 8) + 1);
  }

  /** Adds a row number; false if it was there. */
  add(row: number): boolean {
    const mask = 1 << (row & 7);
    const at = Math.floor(row / 8);
    const before = this.bits[at] ?? 0;
    this.bits[at] = before | mask;
    return (before & mask) === 0;
  }

  has(row: number): boolean {
    return ((this.bits[Math.floor(row / 8)] ?? 0) & (1 << (row & 7))) !== 0;
  }
}
