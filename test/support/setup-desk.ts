import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../electron/backend.ts';
import type { Backend } from '../../electron/backend-api.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { createRouter, type Router } from '../../electron/router.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../electron/sandbox/sandbox.ts';
import { errorFromReport } from '../../shared/errors.ts';
import type { Input, Output, RequestName } from '../../shared/ipc/contract.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';

/** The real backend behind the real router, on an empty profile, beside a sandbox district. */
export interface SetupDesk {
  readonly backend: Backend;
  readonly router: Router;
  readonly sandbox: Sandbox;
  /** An integration on the sandbox, with its secret. */
  readonly target: SetupTarget;
  readonly profile: string;
  /** Rejects with the error that a screen would get. */
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>>;
  close(): Promise<void>;
}

export async function openSetupDesk(options: Partial<SandboxOptions> = {}): Promise<SetupDesk> {
  const profile = mkdtempSync(join(tmpdir(), 'grade-sync-setup-'));
  const sandbox = await startSandbox({ seed: 3, students: 60, ...options });
  const backend = openBackend({ profileFolder: profile, credentials: openMemoryCredentials() });
  const startNone = () => Promise.reject(new Error('no second district in this test'));
  const router = createRouter(backend, { version: '0.0.0', startSandbox: startNone });
  const { url, clientId, clientSecret } = sandbox.describe().powerschool;
  const { id } = backend.integrations.create({
    name: 'Desk',
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: 'TEST', confirmedOn: '2026-01-01' } },
    powerschool: { url, clientId },
  });
  await backend.credentials.set(id, 'powerschool.clientSecret', clientSecret);
  return {
    backend,
    router,
    sandbox,
    target: { kind: 'integration', id },
    profile,
    async ask(name, input) {
      const reply = await router.request(name, input);
      if (!reply.ok) throw errorFromReport(reply.error);
      // SAFETY: the router parsed the value with the schema of this very request.
      return reply.value as Output<typeof name>;
    },
    async close() {
      await router.close();
      await backend.close();
      await sandbox.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
