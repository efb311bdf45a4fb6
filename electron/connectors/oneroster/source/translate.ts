import { exchangedEntities, type ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { EntityType } from '../../../../shared/oneroster/entity.ts';
import { identifyingAttributes, type PartnerRecord } from '../../partner-source.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { gradebookReferences, gradebookValues } from './translate-gradebook.ts';
import { metadataOf, referenceOf, textOf } from './wire-values.ts';

const isExchanged = (entity: EntityType): entity is ExchangedEntity =>
  (exchangedEntities as readonly EntityType[]).includes(entity);

/** The roles of a roster record's references, by the attribute that holds them; of lists the first counts. */
const rosterReferences: Readonly<Partial<Record<EntityType, Readonly<Record<string, string>>>>> = {
  org: { parent: 'parent' },
  academicSession: { parent: 'parent' },
  course: { org: 'org' },
  class: { school: 'school', course: 'course', academicSession: 'terms' },
  user: { org: 'orgs' },
  enrollment: { user: 'user', class: 'class', school: 'school' },
};

/** A record as the comparison needs it; undefined where it has no id. Read leniently: what is missing is missing. */
export function translate(entity: EntityType, record: WireRecord): PartnerRecord | undefined {
  const sourcedId = textOf(record['sourcedId']);
  if (sourcedId === null) return undefined;
  const references = isExchanged(entity)
    ? gradebookReferences[entity](record)
    : Object.fromEntries(
        Object.entries(rosterReferences[entity] ?? {}).map(([role, name]) => [role, referenceOf(record[name])]),
      );
  const values = isExchanged(entity)
    ? gradebookValues[entity](record)
    : Object.fromEntries((identifyingAttributes[entity] ?? []).map((name) => [name, textOf(record[name])]));
  return {
    sourcedId,
    isRemoved: textOf(record['status'])?.toLowerCase() === 'tobedeleted',
    dateLastModified: textOf(record['dateLastModified']),
    references: Object.fromEntries(Object.entries(references).filter(([, id]) => id !== undefined)),
    values,
    metadata: metadataOf(record),
  };
}
