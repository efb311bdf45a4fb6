/** Whether commands are given with Cmd, as on a Mac, and not with Ctrl. */
export const isMac = (): boolean => /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** Whether the key of commands is held: Cmd on a Mac, where Ctrl with a click is the other button, Ctrl elsewhere. */
export const hasCommandKey = (event: { readonly ctrlKey: boolean; readonly metaKey: boolean }): boolean =>
  isMac() ? event.metaKey : event.ctrlKey;
