import './shortcuts.css';
import { Kbd, Modal, Title } from '@mantine/core';
import { Fragment } from 'react';
import { keyNames } from '../../components/shortcuts/key-names.ts';
import { isMac } from '../../components/shortcuts/platform.ts';
import { shortcuts, type Chord, type ShortcutPlace } from '../../components/shortcuts/shortcuts.ts';
import { shortcutTexts as texts } from './texts.ts';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

// SAFETY: the keys of a constant.
const places = Object.keys(texts.places) as readonly ShortcutPlace[];

/** Every shortcut, from the table by which keys are understood, with the keys of this system. */
export function ShortcutsSheet({ isOpen, onClose }: Props) {
  return (
    // The lock would put a style into the page that the page's policy refuses.
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={texts.title}
      size="xl"
      lockScroll={false}
      // The page has a banner already.
      attributes={{ header: { role: 'none' } }}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <div className="gs-shortcuts">
        {places.map((place) => (
          <section key={place}>
            <Title order={3} size="h5">
              {texts.places[place]}
            </Title>
            <dl>
              {Object.values(shortcuts)
                .filter((shortcut) => shortcut.place === place)
                .map(({ text, chords }) => (
                  <div key={text}>
                    <dt>{text}</dt>
                    <dd>
                      <Chords chords={chords} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

const Chords = ({ chords }: { readonly chords: readonly Chord[] }) =>
  chords.map((chord, at) => (
    <Fragment key={JSON.stringify(chord)}>
      {at === 0 ? null : <span className="gs-shortcut-or">{` ${texts.or} `}</span>}
      <span className="gs-whole">
        {keyNames(chord, isMac()).map((name) => (
          <Kbd key={name} mr={3}>
            {name}
          </Kbd>
        ))}
      </span>
    </Fragment>
  ));
