import type { Backend, Integrations } from '../backend-api.ts';
import type { CommandContext } from './context.ts';

/** Opens the backend on the profile for the time of some work. */
export async function withBackend<T>(context: CommandContext, work: (backend: Backend) => Promise<T>): Promise<T> {
  const { openBackend } = await import('../backend.ts');
  const [profile, credentials] = [await context.profile(), await context.credentials()];
  const backend = openBackend({ profileFolder: profile.folder, credentials });
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}

/** The same for commands that need the settings only: no thread is started, nothing heavy is loaded. */
export async function withIntegrations<T>(
  context: CommandContext,
  work: (integrations: Integrations) => Promise<T> | T,
): Promise<T> {
  const { openIntegrations } = await import('../integrations/integrations.ts');
  const integrations = openIntegrations(await context.profile(), await context.credentials());
  try {
    return await work(integrations);
  } finally {
    integrations.close();
  }
}
