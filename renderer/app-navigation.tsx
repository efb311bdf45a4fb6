import { NavLink, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconHistory, IconHome } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClient } from './api/client-context.ts';
import { appInfoQuery } from './api/queries.ts';
import { hrefOf, type Route } from './route.ts';

interface Props {
  readonly route: Route;
  /** Undefined while there is none: then there is nothing to look at but Home. */
  readonly integrationId: string | undefined;
  readonly onNavigate: () => void;
}

export function AppNavigation({ route, integrationId, onNavigate }: Props) {
  const info = useQuery(appInfoQuery(useClient()));
  const entries = [
    { label: 'Home', Icon: IconHome, to: { screen: 'home' }, isHere: route.screen === 'home' },
    ...(integrationId === undefined
      ? []
      : [
          {
            label: 'Runs',
            Icon: IconHistory,
            to: { screen: 'runs', integrationId },
            isHere: route.screen === 'runs' || route.screen === 'run',
          } as const,
          {
            label: 'Issues',
            Icon: IconAlertCircle,
            to: { screen: 'issues', integrationId },
            isHere: route.screen === 'issues',
          } as const,
        ]),
  ] as const;
  return (
    <Stack justify="space-between" h="100%">
      <div>
        {entries.map(({ label, Icon, to, isHere }) => (
          <NavLink
            key={label}
            className="gs-nav"
            href={hrefOf(to)}
            label={label}
            leftSection={<Icon size={20} stroke={1.75} aria-hidden />}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            onClick={onNavigate}
          />
        ))}
      </div>
      <Text size="xs" c="dimmed" px="sm">
        {info.data === undefined ? '' : `Version ${info.data.version}`}
      </Text>
    </Stack>
  );
}
