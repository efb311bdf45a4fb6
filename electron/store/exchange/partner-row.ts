import { exchangedAttributes, exchangedEntities, type ExchangedEntity } from '../../../shared/exchange/exchanged.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { PartnerRecord } from '../../connectors/partner-source.ts';
import { digestOf, partnerKeyOf } from './partner-key.ts';

/** A record of the partner as it is stored. */
export interface PartnerRow {
  readonly partnerKey: number;
  readonly sourcedId: string;
  readonly classRef: number | null;
  readonly itemRef: number | null;
  readonly userRef: number | null;
  readonly schoolRef: number | null;
  readonly sessionRef: number | null;
  readonly attributes: string;
  readonly metadata: string;
  readonly hash: number;
  readonly dateLastModified: string | null;
}

/** Which role of a record's references stands in which column, the first that is there. */
const roles = {
  classRef: ['class'],
  itemRef: ['lineItem', 'course'],
  userRef: ['student', 'user', 'teacher'],
  schoolRef: ['school', 'org', 'parent'],
  sessionRef: ['academicSession'],
} as const;

const isExchanged = (entity: EntityType): entity is ExchangedEntity =>
  (exchangedEntities as readonly EntityType[]).includes(entity);

/** Lays a record out for storage. Attributes are in their fixed order, so that the same record has the same hash. */
export function partnerRow(entity: EntityType, record: PartnerRecord): PartnerRow {
  const names = isExchanged(entity) ? exchangedAttributes[entity] : Object.keys(record.values).toSorted();
  const attributes = JSON.stringify(
    Object.fromEntries(names.flatMap((name) => (record.values[name] == null ? [] : [[name, record.values[name]]]))),
  );
  const refs = Object.fromEntries(
    Object.entries(roles).map(([column, names_]) => {
      const id = names_.map((role) => record.references[role]).find((found) => found !== undefined);
      return [column, id === undefined ? null : partnerKeyOf(id)];
    }),
  ) as Readonly<Record<keyof typeof roles, number | null>>;
  return {
    partnerKey: partnerKeyOf(record.sourcedId),
    sourcedId: record.sourcedId,
    ...refs,
    attributes,
    metadata: JSON.stringify(record.metadata),
    hash: digestOf(`${attributes}${Object.values(refs).join(',')}`),
    dateLastModified: record.dateLastModified,
  };
}
