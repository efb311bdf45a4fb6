import type { issueRequests } from '../../shared/ipc/contract/issues.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { HandlerContext } from './feature.ts';

export const issueHandlers = ({ backend }: HandlerContext): HandlersOf<typeof issueRequests> => ({
  'issues.groups': async ({ integrationId, ...filter }) => (await backend.reader(integrationId)).issueGroups(filter),
  'issues.page': async ({ integrationId, ...wanted }) => (await backend.reader(integrationId)).issuePage(wanted),
});
