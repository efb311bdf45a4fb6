import { dirname, resolve } from 'node:path';
import { openMemoryCredentials } from '../../credentials/memory.ts';
import { checkPluginOf } from '../../integrations/check-plugin.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { keepClientSecrets } from '../client-secret.ts';
import { describeIntegration, integrationDocument } from '../integration-document.ts';
import { readJsonFile } from '../read-json-file.ts';
import { withIntegrations } from '../with-backend.ts';

export async function createIntegration(context: CommandContext, options: { file: string }): Promise<ExitCode> {
  const file = readJsonFile(options.file, 'integration file');
  const baseFolder = dirname(resolve(options.file));
  await checkPluginOf(file, baseFolder, null);
  const created = await withIntegrations(context, async (integrations) => {
    const integration = integrations.create(file, { baseFolder });
    try {
      await keepClientSecrets(context, integration, null);
    } catch (error) {
      // Half an integration helps nobody. Its secret was not kept, so none is asked to be removed.
      await withIntegrations({ ...context, credentials: () => Promise.resolve(openMemoryCredentials()) }, (own) =>
        own.delete(integration.id),
      );
      throw error;
    }
    return integration;
  });
  await context.output.answer(integrationDocument(created), () => `Created:\n${describeIntegration(created)}`);
  return exitCodes.done;
}
