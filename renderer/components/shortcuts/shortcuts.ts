/** Where a shortcut holds. */
export type ShortcutPlace = 'anywhere' | 'list' | 'header' | 'panel';

/** One press. `mod` is the key of commands: Cmd on a Mac, Ctrl elsewhere. */
export interface Chord {
  readonly key: string;
  readonly mod?: true;
  readonly shift?: true;
}

interface Shortcut {
  readonly place: ShortcutPlace;
  readonly chords: readonly Chord[];
  readonly text: string;
  /** Shift is of no matter: the handler lets it extend what is selected, or the character needs it. */
  readonly anyShift?: true;
}

/** Every shortcut, once: the handlers ask this table what a key means, and the sheet of shortcuts shows it. */
const table = {
  find: { place: 'anywhere', chords: [{ key: 'k', mod: true }], text: 'Search and go anywhere' },
  shortcuts: { place: 'anywhere', chords: [{ key: '?' }], text: 'Show these shortcuts', anyShift: true },
  up: { place: 'list', chords: [{ key: 'ArrowUp' }], text: 'One row up', anyShift: true },
  down: { place: 'list', chords: [{ key: 'ArrowDown' }], text: 'One row down', anyShift: true },
  left: { place: 'list', chords: [{ key: 'ArrowLeft' }], text: 'One column to the left', anyShift: true },
  right: { place: 'list', chords: [{ key: 'ArrowRight' }], text: 'One column to the right', anyShift: true },
  pageUp: { place: 'list', chords: [{ key: 'PageUp' }], text: 'One page up', anyShift: true },
  pageDown: { place: 'list', chords: [{ key: 'PageDown' }], text: 'One page down', anyShift: true },
  firstColumn: {
    place: 'list',
    chords: [{ key: 'Home' }, { key: 'ArrowLeft', mod: true }],
    text: 'First column',
    anyShift: true,
  },
  lastColumn: {
    place: 'list',
    chords: [{ key: 'End' }, { key: 'ArrowRight', mod: true }],
    text: 'Last column',
    anyShift: true,
  },
  firstRow: { place: 'list', chords: [{ key: 'ArrowUp', mod: true }], text: 'First row', anyShift: true },
  lastRow: { place: 'list', chords: [{ key: 'ArrowDown', mod: true }], text: 'Last row', anyShift: true },
  firstCell: { place: 'list', chords: [{ key: 'Home', mod: true }], text: 'First cell', anyShift: true },
  lastCell: { place: 'list', chords: [{ key: 'End', mod: true }], text: 'Last cell', anyShift: true },
  open: { place: 'list', chords: [{ key: 'Enter' }], text: 'Open the record, or follow the link', anyShift: true },
  select: { place: 'list', chords: [{ key: ' ' }], text: 'Select the row, or no longer' },
  selectTo: { place: 'list', chords: [{ key: ' ', shift: true }], text: 'Select all rows up to here' },
  // The arrows of above, told once more for what Shift does with them.
  extend: {
    place: 'list',
    chords: [
      { key: 'ArrowUp', shift: true },
      { key: 'ArrowDown', shift: true },
    ],
    text: 'Select one row more',
  },
  selectAll: { place: 'list', chords: [{ key: 'a', mod: true }], text: 'Select all rows' },
  unselect: { place: 'list', chords: [{ key: 'Escape' }], text: 'Select nothing', anyShift: true },
  // The system's own shortcut: the browser understands it and tells of it as a copy.
  copy: { place: 'list', chords: [{ key: 'c', mod: true }], text: 'Copy the selected rows as a table' },
  sort: { place: 'header', chords: [{ key: 'Enter' }, { key: ' ' }], text: 'Sort by the column' },
  sortMore: {
    place: 'header',
    chords: [
      { key: 'Enter', shift: true },
      { key: ' ', shift: true },
    ],
    text: 'Sort by one column more',
  },
  wider: { place: 'header', chords: [{ key: 'ArrowRight', shift: true }], text: 'Make the column wider' },
  narrower: { place: 'header', chords: [{ key: 'ArrowLeft', shift: true }], text: 'Make the column narrower' },
  closePanel: { place: 'panel', chords: [{ key: 'Escape' }], text: 'Close the panel', anyShift: true },
  panelWider: { place: 'panel', chords: [{ key: 'ArrowLeft' }], text: 'On its edge: make it wider', anyShift: true },
  panelNarrower: {
    place: 'panel',
    chords: [{ key: 'ArrowRight' }],
    text: 'On its edge: make it narrower',
    anyShift: true,
  },
  panelWidest: { place: 'panel', chords: [{ key: 'Home' }], text: 'On its edge: as wide as it gets', anyShift: true },
  panelNarrowest: {
    place: 'panel',
    chords: [{ key: 'End' }],
    text: 'On its edge: as narrow as it gets',
    anyShift: true,
  },
} as const satisfies Readonly<Record<string, Shortcut>>;
export type ShortcutName = keyof typeof table;

export const shortcuts: Readonly<Record<ShortcutName, Shortcut>> = table;
// SAFETY: the keys of a constant.
const names = Object.keys(table) as readonly ShortcutName[];

/** A press of a key, as the browser tells it. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What a press means at a place; undefined where it means nothing. */
export function shortcutOf(press: Press, place: ShortcutPlace, isMac: boolean): ShortcutName | undefined {
  return names.find((name) => {
    const { place: own, chords, anyShift } = shortcuts[name];
    return own === place && chords.some((chord) => isChord(press, chord, anyShift === true, isMac));
  });
}

function isChord(press: Press, { key, mod, shift }: Chord, anyShift: boolean, isMac: boolean): boolean {
  const other = isMac ? press.ctrlKey : press.metaKey;
  return (
    !press.altKey &&
    !other &&
    (isMac ? press.metaKey : press.ctrlKey) === (mod ?? false) &&
    (anyShift || press.shiftKey === (shift ?? false)) &&
    press.key.toLowerCase() === key.toLowerCase()
  );
}
