import type { appearanceRequests } from '../../shared/ipc/contract/appearance.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const appearanceHandlers = ({
  backend: { integrations },
  emit,
}: HandlerContext): HandlersOf<typeof appearanceRequests> => ({
  'appearance.get': () => integrations.appearance.get(),
  'appearance.set': (appearance) => {
    integrations.appearance.set(appearance);
    emit('appearance.changed', appearance);
    return appearance;
  },
});
