import type { CommandContext } from '../context.ts';
import { exitCodeOfRun, type ExitCode } from '../exit-codes.ts';
import { describeReport } from '../report-text.ts';
import { withBackend } from '../with-backend.ts';
import { findRun } from './runs-show.ts';
import { runOnce } from './sync.ts';

/** Takes back what a run has written, at both ends; with `dryRun` it only says what that would be. */
export async function undoRun(
  context: CommandContext,
  runId: string,
  { dryRun }: { dryRun: boolean },
): Promise<ExitCode> {
  const { report, partner } = await withBackend(context, async (backend) => {
    const { integrationId } = await findRun(backend, runId);
    const { config } = backend.integrations.get(integrationId);
    return { report: await runOnce(context, backend, { integrationId, undo: runId, dryRun }), partner: config.partner };
  });
  await context.output.answer(report, () => describeReport(report, partner?.name ?? null));
  return exitCodeOfRun(report);
}
