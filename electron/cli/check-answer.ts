import type { CommandContext } from './context.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { printable } from './table.ts';

/** One thing that was looked at, here or at the other end. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly result: 'pass' | 'warn' | 'fail';
  readonly message: string;
  readonly fix: string | null;
}

/** Prints what was found. Ends with 5 if anything failed: a person must act. */
export async function answerFindings(context: CommandContext, findings: readonly Finding[]): Promise<ExitCode> {
  const checks = findings.map(({ id, title, result, message, fix }) => ({ id, title, result, message, fix }));
  const ok = !checks.some(({ result }) => result === 'fail');
  await context.output.answer({ checks, ok }, () => checks.map(describeFinding).join('\n'));
  return ok ? exitCodes.done : exitCodes.personMustAct;
}

function describeFinding({ result, title, message, fix }: Finding): string {
  const next = fix === null ? '' : `\n      ${printable(fix)}`;
  return `${result.padEnd(4)}  ${title}: ${printable(message)}${next}`;
}
