import type { Backend } from '../backend-api.ts';
import type { CommandContext } from './context.ts';
import { whenAborted } from './interruption.ts';
import { openInBrowser } from './open-in-browser.ts';
import { ensureScreens } from './screens.ts';

export interface ServeOptions {
  readonly port?: number;
  readonly open: boolean;
  /** Says where the app is. */
  readonly announce: (url: string) => Promise<void> | void;
}

/** Serves the app on the loopback address until Ctrl-C or SIGTERM. */
export async function serveUntilInterrupted(
  context: CommandContext,
  backend: Backend,
  { port, open, announce }: ServeOptions,
): Promise<void> {
  const interruption = context.interruption();
  const { startLoopback } = await import('../hosts/loopback.ts');
  const screens = await ensureScreens((text) => context.output.note(text));
  const host = await startLoopback({ backend, screens, ...(port === undefined ? {} : { port }) });
  try {
    await announce(host.url);
    if (open) openInBrowser(host.url);
    await whenAborted(interruption);
  } finally {
    await host.close();
  }
}
