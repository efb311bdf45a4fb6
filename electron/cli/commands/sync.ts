import type { Backend, StartRun } from '../../backend-api.ts';
import { openLog, type LogValue } from '../../diagnostics/log.ts';
import type { RunReport } from '../../../shared/integration/run.ts';
import type { CommandContext } from '../context.ts';
import { exitCodeOfRun, type ExitCode } from '../exit-codes.ts';
import { openProgressLine } from '../progress-line.ts';
import { describeReport } from '../report-text.ts';
import { withBackend } from '../with-backend.ts';

export async function sync(
  context: CommandContext,
  integrationId: string,
  { plan, ...options }: { dryRun: boolean; full: boolean; planOnly: boolean; draftMappings: boolean; plan?: string },
): Promise<ExitCode> {
  const { report, partner } = await withBackend(context, async (backend) => {
    const { config } = backend.integrations.get(integrationId);
    return {
      report: await runOnce(context, backend, {
        integrationId,
        ...options,
        ...(plan === undefined ? {} : { planId: plan }),
      }),
      partner: config.partner,
    };
  });
  await context.output.answer(report, () => describeReport(report, partner?.name ?? null));
  return exitCodeOfRun(report);
}

/** Runs with progress on standard error; Ctrl-C cancels the run, which then ends in its own order. */
export async function runOnce(context: CommandContext, backend: Backend, run: StartRun): Promise<RunReport> {
  const line = openProgressLine(context.terminal, context.quiet);
  const interruption = context.interruption();
  let asked = false;
  const cancel = (): void => {
    asked = true;
    backend.runs.cancel(run.integrationId);
  };
  interruption.addEventListener('abort', cancel);
  try {
    const running = backend.runs.start(run, (progress) => {
      line.show(progress);
      // Pressed before the run had begun: it can be told only now.
      if (interruption.aborted && !asked) cancel();
    });
    const report = await running;
    openLog({ folder: backend.profile.logs }).write('run.finished', logged(report));
    return report;
  } finally {
    interruption.removeEventListener('abort', cancel);
    line.end();
  }
}

const logged = (report: RunReport): Readonly<Record<string, LogValue>> => ({
  runId: report.runId,
  integrationId: report.integrationId,
  status: report.status,
  dryRun: report.dryRun,
  issues: report.issues,
  requests: report.requests,
  code: report.error?.code ?? report.guard?.code ?? null,
});
