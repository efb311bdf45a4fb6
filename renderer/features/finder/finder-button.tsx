import './finder.css';
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { ariaKeys, keyNames } from '../../components/shortcuts/key-names.ts';
import { isMac } from '../../components/shortcuts/platform.ts';
import { shortcuts } from '../../components/shortcuts/shortcuts.ts';
import { finderTexts } from './texts.ts';

/** Opens the box for going, finding and doing; says by which keys that is done, too. */
export function FinderButton({ onClick }: { readonly onClick: () => void }) {
  const [chord] = shortcuts.find.chords;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        visibleFrom="md"
        className="gs-finder-button"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={chord === undefined ? null : <Kbd size="xs">{keyNames(chord, isMac()).join(' ')}</Kbd>}
        aria-keyshortcuts={chord === undefined ? undefined : ariaKeys(chord, isMac())}
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
