import type { RosterSection, StructurePreview } from '../../shared/integration/course-preview.ts';
import type { CourseStructure } from '../../shared/integration/roster.ts';
import type { EntityType } from '../../shared/oneroster/entity.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import type { PeopleMatch, PeopleQuestion } from './roster/match-people.ts';
import type { IssueFilter, IssueGroups, IssuePage, IssuePageWanted } from './issue-lists.ts';
import type { QualityOutcome, QualityRecordPage, QualityRecordsQuery } from './quality/read-findings.ts';

/** One record of the local copy in OneRoster's words; see `design/cli.md`, Shapes. References are `{ sourcedId, type }`. */
export interface OneRosterRecord {
  readonly sourcedId: string;
  readonly status: 'active' | 'tobedeleted';
  readonly dateLastModified: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly identifiers: { readonly powerSchool: string; readonly partner?: string };
  readonly [attribute: string]: unknown;
}

/** `attribute` is an attribute's name, `metadata.<key>`, `identifiers.powerSchool`, or a reference's name (`class`), compared by sourcedId. */
export interface Condition {
  readonly attribute: string;
  readonly value: string;
}

export interface RecordQuery {
  readonly entity: EntityType;
  readonly where: readonly Condition[];
  /** The cursor that the previous page gave. */
  readonly after: string | null;
  readonly limit: number;
}

export interface RecordPage {
  readonly records: readonly OneRosterRecord[];
  /** For the next page; null after the last. */
  readonly next: string | null;
}

export interface HistoryEntry {
  readonly runId: string;
  readonly at: string;
  readonly change: 'created' | 'updated' | 'removed';
  readonly attribute: string | null;
  readonly old: unknown;
  readonly new: unknown;
}

export interface RecordDetail {
  readonly record: OneRosterRecord;
  readonly history: readonly HistoryEntry[];
  /** What each side last said, by system name. */
  readonly sides: Readonly<Record<string, OneRosterRecord>>;
}

export interface StoredIssue {
  readonly entity: EntityType;
  /** Of a record that only the partner has, the one it has there. */
  readonly sourcedId: string;
  /** The record's sourcedId at the partner, where it has one and a write is what the issue is about. */
  readonly partner: string | null;
  readonly powerSchoolId: string;
  readonly school: string | null;
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
  readonly runId: string;
}

/** Everything that screens, the command line and exports may ask of a local copy. Read-only; runs on a thread of its own. */
export interface Reader {
  /** Active records by entity. */
  counts(): Readonly<Record<EntityType, number>>;
  records(query: RecordQuery): RecordPage;
  /** Undefined if there is none. `sourcedId` may also be a PowerSchool ID of the entity. */
  record(entity: EntityType, sourcedId: string): RecordDetail | undefined;
  /** Every active record of an entity in key order, one at a time. */
  each(entity: EntityType): Iterable<OneRosterRecord>;
  /** Every active class with what decides to which course it belongs. */
  sections(): readonly RosterSection[];
  /** A few classes from all over the district. */
  sectionSample(limit: number): readonly RosterSection[];
  /** What a course structure makes of all classes. */
  courseStructure(structure: CourseStructure, inUse: CourseStructure): StructurePreview;
  /** People who may sign in, compared with the names of a directory (C10). */
  matchPeople(question: PeopleQuestion): PeopleMatch;
  /** Newest first. */
  runs(limit: number): readonly RunReport[];
  run(runId: string): RunReport | undefined;
  /** Those that began from `from` on and before `until`, in milliseconds since 1970; the newest first. */
  runsBetween(from: number, until: number, limit: number): readonly RunReport[];
  /** Who leads these classes now; one without a lead teacher is not there. */
  leadTeachers(
    classKeys: readonly number[],
  ): readonly { readonly classKey: number; readonly teacherKey: number; readonly name: string }[];
  issues(options: { readonly entity?: EntityType; readonly limit: number }): readonly StoredIssue[];
  issueCount(): number;
  /** The issues that pass a filter, by cause. */
  issueGroups(filter: IssueFilter): IssueGroups;
  /** The issues of one cause, in the order in which they were found. */
  issuePage(wanted: IssuePageWanted): IssuePage;
  /** What each rule of data quality found at the last sync. */
  quality(): readonly QualityOutcome[];
  /** The records that one rule finds. Throws AppError `quality.unknownRule`. */
  qualityRecords(query: QualityRecordsQuery): QualityRecordPage;
  close(): void;
}

/** What may be asked of a reader on another thread. `each` and `sections` are not among them: what needs them runs on that thread. */
export const readerCalls = [
  'counts',
  'records',
  'record',
  'sectionSample',
  'courseStructure',
  'matchPeople',
  'runs',
  'run',
  'runsBetween',
  'leadTeachers',
  'issues',
  'issueCount',
  'issueGroups',
  'issuePage',
  'quality',
  'qualityRecords',
] as const satisfies readonly Exclude<keyof Reader, 'each' | 'sections' | 'close'>[];
export type ReaderCalls = Pick<Reader, (typeof readerCalls)[number]>;
