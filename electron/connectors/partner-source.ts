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
  /** True only if the listing ended well and held as many records as the server promised. */
  readonly isComplete: boolean;
  readonly received: number;
  readonly requests: number;
}

/** The reading side of a partner: each listing whole, in pages. */
export interface PartnerSource {
  /** Signs in. Throws an AppError that says what is wrong. */
  signIn(signal: AbortSignal): Promise<void>;
  /**
   * All records of an entity; `onPage` takes each page in turn. Throws an AppError when the listing cannot be read to its end. With
   * `since` (an RFC 3339 time), only those that the server says were changed at or after it: such a listing is never complete.
   */
  list(
    entity: EntityType,
    since: string | null,
    signal: AbortSignal,
    onPage: (page: PartnerPage) => void,
  ): Promise<PartnerListing>;
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
