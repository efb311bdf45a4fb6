import { pluginScopeOf, type PluginScope } from '../setup/plugin/plugin-needs.ts';
import type { CommandContext } from './context.ts';
import { withIntegrations } from './with-backend.ts';

/** What a plugin is to serve: an integration's settings, or everything that Import can do. */
export async function pluginScope(context: CommandContext, integration: string | undefined): Promise<PluginScope> {
  if (integration === undefined) return { gradeSync: true, changeColumns: true };
  const { config } = await withIntegrations(context, (integrations) => integrations.get(integration));
  return pluginScopeOf(config, { withDraft: true });
}
