import type { exportRequests } from '../../shared/ipc/contract/exports.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { measure } from './export-content.ts';
import type { HandlerContext } from './feature.ts';

export const exportHandlers = ({ backend, exports }: HandlerContext): HandlersOf<typeof exportRequests> => ({
  'exports.measure': ({ integrationId, content }) => measure(backend, integrationId, content),
  'exports.run': (input) => exports.run(input),
  'exports.cancel': ({ ticket }) => ({ cancelling: exports.cancel(ticket) }),
  'exports.log': ({ integrationId, ...window }) => backend.integrations.accessLog.list(integrationId, window),
});
