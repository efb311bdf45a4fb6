import { AppError } from '../../../shared/errors.ts';
import type { ConnectionConfig } from '../connection.ts';
import type { PowerSchoolApi, QueryArgs } from '../../connectors/powerschool/api/powerschool-api.ts';
import type { NamedQuery } from '../../connectors/powerschool/queries/named-query.ts';
import { pluginNeeds, pluginScopeOf } from '../plugin/plugin-needs.ts';

/** How one named query answered when it was tried. */
export interface QueryProbe {
  readonly query: NamedQuery;
  readonly error: AppError | null;
}

/** Refusals that say something about the plugin. Anything else says that nothing can be found out now, and is thrown. */
const telling = new Set(['query.unknown', 'rights.columnsMissing', 'rights.refused', 'remote.badRequest']);

/** Counts with each query that the integration uses, with arguments that no row meets: the server then has little to do. */
export async function probeQueries(
  api: PowerSchoolApi,
  config: ConnectionConfig,
  signal: AbortSignal,
): Promise<readonly QueryProbe[]> {
  const needs = pluginNeeds(pluginScopeOf(config, { withDraft: false }));
  const probes: QueryProbe[] = [];
  for (const query of needs.queries) {
    let error: AppError | null = null;
    try {
      await api.queryCount(query.name, farArguments(query), signal);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !telling.has(thrown.code)) throw thrown;
      error = thrown;
    }
    probes.push({ query, error });
  }
  return probes;
}

function farArguments({ args }: NamedQuery): QueryArgs {
  return Object.fromEntries(args.map(({ name, isList }) => [name, isList === true ? [0] : (farValues[name] ?? '0')]));
}

const farValues: Readonly<Record<string, string>> = { lastdayfrom: '2999-12-31', since: '2999-12-31 00:00:00' };
