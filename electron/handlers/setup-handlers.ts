import type { setupRequests } from '../../shared/ipc/contract/setup.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { connectionOf } from '../setup/connection.ts';
import { describeServer } from '../setup/describe-server.ts';
import { readSample } from '../setup/sample.ts';
import type { HandlerContext } from './feature.ts';

export const setupHandlers = ({ backend }: HandlerContext): HandlersOf<typeof setupRequests> => ({
  'setup.describe': async ({ target }) => describeServer(await connectionOf(backend, target)),
  'setup.sample': (request) => readSample(backend, request),
});
