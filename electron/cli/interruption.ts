import { exitCodes } from './exit-codes.ts';

/** An abort signal for Ctrl-C and SIGTERM, installed when first asked for. Asking again for it ends the process at once. */
export function openInterruption(
  on: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => void,
  exit: (code: number) => void,
): () => AbortSignal {
  let controller: AbortController | undefined;
  return () => {
    if (controller !== undefined) return controller.signal;
    const own = new AbortController();
    controller = own;
    const listener = (): void => {
      if (own.signal.aborted) exit(exitCodes.cancelled);
      else own.abort();
    };
    on('SIGINT', listener);
    on('SIGTERM', listener);
    return own.signal;
  };
}

/** Resolves when the signal is aborted. */
export const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
