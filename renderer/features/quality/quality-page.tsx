import { List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { qualityQuery } from './queries.ts';
import { RuleCard } from './rule-card.tsx';
import { qualityTexts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  /** The rule whose records are shown at once. */
  readonly open: string | undefined;
}

/** What the rules of data quality found, the clean ones at the end. */
export function QualityPage({ integrationId, open }: Props) {
  const outcomes = useQuery(qualityQuery(useClient(), integrationId));
  const found = outcomes.data?.filter(({ total }) => total !== 0) ?? [];
  const clean = outcomes.data?.filter(({ total }) => total === 0) ?? [];
  return (
    <Stack gap="lg">
      <PageHeading title={qualityTexts.title} lead={qualityTexts.lead} />
      {outcomes.error === null ? null : <ErrorNote error={outcomes.error} />}
      {outcomes.isPending ? <Skeleton height={200} radius="lg" aria-hidden /> : null}
      {outcomes.data?.length === 0 ? <Text>{qualityTexts.nothingYet}</Text> : null}
      {outcomes.data !== undefined && outcomes.data.length > 0 && found.length === 0 ? (
        <Text>{qualityTexts.allClean}</Text>
      ) : null}
      {found.map((outcome) => (
        <RuleCard key={outcome.id} integrationId={integrationId} outcome={outcome} isOpen={outcome.id === open} />
      ))}
      {clean.length === 0 ? null : (
        <Stack component="section" className="gs-card" p="lg" gap="xs" aria-labelledby="quality-clean">
          <Title order={2} size="h4" id="quality-clean">
            {qualityTexts.clean}
          </Title>
          <List size="sm">
            {clean.map(({ id, title }) => (
              <List.Item key={id}>{title}</List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Stack>
  );
}
