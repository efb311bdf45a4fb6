import { AppError } from '../../../shared/errors.ts';
import { runChecks } from '../../setup/checks/run-checks.ts';
import { answerFindings, type Finding } from '../check-answer.ts';
import type { CommandContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { withIntegrations } from '../with-backend.ts';

export async function check(context: CommandContext, id: string): Promise<ExitCode> {
  const integration = await withIntegrations(context, (integrations) => integrations.get(id));
  const credentials = await context.credentials();
  const clientSecret = await credentials.get(id, 'powerschool.clientSecret');
  const partnerSecret = integration.config.partner === null ? null : await credentials.get(id, 'partner.clientSecret');
  const signal = context.interruption();
  const onResult = ({ title }: Finding): void => {
    if (context.terminal.canRewrite && !context.quiet) context.output.note(`Checked: ${title}`);
  };
  try {
    return await answerFindings(
      context,
      await runChecks({ integration, clientSecret, partnerSecret, signal, onResult }),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AppError('run.cancelled', 'stop', 'The checks were cancelled.', {
      fix: 'Start them again when you like.',
    });
  }
}
