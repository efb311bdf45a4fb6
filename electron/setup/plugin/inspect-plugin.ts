import { checkPackage } from './check-package.ts';
import { describeAccess, describeExtras } from './describe-package.ts';
import { findLacks } from './find-lacks.ts';
import { findNeedless } from './find-needless.ts';
import type { PluginInspection } from '../../../shared/powerschool/plugin-inspection.ts';
import type { PluginNeeds } from './plugin-needs.ts';
import type { PluginPackage } from './plugin-package.ts';
import type { PluginProblem } from './problem.ts';
import { readPluginPackage } from './read-package.ts';

/**
 * What a plugin is and asks for, what our integration would lack with it, and what it asks for needlessly. Throws an AppError
 * `plugin.*` (stop) where the file is unsafe, damaged or no plugin.
 */
export async function inspectPlugin(bytes: Uint8Array, needs: PluginNeeds): Promise<PluginInspection> {
  return inspectPackage(await readPluginPackage(bytes), needs);
}

function inspectPackage(plugin: PluginPackage, needs: PluginNeeds): PluginInspection {
  const { manifest, queries } = plugin;
  const ours = new Set(needs.queries.map((query) => query.name));
  return {
    plugin: {
      name: manifest.name,
      version: manifest.version,
      description: manifest.description,
      publisher: manifest.publisher?.name ?? null,
      contact: manifest.publisher?.contact?.email ?? null,
      container: plugin.container,
      files: plugin.files.length,
    },
    signIn: { oauth: manifest.oauth !== null, v1: manifest.oauth?.accessLevelV1Api ?? 'NONE' },
    queries: queries.map(({ name, description }) => ({ name, description, ours: ours.has(name) })),
    asks: describeAccess(manifest.fields),
    brings: describeExtras(plugin),
    lacks: findLacks(plugin, needs),
    needless: findNeedless(plugin, needs),
    problems: [...checkPackage(plugin), ...ungrantedColumns(plugin)],
  };
}

/** Such a plugin can be installed, but each call of the query is refused (reference §4.4, E10). */
function ungrantedColumns({ manifest, queries }: PluginPackage): PluginProblem[] {
  const granted = new Set(manifest.fields.map(({ table, field }) => `${table}.${field}`));
  return queries.flatMap((query) => {
    const missing = new Set(query.columns.map((column) => column.field).filter((field) => !granted.has(field)));
    if (missing.size === 0) return [];
    return {
      file: query.file,
      rule: 'query.access',
      message: `Query ${query.name}: it reads ${[...missing].join(', ')}, which the plugin does not ask for.`,
      fix: 'Add these columns to the access_request of plugin.xml.',
    };
  });
}
