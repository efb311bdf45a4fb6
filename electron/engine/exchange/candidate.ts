import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';

/** A record by its sourcedIds at both ends; null where an end has none yet. */
export interface Reference {
  readonly powerschool: string | null;
  readonly partner: string | null;
}

/** A record as one end has it. The `category` among its values is a PowerSchool sourcedId where it is known to both ends. */
export interface SideRecord {
  readonly sourcedId: string;
  readonly values: Values;
  readonly hash: number;
  readonly isRemoved: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What the record is of, and what its class and line item allow. */
export interface Surroundings {
  readonly schoolKey: number;
  readonly classKey: number | null;
  /** What people call it. */
  readonly label: string;
  /** By role: `class`, `teacher`, `school`, `academicSession`, `lineItem`, `student`, and `category` of a line item. */
  readonly references: Readonly<Partial<Record<string, Reference>>>;
  /** First and last day of the class's term, `YYYY-MM-DD`. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Of a result: what its line item says. */
  readonly scoreType: string | null;
  readonly maximum: number | null;
  /** What the partner says of the other records that are one thing in PowerSchool: a category's other classes (S14), an assignment's. */
  readonly siblings: readonly Values[];
  /** Of a category in PowerSchool: the names of the teacher's other ones. */
  readonly otherTitles: readonly string[];
}

/** A record whose two ends have to be compared: one of them is new, has changed or is gone since both last agreed. */
export interface Candidate {
  readonly entity: ExchangedEntity;
  readonly powerschool: SideRecord | null;
  readonly partner: SideRecord | null;
  /** What each end said when they last agreed; null for two that meet for the first time, or stand alone. */
  readonly base: Readonly<Record<Side, Values>> | null;
  /** The end where the record was first; null where that is not known. */
  readonly origin: Side | null;
  /** More than one record could be its counterpart: never guessed. */
  readonly isAmbiguous: boolean;
  /** It, or what it is of, may be the same as another record under a new id: nothing of it is written before a person has said so. */
  readonly awaitsRemap?: boolean;
  readonly surroundings: Surroundings;
}

/** A candidate with the keys of both ends, by which its writes find it again. */
export interface KeyedCandidate extends Candidate {
  readonly sourceKey: number | null;
  readonly sourceSubkey: number | null;
  readonly partnerKey: number | null;
}
