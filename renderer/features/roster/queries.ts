import { queryOptions } from '@tanstack/react-query';
import type { CourseStructure, UsernameRole } from '../../../shared/integration/roster.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import type { MismatchKind } from '../../../shared/ipc/contract/roster.ts';
import { dataKey } from '../../api/queries.ts';

export const rosterKey = (integrationId: string) => [...dataKey, 'roster', integrationId] as const;

export const stateQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: [...rosterKey(integrationId), 'state'],
    queryFn: () => client.call('roster.state', { integrationId }),
  });

/**
 * Of an integration anew after every sync; of a draft whenever somebody comes to the step, because what is read there depends on the steps
 * before it. Not again whenever somebody comes back to the window: reading PowerSchool takes seconds.
 */
export const sectionsQuery = (client: Client, target: SetupTarget) =>
  queryOptions({
    queryKey: target.kind === 'draft' ? ['rosterSections', target.id] : [...rosterKey(target.id), 'sections'],
    queryFn: () => client.call('roster.sections', { target }),
    refetchOnWindowFocus: false,
    staleTime: target.kind === 'draft' ? 0 : Number.POSITIVE_INFINITY,
  });

export const structureQuery = (client: Client, integrationId: string, courses: CourseStructure) =>
  queryOptions({
    queryKey: [...rosterKey(integrationId), 'structure', courses],
    queryFn: () => client.call('roster.structure', { integrationId, courses }),
    refetchOnWindowFocus: false,
  });

export const mismatchesQuery = (
  client: Client,
  question: {
    readonly integrationId: string;
    readonly role: UsernameRole;
    readonly kind: MismatchKind | null;
    readonly limit: number;
  },
) =>
  queryOptions({
    queryKey: [...rosterKey(question.integrationId), 'mismatches', question],
    queryFn: () => client.call('directory.mismatches', question),
    refetchOnWindowFocus: false,
  });
