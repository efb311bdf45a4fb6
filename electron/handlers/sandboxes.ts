import type { Backend } from '../backend-api.ts';
import { activateSandbox, type SandboxKind } from '../setup/sandbox-integration.ts';
import type { SandboxThread } from '../workers/sandbox-thread.ts';

export type StartSandbox = (kind: SandboxKind) => Promise<SandboxThread>;

/** The districts that were started from a screen; they last as long as the application runs. */
export interface Sandboxes {
  /** Starts this district, or takes it if it runs already, and returns the id of its integration. */
  create(kind: SandboxKind): Promise<string>;
  close(): Promise<void>;
}

export function openSandboxes(backend: Backend, startSandbox: StartSandbox): Sandboxes {
  const running = new Map<string, Promise<SandboxThread>>();
  const activated = new Map<string, string>();

  function ensure(kind: SandboxKind): Promise<SandboxThread> {
    const key = keyOf(kind);
    const known = running.get(key);
    if (known !== undefined) return known;
    const started = startSandbox(kind);
    running.set(key, started);
    // One that could not be started may be tried again.
    started.catch(() => running.delete(key));
    return started;
  }

  return {
    async create(kind) {
      const { description } = await ensure(kind);
      const before = activated.get(keyOf(kind));
      // To activate again would change the credentials, perhaps under a run that is using them.
      if (before !== undefined && backend.integrations.list().some(({ id }) => id === before)) return before;
      const { id } = await activateSandbox(backend, description);
      activated.set(keyOf(kind), id);
      return id;
    },
    async close() {
      const started = await Promise.allSettled(running.values());
      running.clear();
      await Promise.all(started.flatMap((result) => (result.status === 'fulfilled' ? [result.value.close()] : [])));
    },
  };
}

const keyOf = ({ seed, students }: SandboxKind): string => `${seed}-${students}`;
