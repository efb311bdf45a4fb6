import { z } from 'zod';
import type { OneRosterVersion } from '../../../shared/integration/partner.ts';
import { AppError } from '../../../shared/errors.ts';
import { faultList, type Fault } from '../../sandbox/powerschool/faults.ts';
import { startSandboxThread } from '../../workers/sandbox-thread.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { whenAborted } from '../interruption.ts';
import { readJsonFile } from '../read-json-file.ts';

export interface SandboxOptions {
  readonly seed: number;
  readonly students: number;
  readonly port?: number;
  readonly faults?: string;
  readonly oneroster?: OneRosterVersion;
}

/** Prints one line of JSON, with or without `--json`: programs read it. */
export async function sandbox(context: CommandContext, { faults, ...options }: SandboxOptions): Promise<ExitCode> {
  const interruption = context.interruption();
  const given = faults === undefined ? {} : { faults: readFaults(faults) };
  const running = await startSandboxThread({ ...options, ...given });
  try {
    await context.output.write(`${JSON.stringify(running.description)}\n`);
    await whenAborted(interruption);
  } finally {
    await running.close();
  }
  return exitCodes.done;
}

function readFaults(file: string): readonly Fault[] {
  const parsed = faultList.safeParse(readJsonFile(file, 'file of faults'));
  if (parsed.success) return parsed.data;
  throw new AppError('cli.file', 'stop', `The file of faults is not valid: ${z.prettifyError(parsed.error)}`, {
    fix: 'Correct the file and try again. Nothing was started.',
  });
}
