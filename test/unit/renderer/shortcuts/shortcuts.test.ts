import { describe, expect, it } from 'vitest';
import { keyNames } from '../../../../renderer/components/shortcuts/key-names.ts';
import { shortcutOf, shortcuts, type Press } from '../../../../renderer/components/shortcuts/shortcuts.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  it.each([false, true])('are understood as the sheet writes them, each in one way only (Mac: %s)', (isMac) => {
    const told = new Map<string, string>();
    for (const [name, { place, chords }] of Object.entries(shortcuts))
      for (const chord of chords) {
        const mod = chord.mod === true;
        const held = { ctrlKey: mod && !isMac, metaKey: mod && isMac, shiftKey: chord.shift === true };
        // An arrow with Shift goes on selecting: it is the arrow that is understood.
        const expected = name === 'extend' ? { ArrowUp: 'up', ArrowDown: 'down' }[chord.key] : name;
        expect(shortcutOf(press(chord.key, held), place, isMac)).toBe(expected);
        const written = `${place} ${keyNames(chord, isMac).join('+')}`;
        expect([...told.keys()]).not.toContain(written);
        told.set(written, name);
      }
  });

  it('are given with Cmd on a Mac and with Ctrl elsewhere, and not with the other', () => {
    expect(shortcutOf(press('k', { metaKey: true }), 'anywhere', true)).toBe('find');
    expect(shortcutOf(press('k', { ctrlKey: true }), 'anywhere', true)).toBeUndefined();
    expect(shortcutOf(press('k', { ctrlKey: true }), 'anywhere', false)).toBe('find');
    expect(shortcutOf(press('k', { metaKey: true }), 'anywhere', false)).toBeUndefined();
    expect(keyNames({ key: 'k', mod: true }, true)).toEqual(['⌘', 'K']);
    expect(keyNames({ key: 'k', mod: true }, false)).toEqual(['Ctrl', 'K']);
  });

  it('leave presses with Alt to the system', () => {
    expect(shortcutOf(press('ArrowLeft', { altKey: true }), 'list', false)).toBeUndefined();
  });
});
