import { runDoctor } from '../../diagnostics/doctor.ts';
import { answerFindings } from '../check-answer.ts';
import type { CommandContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { screensFolder } from '../screens.ts';

export async function doctor(context: CommandContext): Promise<ExitCode> {
  const [profile, credentials] = [await context.profile(), await context.credentials()];
  return answerFindings(context, await runDoctor({ profile, credentials, screens: screensFolder() }));
}
