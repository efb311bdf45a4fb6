import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { integrationDocument } from '../integration-document.ts';
import { formatTable } from '../table.ts';
import { withIntegrations } from '../with-backend.ts';

export async function listIntegrations(context: CommandContext): Promise<ExitCode> {
  const all = await withIntegrations(context, (integrations) => integrations.list());
  await context.output.answer(all.map(integrationDocument), () =>
    all.length === 0
      ? 'There is no integration in this profile yet.'
      : formatTable(
          ['id', 'name', 'mode', 'environment', 'Grade Sync', 'PowerSchool'],
          all.map(({ id, config }) => [
            id,
            config.name,
            config.mode,
            config.environment,
            config.gradeSync.enabled ? 'enabled' : 'disabled',
            config.powerschool.url,
          ]),
        ),
  );
  return exitCodes.done;
}
