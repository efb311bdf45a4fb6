import type { Chord } from './shortcuts.ts';

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** The keys of a press as they are written on the keyboard, in the order of the system's own menus. */
export function keyNames({ key, mod, shift }: Chord, isMac: boolean): readonly string[] {
  return [
    ...(mod === true && !isMac ? ['Ctrl'] : []),
    ...(shift === true ? [isMac ? '⇧' : 'Shift'] : []),
    ...(mod === true && isMac ? ['⌘'] : []),
    names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}

/** What `aria-keyshortcuts` says of it. */
export const ariaKeys = ({ key, mod, shift }: Chord, isMac: boolean): string =>
  [
    ...(mod === true ? [isMac ? 'Meta' : 'Control'] : []),
    ...(shift === true ? ['Shift'] : []),
    key.length === 1 ? key.toUpperCase() : key,
  ].join('+');
