import { AppError } from '../../../shared/errors.ts';
import type { RunReport } from '../../../shared/integration/run.ts';
import type { Backend } from '../../backend-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { describeReport } from '../report-text.ts';
import { withBackend } from '../with-backend.ts';

export async function showRun(context: CommandContext, runId: string): Promise<ExitCode> {
  const { report, partner } = await withBackend(context, async (backend) => {
    const found = await findRun(backend, runId);
    return { report: found, partner: backend.integrations.get(found.integrationId).config.partner };
  });
  await context.output.answer(report, () => describeReport(report, partner?.name ?? null));
  return exitCodes.done;
}

/** A run's id does not say whose it is. */
export async function findRun(backend: Backend, runId: string): Promise<RunReport> {
  for (const { id } of backend.integrations.list()) {
    const report = await (await backend.reader(id)).run(runId);
    if (report !== undefined) return { ...report, integrationId: id };
  }
  throw new AppError('run.unknown', 'stop', 'There is no run with this id.', {
    fix: 'List the runs of an integration (runs list) and use one of their ids.',
  });
}
