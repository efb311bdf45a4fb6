import { exchangedAttributes, type ExchangedEntity, type References } from '../../../../shared/exchange/exchanged.ts';
import type { OneRosterVersion } from '../../../../shared/integration/partner.ts';
import type { Change } from '../../target.ts';
import type { OneRosterApi, Service, WireRecord } from '../api/oneroster-api.ts';
import { metadataOf, numberOf, textOf } from '../source/wire-values.ts';

type Written = Pick<Change, 'entity' | 'references' | 'values' | 'changed' | 'metadata'>;

/** Attributes that OneRoster 1.1 has no place for: there they travel as metadata (reference §4). */
const sinceVersion12: ReadonlySet<string> = new Set(['weight', 'textScore', 'late', 'missing', 'incomplete']);
const flags: ReadonlySet<string> = new Set([
  'late',
  'missing',
  'incomplete',
  'metadata.exempt',
  'metadata.collected',
  'metadata.absent',
]);

/** What a reference says beside the id: the type that it names, and where such a record is read. */
interface Place {
  readonly service: Service;
  readonly plural: string;
  readonly type: string;
}
const places = {
  class: { service: 'rostering', plural: 'classes', type: 'class' },
  school: { service: 'rostering', plural: 'orgs', type: 'org' },
  student: { service: 'rostering', plural: 'users', type: 'user' },
  session: { service: 'rostering', plural: 'academicSessions', type: 'academicSession' },
  category: { service: 'gradebook', plural: 'categories', type: 'category' },
  lineItem: { service: 'gradebook', plural: 'lineItems', type: 'lineItem' },
} as const satisfies Readonly<Record<string, Place>>;

type Reference = readonly [role: keyof References, name: string, place: Place];

/** The references that each version's records have (reference §4), by the attribute that holds each. */
const references: Readonly<Record<OneRosterVersion, Readonly<Record<ExchangedEntity, readonly Reference[]>>>> = {
  '1.1': {
    category: [],
    lineItem: [
      ['class', 'class', places.class],
      ['academicSession', 'gradingPeriod', places.session],
    ],
    result: [
      ['lineItem', 'lineItem', places.lineItem],
      ['student', 'student', places.student],
    ],
  },
  '1.2': {
    category: [],
    lineItem: [
      ['class', 'class', places.class],
      ['school', 'school', places.school],
      ['academicSession', 'academicSession', places.session],
    ],
    result: [
      ['lineItem', 'lineItem', places.lineItem],
      ['student', 'student', places.student],
      ['class', 'class', places.class],
    ],
  },
};

export interface WireRecordOptions {
  readonly version: OneRosterVersion;
  readonly hrefOf: OneRosterApi['hrefOf'];
}

/**
 * The record as it is sent: of a new one everything, of one that stands there (`standing`) only what changed is laid over it, so that nothing
 * that the server keeps beside our attributes is lost. Written strictly: whole references, dates as the version wants them, flags as
 * text in 1.2.
 */
export function wireRecord(
  change: Written,
  sourcedId: string,
  { version, hrefOf }: WireRecordOptions,
  standing: WireRecord | null,
): WireRecord {
  const { entity, values } = change;
  const record: Record<string, unknown> = { ...standing, sourcedId, status: 'active' };
  const metadata: Record<string, unknown> = { ...change.metadata, ...metadataOf(standing ?? {}) };
  const referTo = (id: string, { service, plural, type }: Place) => ({
    href: hrefOf({ service, path: `/${plural}/${encodeURIComponent(id)}` }),
    sourcedId: id,
    type,
  });
  function lay(place: Record<string, unknown>, name: string, attribute: string): void {
    const value = values[attribute] ?? null;
    if (value === null) delete place[name];
    else if (attribute === 'category') place[name] = referTo(String(value), places.category);
    else if (attribute === 'assignDate' || attribute === 'dueDate') place[name] = `${value}T00:00:00.000Z`;
    else if (!flags.has(attribute)) place[name] = value;
    else if (place === record) place[name] = String(value === 1);
    // A flag of a new record that is not set is not worth a word in its metadata; of one that stands there it may be what changed.
    else if (value === 1 || standing !== null) place[name] = value === 1;
  }
  for (const attribute of standing === null ? exchangedAttributes[entity] : laidOver(change.changed, standing)) {
    const name = attribute.replace('metadata.', '');
    if (attribute.startsWith('metadata.')) lay(metadata, name, attribute);
    else if (!sinceVersion12.has(attribute)) lay(record, name, attribute);
    else {
      // Where the server has it already it is changed there, or it would go on saying the old.
      const [isOnRecord, isInMetadata] = [Object.hasOwn(record, name), Object.hasOwn(metadata, name)];
      if (version === '1.2' || isOnRecord) lay(record, name, attribute);
      if (isInMetadata || (version === '1.1' && !isOnRecord)) lay(metadata, name, attribute);
    }
  }
  if (standing === null) {
    for (const [role, name, place] of references[version][entity]) {
      const id = change.references[role];
      if (id !== undefined) record[name] = referTo(id, place);
    }
    if (entity === 'category' && change.references.class !== undefined) metadata['classId'] = change.references.class;
  }
  if (entity === 'result') {
    const isGraded = (values['score'] ?? values['textScore'] ?? null) !== null;
    record['scoreStatus'] ??= isGraded ? 'fully graded' : 'not submitted';
  }
  delete record['dateLastModified'];
  delete record['metadata'];
  return Object.keys(metadata).length === 0 ? record : { ...record, metadata };
}

/** A letter that stands where the number belongs is read as the text of the score: if one of the two changes, both are written anew. */
function laidOver(changed: readonly string[], standing: WireRecord): readonly string[] {
  const isLetter = textOf(standing['score']) !== null && numberOf(standing['score']) === null;
  const isTouched = changed.includes('score') || changed.includes('textScore');
  return isLetter && isTouched ? [...new Set([...changed, 'score', 'textScore'])] : changed;
}
