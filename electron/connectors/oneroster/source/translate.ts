import { exchangedEntities, type ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { EntityType, Value } from '../../../../shared/oneroster/entity.ts';
import { identifyingAttributes, type PartnerRecord } from '../../partner-source.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { isRecord } from '../api/status-info.ts';
import { gradebookReferences, gradebookValues } from './translate-gradebook.ts';
import { dateOf, flagOf, metadataOf, referenceOf, textOf } from './wire-values.ts';

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

/**
 * A record as the comparison needs it; undefined where it has no id. Read leniently: what is missing is missing, what has another shape
 * than it should is missing too.
 */
export function translate(entity: EntityType, wire: WireRecord, version: OneRosterVersion): PartnerRecord | undefined {
  const sourcedId = textOf(wire['sourcedId']);
  if (sourcedId === null) return undefined;
  const record = entity === 'user' && version === '1.2' ? withOneRole(wire) : wire;
  const references = isExchanged(entity)
    ? gradebookReferences[entity](record, version)
    : Object.fromEntries(
        Object.entries(rosterReferences[entity] ?? {}).map(([role, name]) => [role, referenceOf(record[name])]),
      );
  const values = isExchanged(entity)
    ? gradebookValues[entity](record, version)
    : Object.fromEntries((identifyingAttributes[entity] ?? []).map((name) => [name, identifying(name, record[name])]));
  return {
    sourcedId,
    isRemoved: textOf(record['status'])?.toLowerCase() === 'tobedeleted',
    dateLastModified: textOf(record['dateLastModified']),
    references: Object.fromEntries(Object.entries(references).filter(([, id]) => id !== undefined)),
    values,
    metadata: metadataOf(record),
  };
}

/** `primary` is a flag, `schoolYear` may be a reference (1.1 has both), dates may have come with a time; all else is text. */
function identifying(name: string, value: unknown): Value {
  if (name === 'primary') return flagOf(value);
  if (name === 'startDate' || name === 'endDate') return dateOf(value);
  return textOf(value);
}

/** OneRoster 1.2 gives people a list of roles at schools (reference §3.5); the primary one counts, or else the first. */
function withOneRole(user: WireRecord): WireRecord {
  const roles: readonly unknown[] = Array.isArray(user['roles']) ? user['roles'] : [];
  const known = roles.filter(isRecord);
  const role = known.find(({ roleType }) => roleType === 'primary') ?? known[0];
  return {
    ...user,
    role: textOf(role?.['role']) ?? user['role'],
    orgs: user['primaryOrg'] ?? role?.['org'] ?? user['orgs'],
  };
}
