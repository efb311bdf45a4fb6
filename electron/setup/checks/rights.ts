import { AppError } from '../../../shared/errors.ts';
import type { PowerSchoolApi } from '../../connectors/powerschool/api/powerschool-api.ts';
import { pluginNeeds, pluginScopeOf } from '../plugin/plugin-needs.ts';
import { fieldLine } from '../plugin/write-xml.ts';
import { fieldsNotWritable } from './write-access.ts';
import { fail, pass, warn, type Check } from './check.ts';
import type { CheckContext } from './check-context.ts';

/** The plugin may read every column that queries and gradebook calls need, and write those that 2-Way Sync writes. If not: the lines that its access request lacks. */
export const rights: Check = {
  id: 'rights',
  title: 'Rights of the plugin',
  needs: ['credentials'],
  run: async (context) => {
    const probes = await context.probes();
    if (probes.every(({ error }) => error?.code === 'query.unknown')) {
      return warn(
        'The rights cannot be judged: PowerSchool knows none of our queries.',
        'Install the plugin and enable it, then check again.',
      );
    }
    const missing = new Set<string>();
    let isRefused = false;
    const ofQueries = probes.flatMap(({ error }) => (error === null ? [] : [error]));
    for (const error of [...ofQueries, ...(await gradebookRefusals(context))]) {
      if (error.code === 'rights.columnsMissing') for (const field of fieldsOf(error)) missing.add(field);
      else if (error.code === 'rights.refused') isRefused = true;
    }
    if (missing.size > 0) {
      const lines = [...missing].toSorted().map((field) => fieldLine(field));
      return fail(
        `The plugin may not read ${missing.size === 1 ? 'one column' : `${missing.size} columns`} that we need.`,
        'Add these lines to the access_request of its plugin.xml, or build the plugin again with this application; ' +
          `then install it under a higher version and approve it:\n${lines.join('\n')}`,
      );
    }
    if (isRefused) {
      return fail(
        'PowerSchool refuses a query without saying which column is missing.',
        'In PowerSchool disable and enable the plugin again, and approve all its data access requests.',
      );
    }
    const needs = pluginNeeds(pluginScopeOf(context.integration.config, { withDraft: false }));
    const unwritable = await fieldsNotWritable(context.api(), needs.written, context.signal);
    if (unwritable.length > 0) {
      const lines = unwritable.toSorted().map((field) => fieldLine(field, 'FullAccess'));
      return fail(
        `The plugin may not write ${unwritable.length === 1 ? 'one column' : `${unwritable.length} columns`} of the gradebook, as 2-Way Sync does.`,
        'Build the plugin again with this application, for this integration, install it under a higher version and approve it. ' +
          `Its access_request must have these lines:\n${lines.join('\n')}`,
      );
    }
    return pass(
      needs.written.size === 0
        ? 'The plugin may read everything that we need.'
        : 'The plugin may read and write everything that we need.',
    );
  },
};

/** The gradebook's calls want a real teacher; the same columns can be tried through their tables without one. */
async function gradebookRefusals(context: CheckContext): Promise<readonly AppError[]> {
  const needs = pluginNeeds(pluginScopeOf(context.integration.config, { withDraft: false }));
  const refusals: AppError[] = [];
  for (const [table, columns] of byTable(needs.xteReads.flatMap((read) => read.fields))) {
    const refusal = await tableRefusal(context.api(), table, columns, context.signal);
    if (refusal !== null) refusals.push(refusal);
  }
  return refusals;
}

function byTable(fields: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const field of fields) {
    const [table = '', column = ''] = field.split('.');
    const columns = tables.get(table) ?? [];
    if (!columns.includes(column)) columns.push(column);
    tables.set(table, columns);
  }
  return tables;
}

async function tableRefusal(
  api: PowerSchoolApi,
  table: string,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<AppError | null> {
  try {
    // No row has such a key: only the right to read is asked for, not what stands there.
    const pages = api.table(table, { projection: columns, q: `${columns[0]}==0` }, signal)[Symbol.asyncIterator]();
    await pages.next();
    await pages.return?.();
    return null;
  } catch (error) {
    // A table that is not offered in this way says nothing about the rights to it.
    if (error instanceof AppError && notTelling.has(error.code)) return null;
    if (error instanceof AppError && error.code.startsWith('rights.')) return error;
    throw error;
  }
}

const notTelling = new Set(['table.unknown', 'table.notExposed', 'remote.badRequest']);

function fieldsOf({ details }: AppError): readonly string[] {
  const { fields } = details;
  return Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : [];
}
