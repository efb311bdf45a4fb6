import { Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ActivateButton, Drafts } from './drafts.tsx';
import { EmptyHome } from './empty-home.tsx';
import { IntegrationCard } from './integration-card.tsx';

export function HomePage() {
  const home = useQuery(homeQuery(useClient()));
  return (
    <Stack gap="lg">
      <PageHeading title="Home" />
      {home.error === null ? null : <ErrorNote error={home.error} />}
      {home.isPending ? <Skeleton height={260} radius="lg" aria-hidden /> : null}
      <Drafts />
      {home.data?.length === 0 ? <EmptyHome /> : null}
      {home.data?.map((card) => (
        <IntegrationCard key={card.integrationId} card={card} />
      ))}
      {(home.data?.length ?? 0) > 0 ? (
        <Group>
          <ActivateButton />
        </Group>
      ) : null}
    </Stack>
  );
}
