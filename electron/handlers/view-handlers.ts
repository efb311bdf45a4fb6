import type { viewRequests } from '../../shared/ipc/contract/views.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const viewHandlers = ({ backend: { integrations } }: HandlerContext): HandlersOf<typeof viewRequests> => {
  /** Throws AppError `integration.unknown` (stop). */
  const known = (id: string): string => integrations.get(id).id;
  return {
    'views.list': ({ integrationId, view }) => integrations.views.list(known(integrationId), view),
    'views.remember': ({ integrationId, view, settings }) => {
      integrations.views.remember(known(integrationId), view, settings);
      return {};
    },
    'views.save': ({ integrationId, view, name, settings }) =>
      integrations.views.save(known(integrationId), view, name, settings),
    'views.delete': ({ integrationId, view, name }) => ({
      deleted: integrations.views.delete(known(integrationId), view, name),
    }),
  };
};
