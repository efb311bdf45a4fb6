import { AppError, reportOf } from '../../../shared/errors.ts';
import type { CheckContext } from './check-context.ts';

export interface CheckResult {
  readonly result: 'pass' | 'warn' | 'fail';
  /** What was found, in a plain sentence without names of people and secrets. */
  readonly message: string;
  /** The next step; null where there is nothing to do. Lines after the first are text to copy, such as lines of a plugin.xml. */
  readonly fix: string | null;
  /** The certificates that the server sent, its own first. */
  readonly chain?: readonly ChainLink[];
  /** The administrator has to confirm what we cannot find out, before the set-up goes on. */
  readonly needsConfirmation?: true;
}

export interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  /** `YYYY-MM-DD`. */
  readonly validTo: string;
  /** SHA-256, bytes in hexadecimal with colons. */
  readonly fingerprint: string;
}

/** One thing that must be right before a sync can work. A template stands in `all-checks.ts`. */
export interface Check {
  readonly id: string;
  /** What is being checked, as a heading. */
  readonly title: string;
  /** Checks without which this one cannot be tried. */
  readonly needs: readonly string[];
  /** An AppError thrown counts as `fail` with its message and fix. */
  run(context: CheckContext): Promise<CheckResult>;
}

export const pass = (message: string, fix: string | null = null): CheckResult => ({ result: 'pass', message, fix });
export const warn = (message: string, fix: string): CheckResult => ({ result: 'warn', message, fix });
export const fail = (message: string, fix: string): CheckResult => ({ result: 'fail', message, fix });

/** Any error as a result. */
export function failure(error: unknown): CheckResult {
  const { message, fix } = reportOf(error);
  return { result: 'fail', message, fix: fix ?? null };
}

export const hasCode = (error: unknown, ...codes: readonly string[]): error is AppError =>
  error instanceof AppError && codes.includes(error.code);
