import { Burger, Group, NativeSelect, Text } from '@mantine/core';
import type { HomeCard } from '../shared/ipc/contract/home.ts';
import { ColorSchemeMenu } from './components/color-scheme-menu.tsx';
import { FinderButton } from './features/finder/finder-button.tsx';
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
        <Group gap="sm" wrap="nowrap" miw={0}>
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
          <ColorSchemeMenu />
        </Group>
      </Group>
    </>
  );
}
