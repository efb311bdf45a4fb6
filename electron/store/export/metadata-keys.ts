import { setImmediate } from 'node:timers/promises';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { ExportTools } from './export-tools.ts';

const between = 5000;

/**
 * Every key that the metadata of an entity's records have, sorted. A table's header must be known before its first row, so the
 * records are read twice: their metadata are open, and holding the rows would take memory that grows with the district.
 */
export async function metadataKeys(
  entity: EntityType,
  { reader, signal }: Pick<ExportTools, 'reader' | 'signal'>,
): Promise<readonly string[]> {
  const keys = new Set<string>();
  let seen = 0;
  for (const record of reader.each(entity)) {
    for (const key in record.metadata) keys.add(key);
    seen += 1;
    if (seen % between !== 0) continue;
    // The reader's thread has screens to answer too.
    await setImmediate();
    signal.throwIfAborted();
  }
  return [...keys].toSorted();
}
