import type { Plugins } from './plugins.ts';
import { notFound } from './refusal.ts';
import type { SandboxHandler } from './route.ts';

/** `GET /ws/schema/plugin/{id}/validate`: what keeps a plugin from being enabled (reference §6.1). */
export function pluginValidationHandler(plugins: Plugins): SandboxHandler {
  return (request) => {
    const match = /^\/ws\/schema\/plugin\/(\d+)\/validate$/.exec(request.path);
    if (match === null || request.method !== 'GET') return undefined;
    const plugin = plugins.get(Number(match[1]));
    if (plugin === undefined) return notFound();
    return {
      status: 200,
      body: { results: plugin.problems, maxLevel: plugin.problems.length === 0 ? 'NONE' : 'ERROR' },
    };
  };
}
