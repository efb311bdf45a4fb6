import { AppError } from '../../../shared/errors.ts';
import type { PowerSchoolApi } from '../../connectors/powerschool/api/powerschool-api.ts';

/**
 * Those of some `TABLE.FIELD`s that the server says the plugin may not write. Nothing is tried: a table whose access it does not tell
 * counts as writable, and shows when it is written to.
 */
export async function fieldsNotWritable(
  api: PowerSchoolApi,
  written: Iterable<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byTable = Map.groupBy(written, (field) => field.slice(0, field.indexOf('.')));
  const missing: string[] = [];
  for (const [table, fields] of byTable) {
    const access = await accessIfTold(api, table, signal);
    missing.push(
      ...fields.filter((field) => {
        const granted = access.get(field.slice(table.length + 1));
        return granted !== undefined && !/^full/i.test(granted);
      }),
    );
  }
  return missing;
}

async function accessIfTold(
  api: PowerSchoolApi,
  table: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await api.columnAccess(table, signal);
  } catch (error) {
    if (error instanceof AppError && notTelling.test(error.code)) return new Map();
    throw error;
  }
}

const notTelling = /^(?:rights\.|table\.|remote\.(?:badRequest|badAnswer|notFound))/;
