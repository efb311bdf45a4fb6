import { ActionIcon, Burger, Group, NativeSelect, Text } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import type { HomeCard } from '../shared/ipc/contract/home.ts';
import { ColorSchemeMenu } from './features/appearance/color-scheme-menu.tsx';
import { FinderButton } from './features/finder/finder-button.tsx';
import { helpTexts } from './features/help/texts.ts';
import { topicOf } from './features/help/topic-of.ts';
import { hrefOf, useRoute } from './route.ts';
import { EnvironmentMark } from './components/environment-mark.tsx';

interface Props {
  readonly cards: readonly HomeCard[];
  readonly inUse: HomeCard | undefined;
  readonly onChoose: (integrationId: string) => void;
  readonly isMenuOpen: boolean;
  readonly onToggleMenu: () => void;
  readonly onFind: () => void;
}

/** Names the integration in use and whether it is a test or the real thing. */
export function AppHeader({ cards, inUse, onChoose, isMenuOpen, onToggleMenu, onFind }: Props) {
  const route = useRoute();
  return (
    <>
      <div className="gs-edge" data-environment={inUse?.environment} />
      <Group px="md" h={56} justify="space-between" wrap="nowrap">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <Burger
            opened={isMenuOpen}
            onClick={onToggleMenu}
            hiddenFrom="md"
            size="sm"
            aria-label={isMenuOpen ? 'Close the menu' : 'Open the menu'}
            aria-expanded={isMenuOpen}
          />
          <span className="gs-logo" aria-hidden>
            GS
          </span>
          <Text fw={700} visibleFrom="sm">
            Grade Sync
          </Text>
        </Group>
        <Group gap="sm" wrap="nowrap" miw={0} className="gs-header-tools">
          {inUse === undefined ? null : <EnvironmentMark environment={inUse.environment} />}
          {inUse === undefined || cards.length > 1 ? null : (
            <Text truncate fw={500} dir="auto">
              {inUse.name}
            </Text>
          )}
          {inUse !== undefined && cards.length > 1 ? (
            <NativeSelect
              className="gs-choice"
              aria-label="Integration in use"
              value={inUse.integrationId}
              onChange={(event) => onChoose(event.currentTarget.value)}
              data={cards.map(({ integrationId, name }) => ({ value: integrationId, label: name }))}
            />
          ) : null}
          <FinderButton onClick={onFind} />
          <ActionIcon
            component="a"
            href={hrefOf({ screen: 'help', topic: topicOf(route) })}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={helpTexts.button}
          >
            <IconHelp size={20} aria-hidden />
          </ActionIcon>
          <ColorSchemeMenu />
        </Group>
      </Group>
    </>
  );
}
