import { useState, type MouseEvent } from 'react';
import { hasCommandKey } from '../shortcuts/platform.ts';
import type { ShortcutName } from '../shortcuts/shortcuts.ts';
import { isSelected, rangeBetween, selectedCount, toggled, type Selection } from './selection.ts';

/** Which rows are selected, and the keys and clicks by which they come to be: Space, Shift with arrows, Ctrl-A, Escape. */
export function useRowSelection(total: number) {
  const [selection, setSelection] = useState<Selection>([]);
  const [anchor, setAnchor] = useState(0);
  return {
    selection,
    count: selectedCount(selection),
    has: (row: number): boolean => isSelected(selection, row),
    clear: (): void => setSelection([]),

    /** The focus goes from one row to another by a key. */
    follow(from: number, to: number, isExtended: boolean): void {
      if (isExtended && to >= 0) setSelection(rangeBetween(anchor, to));
      else if (to !== from) setAnchor(Math.max(0, to));
    },

    /** What a shortcut does to the selection; false for one that does nothing to it. */
    act(shortcut: ShortcutName | undefined, row: number): boolean {
      switch (shortcut) {
        case 'select':
          setAnchor(row);
          setSelection(toggled(selection, row));
          return true;
        case 'selectTo':
          setSelection(rangeBetween(anchor, row));
          return true;
        case 'selectAll':
          if (total > 0) setSelection([[0, total - 1]]);
          return true;
        case 'unselect':
          if (selection.length === 0) return false;
          setSelection([]);
          return true;
        default:
          return false;
      }
    },

    /** True for a plain click, which selects nothing and is there to open. */
    onClick(event: MouseEvent, row: number): boolean {
      if (event.shiftKey) {
        setSelection(rangeBetween(anchor, row));
        return false;
      }
      setAnchor(row);
      const isToggle = hasCommandKey(event);
      setSelection(isToggle ? toggled(selection, row) : []);
      return !isToggle;
    },
  };
}
