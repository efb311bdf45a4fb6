import { useEffect, useRef } from 'react';
import { isMac } from '../../components/shortcuts/platform.ts';
import { shortcutOf, type ShortcutName } from '../../components/shortcuts/shortcuts.ts';

type Actions = Readonly<Partial<Record<ShortcutName, () => void>>>;

/** Does what the shortcuts that hold everywhere say. A character alone is none where text is entered, nor behind a question. */
export function useShortcutKeys(actions: Actions): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const name = shortcutOf(event, 'anywhere', isMac());
      const act = name === undefined ? undefined : current.current[name];
      if (act === undefined || (name === 'shortcuts' && isTaken(event.target))) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

const isTaken = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"]') !== null ||
  (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null);
