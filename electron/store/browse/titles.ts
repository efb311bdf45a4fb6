import { userKind, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { StoredRow } from '../record.ts';

type NameOf = (entity: EntityType, key: number, subkey: number) => string;

/** What a record is called at the head of its panel. */
export function titleOf(entity: EntityType, row: StoredRow, nameOf: NameOf): string {
  const [key, subkey] = [Number(row['sourceKey']), Number(row['sourceSubkey'])];
  const number = (column: string): number => Number(row[column] ?? -1);
  switch (entity) {
    case 'result':
      return [nameOf('user', subkey, userKind.student), nameOf('lineItem', key, number('lineItemSubkey'))].join(' · ');
    case 'enrollment':
      return [nameOf('user', number('userKey'), number('userKind')), nameOf('class', number('classKey'), 0)].join(
        ' · ',
      );
    default:
      return nameOf(entity, key, subkey);
  }
}
