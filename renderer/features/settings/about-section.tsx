import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { appInfoQuery } from '../../api/queries.ts';
import { formatMoment } from '../../components/format.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { sectionTexts, texts } from './texts.ts';

export function AboutSection({ stored: { integrationId, createdAt } }: { readonly stored: IntegrationDocument }) {
  const info = useQuery(appInfoQuery(useClient()));
  return (
    <>
      <PageHeading {...sectionTexts.about} />
      <Text>{`Grade Sync, ${texts.version} ${info.data?.version ?? ''}`}</Text>
      <div>
        <Text>
          {texts.id}: <Code>{integrationId}</Code>
        </Text>
        <Text size="sm" c="dimmed">
          {texts.idHint}
        </Text>
      </div>
      <Text>{`${texts.created}: ${formatMoment(createdAt)}`}</Text>
    </>
  );
}
