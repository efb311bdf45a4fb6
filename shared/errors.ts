import { databaseReport } from './database-error.ts';

/** What to do about an error: try again later, leave one record out, end the run, or have a person act. */
export type Recovery = 'retry' | 'skip' | 'stop' | 'ask';

export interface AppErrorOptions {
  /** The next step, in a plain sentence. */
  readonly fix?: string;
  readonly cause?: unknown;
  /** Figures and names of things (schools, columns, paths); never a person, a score or a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The only error that crosses a module's border on purpose. `code` is stable (`auth.invalidClient`);
 * `message` says what happened in a plain sentence and holds no names, scores or secrets.
 */
export class AppError extends Error {
  readonly code: string;
  readonly recovery: Recovery;
  readonly fix: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, recovery: Recovery, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.recovery = recovery;
    this.fix = options.fix;
    this.details = options.details ?? {};
  }
}

/** An error as data: what a thread, a window or `--json` gets to see of it. */
export interface ErrorReport {
  readonly code: string;
  readonly recovery: Recovery;
  readonly message: string;
  readonly fix?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Anything thrown, as a report. What neither we nor the database foresaw is a defect of ours: its text stays out, its kind goes in. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof AppError) {
    return {
      code: error.code,
      recovery: error.recovery,
      message: error.message,
      ...(error.fix === undefined ? {} : { fix: error.fix }),
      ...(Object.keys(error.details).length === 0 ? {} : { details: error.details }),
    };
  }
  const ofDatabase = databaseReport(error);
  if (ofDatabase !== undefined) return ofDatabase;
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    code: 'internal.unexpected',
    recovery: 'stop',
    message: `Something went wrong that the application did not expect (${kind}).`,
    fix: 'Try again. If it happens again, save a support file from Settings and send it to support.',
  };
}

export function errorFromReport(report: ErrorReport): AppError {
  return new AppError(report.code, report.recovery, report.message, {
    ...(report.fix === undefined ? {} : { fix: report.fix }),
    ...(report.details === undefined ? {} : { details: report.details }),
  });
}
