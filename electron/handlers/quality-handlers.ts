import type { qualityRequests } from '../../shared/ipc/contract/quality.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const qualityHandlers = ({ backend }: HandlerContext): HandlersOf<typeof qualityRequests> => ({
  'quality.list': async ({ integrationId }) => (await backend.reader(integrationId)).quality(),
  'quality.records': async ({ integrationId, ...query }) => (await backend.reader(integrationId)).qualityRecords(query),
});
