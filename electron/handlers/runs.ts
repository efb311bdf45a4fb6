import { AppError } from '../../shared/errors.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import type { Parsed } from '../../shared/ipc/contract.ts';
import type { Backend } from '../backend-api.ts';

/** A run without a report, because it is under way or was cut off, does not know its integration: the caller does. */
export async function listRuns(backend: Backend, { integrationId, limit }: Parsed<'runs.list'>): Promise<RunReport[]> {
  const reader = await backend.reader(integrationId);
  return (await reader.runs(limit)).map((run) => ({ ...run, integrationId }));
}

/** Throws AppError `run.unknown` (stop). */
export async function getRun(backend: Backend, { integrationId, runId }: Parsed<'runs.get'>): Promise<RunReport> {
  const reader = await backend.reader(integrationId);
  const run = await reader.run(runId);
  if (run !== undefined) return { ...run, integrationId };
  throw new AppError('run.unknown', 'stop', 'There is no such run of this integration.', {
    fix: 'Choose one from the list of runs.',
  });
}
