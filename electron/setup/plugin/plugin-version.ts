import about from '../../../package.json' with { type: 'json' };
import { customQueries } from '../../connectors/powerschool/queries/custom-queries.ts';
import type { PluginScope } from './plugin-needs.ts';

/** A plugin's version has digits and dots only: `1.2.0-beta.1` becomes `1.2.0`. */
const plain = /^[\d.]+/.exec(about.version)?.[0] ?? '1.0';
const since2020 = Date.UTC(2020, 0, 1);

/**
 * The version of a plugin for a scope: the application's own. For 2-Way Sync a 1 follows, and with custom fields the minutes since
 * 2020, for PowerSchool takes an upgrade only under a higher version, and what is asked for changes while the application does not.
 */
export function pluginVersion(scope: PluginScope, now: number): string {
  const hasCustomFields = customQueries(...(scope.mappings ?? [])).length > 0;
  if (hasCustomFields) return `${plain}.${Math.floor((now - since2020) / 60_000)}`;
  return scope.writes === true ? `${plain}.1` : plain;
}
