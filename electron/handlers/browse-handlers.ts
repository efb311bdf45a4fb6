import type { browseRequests } from '../../shared/ipc/contract/browse.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const browseHandlers = ({ backend }: HandlerContext): HandlersOf<typeof browseRequests> => ({
  'browse.columns': ({ integrationId, ...input }) => backend.browse(integrationId).columns(input),
  'browse.page': ({ integrationId, ticket, ...query }) => backend.browse(integrationId).page(query, ticket),
  'browse.count': ({ integrationId, ticket, ...query }) => backend.browse(integrationId).count(query, ticket),
  'browse.categoryGroups': ({ integrationId, ...input }) => backend.browse(integrationId).categoryGroups(input),
  'browse.record': ({ integrationId, ...input }) => backend.browse(integrationId).record(input),
  'browse.related': ({ integrationId, ...input }) => backend.browse(integrationId).related(input),
  'browse.search': ({ integrationId, ...input }) => backend.browse(integrationId).search(input),
  'browse.sheetData': ({ integrationId, ...input }) => backend.browse(integrationId).sheetData(input),
});
