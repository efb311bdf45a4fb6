import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { describeIntegration, integrationDocument } from '../integration-document.ts';
import { withIntegrations } from '../with-backend.ts';

export async function showIntegration(context: CommandContext, id: string): Promise<ExitCode> {
  const integration = await withIntegrations(context, (integrations) => integrations.get(id));
  await context.output.answer(integrationDocument(integration), () => describeIntegration(integration));
  return exitCodes.done;
}
