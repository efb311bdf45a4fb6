import type { PlannedRequest } from '../shared/exchange/plan.ts';
import type { Integration, IntegrationConfig } from '../shared/integration/config.ts';
import type { CourseStructure } from '../shared/integration/roster.ts';
import type { CheckReport } from '../shared/integration/check-report.ts';
import type { Draft, DraftFile, StepName } from '../shared/integration/draft.ts';
import type { RunProgress, RunReport, StopWhen } from '../shared/integration/run.ts';
import type { CredentialStore } from './credentials/credential-store.ts';
import type { AccessLog } from './integrations/access-log.ts';
import type { AppearanceStore } from './integrations/appearance-store.ts';
import type { ReportNotes } from './integrations/report-notes.ts';
import type { SavedViews } from './integrations/saved-views.ts';
import type { Profile } from './profile.ts';
import type { Browse, GridCount, GridPage, GridQuery, GridWindow } from './store/browse/browse-api.ts';
import type { ExportJob, ExportSummary } from './store/export-api.ts';
import type { PlanDesk } from './store/plans/plan-desk.ts';
import type { RemapDesk } from './store/plans/remap-desk.ts';
import type { Receipts } from './store/plans/receipts.ts';
import type { PlanGroups } from './store/plans/plan-groups.ts';
import type { PlanReader } from './store/plans/plan-reader.ts';
import type { ReaderCalls } from './store/reader-api.ts';

/** Integrations and their settings, in the profile's `app.db`. */
export interface Integrations {
  list(): readonly Integration[];
  /** Throws AppError `integration.unknown` (stop). */
  get(id: string): Integration;
  /** Parses the file; throws AppError `integration.invalidFile` (stop) that names the keys. Copies the plugin beside the data. */
  create(file: unknown, options?: { readonly baseFolder?: string }): Integration;
  /**
   * As `create`, on an existing one; refuses to change what may not change (`mode`, `gradeSync.enabled`: S17, S20), and, once there was a
   * sync, the course structure (`roster.structureFixed`, C25).
   */
  update(id: string, file: unknown, options?: { readonly baseFolder?: string }): Integration;
  /** How grids were left, and what was saved of them. */
  readonly views: SavedViews;
  /** How the application looks. */
  readonly appearance: AppearanceStore;
  /** What people put on the worksheet and the plan of the project. */
  readonly reportNotes: ReportNotes;
  /** Who took what out of the local copies. */
  readonly accessLog: AccessLog;
  /** Changes single settings of ours, e.g. the sandbox's address. */
  patch(id: string, change: (config: IntegrationConfig) => unknown): Integration;
  /** Changes the course structure of one that has synced, after a person was shown what that does (C25). */
  restructure(id: string, courses: CourseStructure): Integration;
  /**
   * Removes settings, data and secrets. Throws AppError `credentials.unavailable` (ask) where a secret is in a keychain that cannot be reached,
   * before anything else is removed; with `leaveSecrets` it stays there.
   */
  delete(id: string, options?: { readonly leaveSecrets?: boolean }): Promise<void>;
  close(): void;
}

export interface StartRun {
  readonly integrationId: string;
  readonly dryRun?: boolean;
  /** Ignore cursors: list everything. */
  readonly full?: boolean;
  /** Of a 2-Way Sync: stop when the plan has been made, so that a person can look at it. */
  readonly planOnly?: boolean;
  /** Of a 2-Way Sync: read both ends, then apply this plan and nothing else. */
  readonly planId?: string;
  /** Of a 2-Way Sync: read both ends, then take back what this run has written. */
  readonly undo?: string;
  /** A dry run with the attribute mappings in draft: what activating them would change. */
  readonly draftMappings?: boolean;
}

/** A draft as it is stored: what is known of its secrets is asked of the credential store. */
export type StoredDraft = Omit<Draft, 'secrets'>;

/** What the set-up checks of drafts found. */
export interface DraftChecks {
  /** Null where nothing was found yet with these settings. */
  find(draftId: string, file: DraftFile): readonly CheckReport[] | null;
  /** `file`: the settings as they were when the checks began. */
  keep(draftId: string, file: DraftFile, reports: readonly CheckReport[]): void;
  forget(draftId: string): void;
}

/** Integrations that are being set up, in the profile's `app.db`. */
export interface Drafts {
  /** The newest first. */
  list(): readonly StoredDraft[];
  /** Throws AppError `draft.unknown` (stop). */
  get(draftId: string): StoredDraft;
  create(file?: DraftFile, copiedFrom?: string | null): StoredDraft;
  update(draftId: string, change: { readonly patch?: DraftFile; readonly step?: StepName | undefined }): StoredDraft;
  /** Removes the draft, its files and its secrets. */
  delete(draftId: string): Promise<void>;
  readonly checks: DraftChecks;
  close(): void;
}

/** Runs of integrations, each on an engine thread. */
export interface Runs {
  /**
   * Starts a run and resolves when it has ended, however it ended: the report's `status`, `guard` and `error` say how.
   * Rejects only if no run began: AppError `run.locked` where another is under way, `integration.unknown`, `integration.notReady`
   * (activation missing, S23), `credentials.missing`.
   */
  start(run: StartRun, onProgress?: (progress: RunProgress) => void): Promise<RunReport>;
  /** Asks a run under way to stop, at once if not said otherwise; what it had done is recorded. False if there is none. */
  cancel(integrationId: string, when?: StopWhen): boolean;
  /** The run under way and how far it is. */
  current(integrationId: string): RunProgress | undefined;
}

type Answering = ReaderCalls & PlanGroups;

/** A `Reader`, and plans in figures, on a thread of its own: the same calls, answered by promises. */
export type ReaderClient = {
  readonly [K in keyof Answering]: (...args: Parameters<Answering[K]>) => Promise<ReturnType<Answering[K]>>;
} & {
  export(job: ExportJob, onProgress?: (rows: number) => void): Promise<ExportSummary>;
  close(): Promise<void>;
};

/** Data browsing: as `Browse`, answered by promises. A question with the ticket of an earlier one withdraws that: `browse.superseded`. */
export type BrowseClient = {
  readonly [
    K in
      | 'columns'
      | 'categoryGroups'
      | 'record'
      | 'related'
      | 'search'
      | 'sheetData'
      | 'comparedRuns'
      | 'countDifferences'
      | 'differences'
  ]: (input: Parameters<Browse[K]>[0]) => Promise<ReturnType<Browse[K]>>;
} & {
  page(query: GridQuery & GridWindow, ticket?: string): Promise<GridPage>;
  count(query: GridQuery, ticket?: string): Promise<GridCount>;
  close(): Promise<void>;
};

/** Plans of one integration, what a person may do with them, and the journal of what was written. */
export type Plans = PlanReader & PlanDesk & RemapDesk & Receipts;

/** Everything a host or the command line may ask for. One per process; made by `openBackend`. */
export interface Backend {
  readonly profile: Profile;
  readonly credentials: CredentialStore;
  /** Secrets that end with the process and go before those of `credentials`: the sandbox district's, which needs no keychain. */
  readonly sessionSecrets: CredentialStore;
  readonly integrations: Integrations;
  readonly drafts: Drafts;
  readonly runs: Runs;
  /** The reader of an integration's local copy. One thread each, started when first asked for. */
  reader(integrationId: string): Promise<ReaderClient>;
  /** The plans of a 2-Way Sync and the receipts of what was written. Throws AppError `integration.unknown` (stop). */
  plans(integrationId: string): Plans;
  /** The request that a write of a plan would be. Throws AppError `plan.unknown` (stop). */
  plannedRequest(integrationId: string, planId: string, item: number): Promise<PlannedRequest>;
  /** Data browsing of an integration's local copy, on threads of its own. Throws AppError `integration.unknown` (stop). */
  browse(integrationId: string): BrowseClient;
  /** Lets go of an integration's files, which are to be removed. */
  closeReader(integrationId: string): Promise<void>;
  close(): Promise<void>;
}
