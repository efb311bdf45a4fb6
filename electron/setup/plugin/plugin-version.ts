import about from '../../../package.json' with { type: 'json' };
import { customQueries } from '../../connectors/powerschool/queries/custom-queries.ts';
import type { PluginScope } from './plugin-needs.ts';

/** A plugin's version has digits and dots only: `1.2.0-beta.1` becomes `1.2.0`. */
const plain = /^[\d.]+/.exec(about.version)?.[0] ?? '1.0';
const since2020 = Date.UTC(2020, 0, 1);

/**
 * The version of a plugin for a scope: the application's own, then 1 where the gradebook is read and 2 where it is written, too.
 * PowerSchool takes an upgrade only under a higher version, and the scope may grow while the application does not. With custom fields the
 * minutes since 2020 follow in place of that, because these change without an order.
 */
export function pluginVersion(scope: PluginScope, now: number): string {
  const hasCustomFields = customQueries(...(scope.mappings ?? [])).length > 0;
  if (hasCustomFields) return `${plain}.${Math.floor((now - since2020) / 60_000)}`;
  if (!scope.gradeSync) return plain;
  return scope.writes === true ? `${plain}.2` : `${plain}.1`;
}
