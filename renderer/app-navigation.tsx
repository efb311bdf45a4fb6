import { NavLink, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient } from './api/client-context.ts';
import { appInfoQuery } from './api/queries.ts';
import { navigationOf, type NavigationEntry, type NavigationGroup } from './navigation.ts';
import { hrefOf, type Route } from './route.ts';

interface Props {
  readonly route: Route;
  /** Undefined while there is none: then there is nothing to look at but Home. */
  readonly integrationId: string | undefined;
  readonly onNavigate: () => void;
}

export function AppNavigation({ route, integrationId, onNavigate }: Props) {
  const info = useQuery(appInfoQuery(useClient()));
  return (
    <Stack justify="space-between" mih="100%">
      <div>
        {navigationOf(integrationId).map((group) => (
          <Group key={group.entries[0]?.label} group={group} route={route} onNavigate={onNavigate} />
        ))}
      </div>
      <Text size="xs" c="dimmed" px="sm">
        {info.data === undefined ? '' : `Version ${info.data.version}`}
      </Text>
    </Stack>
  );
}

interface GroupProps {
  readonly group: NavigationGroup;
  readonly route: Route;
  readonly onNavigate: () => void;
}

function Group({ group: { label, entries }, route, onNavigate }: GroupProps) {
  const links = entries.map((entry) => (
    <Entry key={entry.label} entry={entry} isHere={entry.screens.includes(route.screen)} onNavigate={onNavigate} />
  ));
  if (label === null) return links;
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" px="sm" mt="md" mb={4}>
        {label}
      </Text>
      {links}
    </div>
  );
}

interface EntryProps {
  readonly entry: NavigationEntry;
  readonly isHere: boolean;
  readonly onNavigate: () => void;
}

function Entry({ entry: { label, Icon, to }, isHere, onNavigate }: EntryProps) {
  return (
    <NavLink
      className="gs-nav"
      href={hrefOf(to)}
      label={label}
      leftSection={<Icon size={20} stroke={1.75} aria-hidden />}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      onClick={onNavigate}
    />
  );
}
