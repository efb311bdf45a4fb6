import { useRef } from 'react';

/** Remembers where the focus was before a dialog was opened, so that closing it leads back there. */
export function useOpener(): { readonly note: () => void; readonly goBack: () => void } {
  const opener = useRef<HTMLElement | null>(null);
  return {
    note: () => {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    goBack: () => opener.current?.focus(),
  };
}
