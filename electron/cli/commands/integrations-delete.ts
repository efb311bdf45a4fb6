import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { withIntegrations } from '../with-backend.ts';

/** `leaveSecrets`: a keychain that cannot be reached keeps what it has, and nothing else stays. */
export async function deleteIntegration(
  context: CommandContext,
  id: string,
  { leaveSecrets }: { readonly leaveSecrets: boolean },
): Promise<ExitCode> {
  await withIntegrations(context, (integrations) => integrations.delete(id, { leaveSecrets }));
  await context.output.answer({ id, deleted: true }, () =>
    leaveSecrets
      ? `Deleted: ${id}, with its settings and data, and its secrets where the keychain could be reached.`
      : `Deleted: ${id}, with its settings, data and secrets.`,
  );
  return exitCodes.done;
}
