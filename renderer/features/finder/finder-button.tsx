import './finder.css';
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { finderTexts } from './texts.ts';

/** Opens the box for going, finding and doing; says by which keys that is done, too. */
export function FinderButton({ onClick }: { readonly onClick: () => void }) {
  const isMac = useOs({ getValueInEffect: false }) === 'macos';
  return (
    <>
      <Button
        variant="default"
        size="xs"
        visibleFrom="md"
        className="gs-finder-button"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={<Kbd size="xs">{finderTexts.shortcut(isMac)}</Kbd>}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={onClick}
      >
        {finderTexts.button}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        hiddenFrom="md"
        aria-label={finderTexts.button}
        onClick={onClick}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
    </>
  );
}
