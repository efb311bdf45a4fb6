import type { credentialRequests } from '../../shared/ipc/contract/credentials.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { keepSecret, removeSecret, secretState } from '../setup/keep-secret.ts';
import type { HandlerContext } from './feature.ts';

export const credentialHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof credentialRequests> => {
  const told = ({ kind }: SetupTarget) => (kind === 'draft' ? emit('drafts.changed', {}) : emit('home.changed', {}));
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
