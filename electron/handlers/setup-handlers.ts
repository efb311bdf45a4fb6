import type { setupRequests } from '../../shared/ipc/contract/setup.ts';
import type { checkRequests } from '../../shared/ipc/contract/checks.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { connectionOf } from '../setup/connection.ts';
import { describeServer } from '../setup/describe-server.ts';
import { readSample } from '../setup/sample.ts';
import type { HandlerContext } from './feature.ts';

export const setupHandlers = ({
  backend,
  checks,
  emit,
}: HandlerContext): HandlersOf<typeof setupRequests & typeof checkRequests> => ({
  'checks.run': async ({ target, run }) => {
    const reports = await checks.run(target, (report) => emit('checks.found', { run, report }));
    if (target.kind === 'draft') emit('drafts.changed', {});
    return reports;
  },
  'checks.stop': ({ target }) => {
    checks.stop(target);
    return {};
  },
  'setup.describe': async ({ target }) => describeServer(await connectionOf(backend, target)),
  'setup.sample': (request) => readSample(backend, request),
});
