import { differences, type Difference } from '../../../shared/ipc/contract/compare.ts';
import { isEntityType, type EntityType } from '../../../shared/oneroster/entity.ts';
import { parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { OpenRecord } from '../browse/address.ts';

/** What a comparison keeps in its address, so that it can be reloaded, shared and gone back to. */
export interface CompareState {
  /** Null until somebody has chosen: then the first that has any. */
  readonly list: { readonly entity: EntityType; readonly difference: Difference } | null;
  readonly schoolKey: number | null;
  readonly text: string;
  readonly open: OpenRecord | null;
}

/** What of an address cannot be read is as if it were not there. */
export function readState(query: Readonly<Record<string, string>> = {}): CompareState {
  const { entity = '', school = '', text = '', record = '' } = query;
  const difference = differences.find((one) => one === query['difference']);
  const open = parseSourcedId(record);
  return {
    list: isEntityType(entity) && difference !== undefined ? { entity, difference } : null,
    schoolKey: /^\d{1,15}$/.test(school) ? Number(school) : null,
    text: text.slice(0, 200),
    open: open === undefined ? null : { entity: open.entity, sourcedId: record },
  };
}

export function writeState({ list, schoolKey, text, open }: CompareState): Readonly<Record<string, string>> {
  return {
    ...list,
    ...(schoolKey === null ? {} : { school: String(schoolKey) }),
    ...(text === '' ? {} : { text }),
    ...(open === null ? {} : { record: open.sourcedId }),
  };
}
