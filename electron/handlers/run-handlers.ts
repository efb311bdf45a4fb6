import type { runRequests } from '../../shared/ipc/contract/runs.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';
import { getRun, listRuns } from './runs.ts';

export const runHandlers = ({ backend, desk, emit }: HandlerContext): HandlersOf<typeof runRequests> => ({
  'sync.start': async ({ planId, ...run }) => {
    await desk.start(planId === undefined ? run : { ...run, planId });
    emit('home.changed', {});
    return { started: true };
  },
  'sync.cancel': ({ integrationId, when }) => ({ cancelling: desk.cancel(integrationId, when) }),
  'runs.list': (input) => listRuns(backend, input),
  'runs.get': (input) => getRun(backend, input),
});
