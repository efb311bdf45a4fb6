import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { foldName } from '../../../shared/oneroster/limits.ts';

/**
 * A partner's record in a number: the first 53 bits of the SHA-256 of its sourcedId. Two of a million ids meet in one with a
 * probability of one to twenty thousand; the mirror looks and refuses.
 */
export function partnerKeyOf(sourcedId: string): number {
  return first53Bits(createHash('sha256').update(sourcedId).digest());
}

/** The same over any text: what a record says, to tell whether it has changed. */
export const digestOf = (text: string): number => first53Bits(createHash('sha256').update(text).digest());

const first53Bits = (digest: Buffer): number => digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) >> 3);

/** Makes `partnerKey(text)` and `foldedName(text)` known to a connection. */
export function registerMatching(db: Database): void {
  const options = { deterministic: true };
  db.function('partnerKey', options, (text: unknown) => (typeof text === 'string' ? partnerKeyOf(text) : null));
  db.function('foldedName', options, (text: unknown) => (typeof text === 'string' ? foldName(text) : null));
}
