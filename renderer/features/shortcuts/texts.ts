import type { ShortcutPlace } from '../../components/shortcuts/shortcuts.ts';

/** What the sheet of shortcuts says beside the shortcuts themselves. */
export const shortcutTexts = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  or: 'or',
  places: {
    anywhere: 'Everywhere',
    list: 'In lists and gradebook sheets',
    header: 'On the header of a column',
    panel: 'In the panel beside a list',
  } satisfies Record<ShortcutPlace, string>,
} as const;
