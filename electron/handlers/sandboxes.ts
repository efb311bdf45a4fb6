import type { Backend } from '../backend-api.ts';
import { activateSandbox, type SandboxKind } from '../sandbox/activate-sandbox.ts';
import type { SandboxThread } from '../workers/sandbox-thread.ts';

export type StartSandbox = (kind: SandboxKind) => Promise<SandboxThread>;

/** The districts that were started from a screen; they last as long as the application runs. */
export interface Sandboxes {
  /** Starts this district, or takes it if it runs already, and returns the id of its integration. */
  create(kind: SandboxKind): Promise<string>;
  close(): Promise<void>;
}

interface Activated {
  readonly thread: SandboxThread;
  readonly integrationId: string;
}

export function openSandboxes(backend: Backend, startSandbox: StartSandbox): Sandboxes {
  const running = new Map<string, Promise<Activated>>();

  async function startAndActivate(kind: SandboxKind): Promise<Activated> {
    const thread = await startSandbox(kind);
    try {
      const { id } = await activateSandbox(backend, thread.description);
      return { thread, integrationId: id };
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  /** However often it is asked for, at the same time too, a district is started and activated once. */
  function ensure(kind: SandboxKind): Promise<Activated> {
    const key = keyOf(kind);
    const known = running.get(key);
    if (known !== undefined) return known;
    const started = startAndActivate(kind);
    running.set(key, started);
    // One that could not be started may be tried again.
    started.catch(() => running.delete(key));
    return started;
  }

  return {
    async create(kind) {
      const { thread, integrationId } = await ensure(kind);
      if (backend.integrations.list().some(({ id }) => id === integrationId)) return integrationId;
      // Somebody has deleted the integration. The district has our plugin already and takes it once: a new one is needed.
      running.delete(keyOf(kind));
      await thread.close();
      return (await ensure(kind)).integrationId;
    },
    async close() {
      const started = await Promise.allSettled(running.values());
      running.clear();
      await Promise.all(
        started.flatMap((result) => (result.status === 'fulfilled' ? [result.value.thread.close()] : [])),
      );
    },
  };
}

const keyOf = ({ seed, students }: SandboxKind): string => `${seed}-${students}`;
