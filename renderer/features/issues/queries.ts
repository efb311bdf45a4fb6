import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../shared/ipc/client.ts';
import type { IssueGroup } from '../../../shared/ipc/contract/issues.ts';
import { dataKey } from '../../api/queries.ts';
import type { IssueState } from './address.ts';

export const issueGroupsQuery = (client: Client, integrationId: string, filter: IssueState) =>
  queryOptions({
    queryKey: [...dataKey, 'issues', integrationId, filter],
    queryFn: () => client.call('issues.groups', { integrationId, ...filter }),
    placeholderData: keepPreviousData,
  });

export interface Cause extends Pick<IssueGroup, 'code' | 'entity' | 'severity'> {
  readonly integrationId: string;
  readonly filter: IssueState;
}

export const issuesOfQuery = (client: Client, { filter, ...cause }: Cause) =>
  infiniteQueryOptions({
    queryKey: [...dataKey, 'issues', 'of', cause, filter],
    queryFn: ({ pageParam }) => client.call('issues.page', { ...filter, ...cause, after: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
