import './finder.css';
import { Combobox, Group, Kbd, Modal, Text, TextInput, useCombobox, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import type { FinderGroup } from './finder-groups.ts';
import { finderTexts } from './texts.ts';
import { useFinderGroups } from './use-finder-groups.ts';

interface Props {
  readonly integrationId: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** One box for going, finding and doing. */
export function Finder({ integrationId, isOpen, onClose }: Props) {
  return (
    // The lock would put a style into the page that the page's policy refuses.
    <Modal.Root opened={isOpen} onClose={onClose} size="lg" yOffset="10vh" lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={finderTexts.title} className="gs-finder">
        <Modal.Body p={0}>
          <FinderBox integrationId={integrationId} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function FinderBox({ integrationId, onClose }: Pick<Props, 'integrationId' | 'onClose'>) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const { groups, isSearching } = useFinderGroups(integrationId, text);
  const combobox = useCombobox({ opened: true });
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const ids = groups.flatMap(({ items }) => items.map(({ id }) => id)).join();
  useEffect(() => {
    combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-deps -- Whenever other results are shown; the store is a new object each time.
  }, [ids]);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        const item = groups.flatMap(({ items }) => items).find((each) => each.id === id);
        if (item === undefined) return;
        Promise.resolve(item.go()).then(onClose, setProblem);
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props, jsx-a11y/prefer-tag-over-role -- Its target adds them.
          role="combobox"
          size="md"
          variant="unstyled"
          className="gs-finder-input"
          dir="auto"
          aria-label={finderTexts.title}
          placeholder={finderTexts.placeholder}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
      </Combobox.EventsTarget>
      {problem === null ? null : <ErrorNote error={problem} />}
      <Combobox.Options className="gs-finder-options" aria-label={finderTexts.results}>
        {groups.map((group) => (
          <Results key={group.label} group={group} />
        ))}
        {count === 0 && !isSearching ? <Combobox.Empty>{finderTexts.nothing}</Combobox.Empty> : null}
      </Combobox.Options>
      <VisuallyHidden component="output">{isSearching ? '' : finderTexts.count(count)}</VisuallyHidden>
      <Group className="gs-finder-hints" gap="md" px="md" py={8}>
        <Hint keys={['↑', '↓']} text={finderTexts.choose} />
        <Hint keys={['Enter']} text={finderTexts.open} />
        <Hint keys={['Esc']} text={finderTexts.close} />
      </Group>
    </Combobox>
  );
}

function Results({ group: { label, items } }: { readonly group: FinderGroup }) {
  return (
    <Combobox.Group label={label}>
      {items.map(({ id, name, note, Icon }) => (
        <Combobox.Option key={id} value={id} className="gs-finder-option">
          <Icon size={18} stroke={1.75} aria-hidden />
          <span className="gs-grid-text" dir="auto">
            {name}
          </span>
          {note === null ? null : (
            <Text span size="sm" className="gs-finder-note" dir="auto">
              {note}
            </Text>
          )}
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}

const Hint = ({ keys, text }: { readonly keys: readonly string[]; readonly text: string }) => (
  <Text size="xs" c="dimmed">
    {keys.map((key) => (
      <Kbd key={key} size="xs" mr={4}>
        {key}
      </Kbd>
    ))}
    {text}
  </Text>
);
