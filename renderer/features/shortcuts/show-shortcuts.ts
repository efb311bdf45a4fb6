import { createContext, useContext } from 'react';

export const ShowShortcutsContext = createContext<() => void>(() => undefined);

/** Opens the sheet of shortcuts. */
export const useShowShortcuts = (): (() => void) => useContext(ShowShortcutsContext);
