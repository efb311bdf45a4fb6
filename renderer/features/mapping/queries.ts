import { queryOptions } from '@tanstack/react-query';
import { recordsOf, type MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';

export const mappingsKey = (integrationId: string) => ['mappings', integrationId] as const;
export const masterFieldsKey = (integrationId: string) => ['masterFields', integrationId] as const;

export const mappingsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: mappingsKey(integrationId),
    queryFn: () => client.call('mappings.get', { integrationId }),
  });

export const masterFieldsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: masterFieldsKey(integrationId),
    queryFn: () => client.call('masterFields.get', { integrationId }),
  });

/** Ten records of the entity as PowerSchool has them; of people ten of each kind. */
export const sampleQuery = (client: Client, target: SetupTarget, entity: MappedEntity) =>
  queryOptions({
    queryKey: ['mappingSample', target, recordsOf(entity)],
    queryFn: () =>
      client.call('setup.sample', {
        target,
        entity: recordsOf(entity),
        limit: recordsOf(entity) === 'user' ? 20 : 10,
      }),
    // Reading PowerSchool takes seconds: not again whenever somebody comes back to the window.
    refetchOnWindowFocus: false,
  });

export const fieldsQuery = (
  client: Client,
  question: {
    readonly target: SetupTarget;
    readonly entity: MappedEntity;
    readonly sources: string[];
    readonly keys: string[];
  },
) =>
  queryOptions({
    queryKey: ['mappingFields', question],
    queryFn: () => client.call('mappings.fields', question),
    refetchOnWindowFocus: false,
  });
