import type { homeRequests } from '../../shared/ipc/contract/home.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';
import { listHome } from './home.ts';

export const homeHandlers = ({
  backend,
  version,
  desk,
  sandboxes,
  scheduler,
  emit,
}: HandlerContext): HandlersOf<typeof homeRequests> => ({
  'app.info': () => ({ version, secrets: backend.credentials.kind }),
  'home.list': () => listHome({ backend, desk, scheduler }),
  'sandbox.create': async (kind) => {
    const integrationId = await sandboxes.create(kind);
    emit('home.changed', {});
    return { integrationId };
  },
});
