import { gradebookEntities } from './collections.ts';
import { ordered } from './hub-write-log.ts';
import type { HubRecords } from './records.ts';

/**
 * What the hub's gradebook says, one line per record. Two of them are the same, byte for byte, if and only if every category, line
 * item and result is; when a record changed is no part of what it says.
 */
export const hubSnapshot = (records: HubRecords): string =>
  gradebookEntities
    .flatMap((entity) =>
      records.all(entity).map((text) => {
        const { dateLastModified: _, ...record } = JSON.parse(text) as Record<string, unknown>;
        return `${entity} ${ordered(record)}`;
      }),
    )
    .join('\n');
