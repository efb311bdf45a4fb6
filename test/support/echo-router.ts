import type { Router } from '../../electron/router.ts';
import type { Push } from '../../shared/ipc/bridge.ts';

/** A router that answers every request with its own name and input, and tells what a test tells it to. */
export interface EchoRouter extends Router {
  readonly listeners: Set<(push: Push) => void>;
  tell(push: Push): void;
}

export function echoRouter(): EchoRouter {
  const listeners = new Set<(push: Push) => void>();
  return {
    listeners,
    tell(push) {
      for (const listener of listeners) listener(push);
    },
    request: (name, input) => Promise.resolve({ ok: true, value: { name, input } }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isBusy: () => false,
    keepSchedules: () => undefined,
    pauseSchedules: () => undefined,
    stopRuns: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
