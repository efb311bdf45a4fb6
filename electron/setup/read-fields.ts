import { AppError } from '../../shared/errors.ts';
import { customFieldOf, customFieldTables, type CustomField } from '../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../shared/integration/mapping/mapped-entities.ts';
import type { FieldFound } from '../../shared/ipc/contract/mappings.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import type { PowerSchoolApi } from '../connectors/powerschool/api/powerschool-api.ts';
import { customQuery } from '../connectors/powerschool/queries/custom-queries.ts';
import { textOf } from '../connectors/powerschool/translate/wire-values.ts';
import { connectionOf, openConnection } from './connection.ts';

export interface FieldsRequest {
  readonly target: SetupTarget;
  readonly entity: MappedEntity;
  readonly sources: readonly string[];
  readonly keys: readonly string[];
}

const longestMs = 20_000;

/**
 * What PowerSchool says about columns that mappings name: whether they are there, whether the installed plugin may read them and
 * brings them to a sync, and the values of a few records. Never throws for a server that cannot be reached: a preview goes without.
 */
export async function readFields(
  backend: Backend,
  { target, entity, sources, keys }: FieldsRequest,
): Promise<FieldFound[]> {
  const api = openConnection(await connectionOf(backend, target), { requestTimeoutMs: longestMs });
  const signal = AbortSignal.timeout(longestMs);
  try {
    const found: FieldFound[] = [];
    for (const source of sources) {
      const field = customFieldOf(entity, source);
      if (field === undefined) found.push({ source, state: 'unknown', needsPlugin: false, values: {} });
      else found.push({ source, ...(await readField(api, entity, field, keys, signal)) });
    }
    return found;
  } finally {
    await api.close();
  }
}

async function readField(
  api: PowerSchoolApi,
  entity: MappedEntity,
  field: CustomField,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Omit<FieldFound, 'source'>> {
  const own = customFieldTables[entity] ?? '';
  const keyColumn = field.table === own ? 'DCID' : `${own}DCID`;
  const values: Record<string, string> = {};
  try {
    // Without a record no row has such a key: only the right to read is asked for.
    for (const key of keys.length === 0 ? ['0'] : keys) {
      const options = { projection: [keyColumn, field.column], q: `${keyColumn}==${key}` };
      for await (const { records } of api.table(field.table, options, signal)) {
        const value = textOf(records[0] ?? {}, field.column.toLowerCase());
        if (value !== null) values[key] = value;
      }
    }
    return { state: 'readable', needsPlugin: !(await hasQuery(api, entity, field, signal)), values };
  } catch (error) {
    return { state: stateAfter(error), needsPlugin: true, values: {} };
  }
}

async function hasQuery(
  api: PowerSchoolApi,
  entity: MappedEntity,
  field: CustomField,
  signal: AbortSignal,
): Promise<boolean> {
  const { query } = customQuery(entity, field);
  try {
    await api.queryCount(query.name, Object.fromEntries(query.args.map(({ name }) => [name, 0])), signal);
    return true;
  } catch {
    return false;
  }
}

function stateAfter(error: unknown): FieldFound['state'] {
  if (!(error instanceof AppError)) return 'unreachable';
  if (error.code.startsWith('rights.')) return 'notGranted';
  return error.code.startsWith('table.') || error.code === 'remote.badRequest' ? 'unknown' : 'unreachable';
}
