import { AppError } from '../../../shared/errors.ts';
import type { Receipt } from '../../../shared/exchange/receipt.ts';
import type { RunReport } from '../../../shared/integration/run.ts';
import type { Backend } from '../../backend-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { describeReport } from '../report-text.ts';
import { withBackend } from '../with-backend.ts';

export async function showRun(context: CommandContext, runId: string, options: { verify: boolean }): Promise<ExitCode> {
  if (options.verify) return verifyRun(context, runId);
  const { report, partner } = await withBackend(context, async (backend) => {
    const found = await findRun(backend, runId);
    return { report: found, partner: backend.integrations.get(found.integrationId).config.partner };
  });
  await context.output.answer(report, () => describeReport(report, partner?.name ?? null));
  return exitCodes.done;
}

/** Whether the receipts of what was written are all there, in their order, and unchanged; with those of this run. */
async function verifyRun(context: CommandContext, runId: string): Promise<ExitCode> {
  const answer = await withBackend(context, async (backend) => {
    const { integrationId } = await findRun(backend, runId);
    const plans = backend.plans(integrationId);
    const receipts: Receipt[] = [];
    for (let page = plans.receipts(runId, 0, 1000); page.length > 0;) {
      receipts.push(...page);
      page = plans.receipts(runId, page.at(-1)?.number ?? 0, 1000);
    }
    return { runId, ...plans.verify(), receipts };
  });
  const isWhole = answer.broken === null;
  await context.output.answer(answer, () =>
    isWhole
      ? `The receipts are whole: none was changed, and none is missing. This run has ${answer.receipts.length}.`
      : `The receipts are not whole: number ${answer.broken} was changed, or one before it is missing.`,
  );
  return isWhole ? exitCodes.done : exitCodes.failed;
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
