import { exchangedAttributes, type ExchangedEntity } from '../../../../shared/exchange/exchanged.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { Value } from '../../../../shared/oneroster/entity.ts';
import type { Change } from '../../target.ts';
import type { WireRecord } from '../api/oneroster-api.ts';
import { metadataOf } from '../source/wire-values.ts';

type Written = Pick<Change, 'entity' | 'references' | 'values' | 'changed' | 'metadata' | 'action'>;

/** Attributes that OneRoster 1.1 has no place for, beside those that neither version has: they travel as metadata (reference §4). */
const metadataIn11: ReadonlySet<string> = new Set(['weight', 'textScore', 'late', 'missing', 'incomplete']);
const flags: ReadonlySet<string> = new Set([
  'late',
  'missing',
  'incomplete',
  'metadata.exempt',
  'metadata.collected',
  'metadata.absent',
]);

/** The references of a record, by the attribute that holds each, with the type that the reference names. */
const referenceNames: Readonly<Record<ExchangedEntity, Readonly<Record<string, readonly [string, string]>>>> = {
  category: {},
  lineItem: { class: ['class', 'class'], school: ['school', 'org'] },
  result: { lineItem: ['lineItem', 'lineItem'], student: ['student', 'user'], class: ['class', 'class'] },
};

/**
 * The record as it is sent: of a new one everything, of one that stands there (`standing`) only what changed is laid over it, so that nothing
 * that the server keeps beside our attributes is lost. Written strictly: dates as the version wants them, flags as text in 1.2.
 */
export function wireRecord(
  change: Written,
  sourcedId: string,
  version: OneRosterVersion,
  standing: WireRecord | null,
): WireRecord {
  const { entity, values, references, changed } = change;
  const attributes: readonly string[] = standing === null ? exchangedAttributes[entity] : changed;
  const record: Record<string, unknown> = { ...standing, sourcedId, status: 'active' };
  const metadata: Record<string, unknown> = { ...change.metadata, ...metadataOf(standing ?? {}) };
  for (const attribute of attributes) {
    const inMetadata = attribute.startsWith('metadata.') || (version === '1.1' && metadataIn11.has(attribute));
    const name = attribute.replace('metadata.', '');
    const place = inMetadata ? metadata : record;
    const value = outward(attribute, values[attribute] ?? null, version);
    if (value === undefined) delete place[name];
    else place[name] = value;
  }
  if (standing === null) {
    for (const [role, [name, type]] of Object.entries(referenceNames[entity])) {
      const id = references[role as keyof typeof references];
      if (
        id !== undefined &&
        !(version === '1.1' && (name === 'school' || (entity === 'result' && name === 'class')))
      ) {
        record[name] = { sourcedId: id, type };
      }
    }
    if (entity === 'category' && references.class !== undefined) metadata['classId'] = references.class;
    if (entity === 'lineItem' && references.academicSession !== undefined) {
      const session = { sourcedId: references.academicSession, type: 'academicSession' };
      record[version === '1.1' ? 'gradingPeriod' : 'academicSession'] = session;
    }
  }
  if (entity === 'result' && record['scoreStatus'] === undefined) record['scoreStatus'] = 'not submitted';
  delete record['dateLastModified'];
  delete record['metadata'];
  return Object.keys(metadata).length === 0 ? record : { ...record, metadata };
}

/** A value as it travels; undefined: it is left out. A blank stays a blank. */
function outward(attribute: string, value: Value, version: OneRosterVersion): unknown {
  if (value === null) return undefined;
  if (attribute === 'category') return { sourcedId: value, type: 'category' };
  if (attribute === 'assignDate' || attribute === 'dueDate') return `${value}T00:00:00.000Z`;
  if (!flags.has(attribute)) return value;
  const isSet = value === 1;
  // A flag that is not set and has no attribute of its own is not worth a word.
  if (attribute.startsWith('metadata.') || version === '1.1') return isSet ? true : undefined;
  return String(isSet);
}
