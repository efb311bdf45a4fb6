import { dirname, resolve } from 'node:path';
import { checkPluginOf } from '../../integrations/check-plugin.ts';
import { parseStoredConfig, refuseFixedChanges } from '../../integrations/integration-file.ts';
import { keepClientSecrets } from '../client-secret.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { describeIntegration, integrationDocument } from '../integration-document.ts';
import { readJsonFile } from '../read-json-file.ts';
import { withIntegrations } from '../with-backend.ts';

/** The file is the whole configuration: what it leaves out goes back to its default. */
export async function updateIntegration(
  context: CommandContext,
  id: string,
  options: { file: string },
): Promise<ExitCode> {
  const profile = await context.profile();
  const updated = await withIntegrations(context, async (integrations) => {
    const before = integrations.get(id);
    const file = readJsonFile(options.file, 'integration file');
    const baseFolder = dirname(resolve(options.file));
    // What can never change is said first: a new mode would want other settings, entered in vain.
    refuseFixedChanges(before.config, parseStoredConfig(file));
    await checkPluginOf(file, baseFolder, profile.integrationFolder(id));
    const integration = integrations.update(id, file, { baseFolder });
    await keepClientSecrets(context, integration, before.config);
    return integration;
  });
  await context.output.answer(integrationDocument(updated), () => `Updated:\n${describeIntegration(updated)}`);
  return exitCodes.done;
}
