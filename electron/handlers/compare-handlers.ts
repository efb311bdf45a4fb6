import type { compareRequests } from '../../shared/ipc/contract/compare.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const compareHandlers = ({ backend }: HandlerContext): HandlersOf<typeof compareRequests> => ({
  'compare.open': ({ integrationId, ...input }) => backend.browse(integrationId).comparedRuns(input),
  'compare.count': ({ integrationId, ...input }) => backend.browse(integrationId).countDifferences(input),
  'compare.page': ({ integrationId, ...input }) => backend.browse(integrationId).differences(input),
});
