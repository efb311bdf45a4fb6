import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

export async function listRuns(context: CommandContext, id: string, options: { limit: number }): Promise<ExitCode> {
  const runs = await withBackend(context, async (backend) => {
    const reader = await backend.reader(id);
    return (await reader.runs(options.limit)).map((run) => ({ ...run, integrationId: id }));
  });
  await context.output.answer(runs, () =>
    runs.length === 0
      ? 'This integration has not run yet.'
      : formatTable(
          ['run', 'started', 'finished', 'status', 'dry run', 'issues', 'requests'],
          runs.map((run) => [
            run.runId,
            run.startedAt,
            run.finishedAt,
            run.status,
            run.dryRun ? 'yes' : '',
            run.issues,
            run.requests,
          ]),
        ),
  );
  return exitCodes.done;
}
