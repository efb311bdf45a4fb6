import type { Values } from '../../shared/exchange/exchanged.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';

/** A record as the partner has it. References are the partner's own sourcedIds. */
export interface PartnerRecord {
  readonly sourcedId: string;
  /** The partner's tombstone: its `status` is `tobedeleted`. */
  readonly isRemoved: boolean;
  readonly dateLastModified: string | null;
  /** By role: `class`, `user`, `lineItem`, `student`, `category`, `school`, `course`, `academicSession`, `org`, `parent`. */
  readonly references: Readonly<Partial<Record<string, string>>>;
  /** Of gradebook records every exchanged attribute; of roster records OneRoster's attributes that identity is told by. */
  readonly values: Values;
  /** As it was sent. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface PartnerPage {
  readonly records: readonly PartnerRecord[];
  /** Records that could not be read at all. A listing with one of these cannot remove. */
  readonly unreadable: number;
}

export interface PartnerListing {
  readonly entity: EntityType;
  /** True only if the listing ended well, held as many records as the server promised, and was of everything. */
  readonly isComplete: boolean;
  /** The same of what was asked for: of changes, that all of them were given. */
  readonly isWhole: boolean;
  /**
   * Of a listing of changes: whether the server can be asked for them. `refused`: it does not take the question. `ignored`: it gave what had not
   * changed. Nothing follows from what such a listing holds.
   */
  readonly changes: 'given' | 'refused' | 'ignored';
  readonly received: number;
  /** By the server's own count; null where it does not count. */
  readonly total: number | null;
  /** When the listing was begun, by the server's own clock (RFC 3339), rather too early than too late; null where it does not say. */
  readonly askedAt: string | null;
  /** False if a record did not say in UTC when it was changed: it would be in no listing of changes. */
  readonly isDated: boolean;
  /** The greatest `dateLastModified` that was seen (RFC 3339); null if none was. */
  readonly latest: string | null;
  readonly requests: number;
}

/** A look at a listing: one record of it is read. */
export interface PartnerLook {
  /** By the server's own count; null where it does not count. */
  readonly total: number | null;
  readonly isEmpty: boolean;
}

/** The reading side of a partner: each listing whole, in pages. */
export interface PartnerSource {
  /** Names whose records are read, by whom, and how. What was read of one place says nothing about another. */
  readonly place: string;
  /** Signs in. Throws an AppError that says what is wrong. */
  signIn(signal: AbortSignal): Promise<void>;
  /**
   * All records of an entity; `onPage` takes each page in turn. Throws an AppError when the listing cannot be read to its end. With
   * `since` (an RFC 3339 time), only those that the server says were changed at or after it: such a listing is never complete. That it does not
   * give such listings is no error.
   */
  list(
    entity: EntityType,
    since: string | null,
    signal: AbortSignal,
    onPage: (page: PartnerPage) => void,
  ): Promise<PartnerListing>;
  /** The same listing, without reading it. */
  look(entity: EntityType, since: string | null, signal: AbortSignal): Promise<PartnerLook>;
  close(): Promise<void>;
}

/** The identifying attributes of roster records that `PartnerRecord.values` holds. */
export const identifyingAttributes: Readonly<Partial<Record<EntityType, readonly string[]>>> = {
  org: ['name', 'type', 'identifier'],
  academicSession: ['title', 'type', 'startDate', 'endDate', 'schoolYear'],
  course: ['title', 'courseCode'],
  class: ['title', 'classCode'],
  user: ['role', 'givenName', 'familyName', 'username', 'email', 'identifier'],
  enrollment: ['role', 'primary'],
};
