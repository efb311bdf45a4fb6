import type { ErrorReport } from '../../shared/errors.ts';
import type { RunReport } from '../../shared/integration/run.ts';

/** What a command ends with; a public contract (the command line's table of exit statuses). */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  withIssues: 3,
  guarded: 4,
  personMustAct: 5,
  locked: 6,
  cancelled: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Errors of the person's input: nothing was done. */
const wrongUse = [
  /^cli\./,
  /^plugin\./,
  /^plan\./,
  /^undo\./,
  /^remap\.(?!undecided)/,
  /^integration\.(invalidFile|fixedAtCreation|unknown)$/,
  /^records\./,
  /^(record|run)\.unknown$/,
];

export function exitCodeOfError({ code, recovery }: Pick<ErrorReport, 'code' | 'recovery'>): ExitCode {
  if (code === 'run.locked') return exitCodes.locked;
  if (code === 'run.cancelled') return exitCodes.cancelled;
  if (recovery === 'ask') return exitCodes.personMustAct;
  return wrongUse.some((pattern) => pattern.test(code)) ? exitCodes.wrongUse : exitCodes.failed;
}

export function exitCodeOfRun(report: Pick<RunReport, 'status' | 'issues' | 'error' | 'plan'>): ExitCode {
  switch (report.status) {
    case 'succeeded':
      return report.issues + (report.plan?.conflicts ?? 0) + (report.plan?.held ?? 0) > 0
        ? exitCodes.withIssues
        : exitCodes.done;
    case 'guarded':
      return exitCodes.guarded;
    case 'cancelled':
      return exitCodes.cancelled;
    default:
      return report.error === null ? exitCodes.failed : exitCodeOfError(report.error);
  }
}
