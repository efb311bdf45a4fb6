import type { credentialRequests } from '../../shared/ipc/contract/credentials.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { keepSecret, removeSecret, secretState } from '../setup/keep-secret.ts';
import type { HandlerContext } from './feature.ts';

export const credentialHandlers = ({
  backend,
  checks,
  emit,
}: HandlerContext): HandlersOf<typeof credentialRequests> => {
  /** What was found with another secret, or is being looked for with it, says nothing any more. */
  const told = (target: SetupTarget): void => {
    if (target.kind === 'integration') return emit('home.changed', {});
    checks.stop(target);
    backend.drafts.checks.forget(target.id);
    emit('drafts.changed', {});
  };
  return {
    'credentials.state': (request) => secretState(backend, request),
    'credentials.set': async (request) => {
      const state = await keepSecret(backend, request);
      told(request.target);
      return state;
    },
    'credentials.remove': async (request) => {
      const state = await removeSecret(backend, request);
      told(request.target);
      return state;
    },
  };
};
