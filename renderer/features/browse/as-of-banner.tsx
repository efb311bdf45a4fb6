import { Alert, Anchor, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.ts';
import { runQuery } from '../../api/queries.ts';
import { formatExactMoment } from '../../components/format.ts';
import { hrefOf, type Route } from '../../route.ts';
import { texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly runId: string;
  readonly route: Route;
}

/** Says that an earlier state of the local copy is shown, and leads back. */
export function AsOfBanner({ integrationId, runId, route }: Props) {
  const run = useQuery(runQuery(useClient(), integrationId, runId));
  const { asOf: _asOf, ...query } = route.query ?? {};
  return (
    <Alert
      color="yellow"
      variant="light"
      py="xs"
      component="output"
      icon={<IconHistory aria-hidden />}
      title={run.data === undefined ? texts.asOfText : texts.asOfTitle(formatExactMoment(run.data.startedAt))}
    >
      <Text size="sm" c="var(--mantine-color-text)">
        {texts.asOfText}{' '}
        <Anchor size="sm" underline="always" href={hrefOf({ ...route, query })}>
          {texts.backToNow}
        </Anchor>
      </Text>
    </Alert>
  );
}
