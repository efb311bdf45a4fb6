import type { Backend } from '../backend-api.ts';
import { activateSandbox } from '../setup/sandbox-integration.ts';
import type { SandboxThread } from '../workers/sandbox-thread.ts';

export type StartSandbox = (options: { readonly seed: number; readonly students: number }) => Promise<SandboxThread>;

/** The districts that were started from a screen; they last as long as the application runs. */
export interface Sandboxes {
  /** Starts a district of this size, or takes the one that runs, and returns the id of its integration. */
  create(students: number): Promise<string>;
  close(): Promise<void>;
}

const seed = 1;

export function openSandboxes(backend: Backend, startSandbox: StartSandbox): Sandboxes {
  const running = new Map<number, Promise<SandboxThread>>();
  const activated = new Map<number, string>();

  function ensure(students: number): Promise<SandboxThread> {
    const known = running.get(students);
    if (known !== undefined) return known;
    const started = startSandbox({ seed, students });
    running.set(students, started);
    // One that could not be started may be tried again.
    started.catch(() => running.delete(students));
    return started;
  }

  return {
    async create(students) {
      const { description } = await ensure(students);
      const before = activated.get(students);
      // To activate again would change the credentials, perhaps under a run that is using them.
      if (before !== undefined && backend.integrations.list().some(({ id }) => id === before)) return before;
      const { id } = await activateSandbox(backend, description);
      activated.set(students, id);
      return id;
    },
    async close() {
      const started = await Promise.allSettled(running.values());
      running.clear();
      await Promise.all(started.flatMap((result) => (result.status === 'fulfilled' ? [result.value.close()] : [])));
    },
  };
}
