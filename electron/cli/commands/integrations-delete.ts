import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { withIntegrations } from '../with-backend.ts';

export async function deleteIntegration(context: CommandContext, id: string): Promise<ExitCode> {
  await withIntegrations(context, (integrations) => integrations.delete(id));
  await context.output.answer({ id, deleted: true }, () => `Deleted: ${id}, with its settings, data and secrets.`);
  return exitCodes.done;
}
