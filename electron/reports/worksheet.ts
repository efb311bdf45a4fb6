import { createHash } from 'node:crypto';
import { syncsGrades, type Integration, type IntegrationConfig } from '../../shared/integration/config.ts';
import { sourceInWords } from '../../shared/integration/mapping/custom-fields.ts';
import { isGradeEntity, mappedEntities, type MappedEntity } from '../../shared/integration/mapping/mapped-entities.ts';
import { describeStep } from '../../shared/integration/mapping/step-words.ts';
import type { AttributeMapping } from '../../shared/integration/mappings.ts';
import { isRelationship, masterAttributes, type MasterEntity } from '../../shared/integration/master-attributes.ts';
import { ownerOf, protectedBy } from '../../shared/integration/master-fields.ts';
import type { UsernameSource } from '../../shared/integration/roster.ts';
import { builtInFields } from '../../shared/powerschool/built-in-fields.ts';
import type { Worksheet, WorksheetContent, WorksheetRow } from '../../shared/reports/worksheet.ts';

type Mapped = Pick<IntegrationConfig, 'mode' | 'gradeSync' | 'mappings' | 'masterFields' | 'roster'>;
type Entities = Worksheet['entities'];

/** The data-mapping worksheet of an integration as it is set now, with what people put on it (C9). */
export function makeWorksheet({ config }: Integration, content: WorksheetContent): Worksheet {
  const entities = mappingOf(config, content.notes);
  const now = fingerprintOf(entities);
  return {
    integration: config.name,
    mode: config.mode,
    hasDraft: config.mappings.draft !== null,
    call: content.call,
    entities,
    signOffs: content.signOffs.map(({ fingerprint, ...signOff }) => ({ ...signOff, isCurrent: fingerprint === now })),
  };
}

/** What somebody signs: the mapping, without the notes. */
export const worksheetFingerprint = ({ config }: Integration): string => fingerprintOf(mappingOf(config, {}));

function fingerprintOf(entities: Entities): string {
  const signed = entities.map(({ entity, rows }) => [entity, rows.map(({ note: _note, ...row }) => row)]);
  return createHash('sha256').update(JSON.stringify(signed)).digest('hex');
}

const mappingOf = (config: Mapped, notes: WorksheetContent['notes']): Entities =>
  mappedEntities
    .filter((entity) => !isGradeEntity(entity) || syncsGrades(config))
    .map((entity) => ({ entity, rows: rowsOf(entity, config, notes[entity] ?? {}) }));

function rowsOf(
  entity: MappedEntity,
  config: Mapped,
  notes: Readonly<Record<string, string>>,
): readonly WorksheetRow[] {
  const own = new Map((config.mappings.active[entity] ?? []).map((mapping) => [mapping.target, mapping]));
  const attributes = [...new Set([...Object.keys(builtInFields[entity]), ...own.keys()])];
  return attributes.map((attribute) => ({
    attribute,
    ...wayOf(entity, attribute, own.get(attribute), config),
    ...masterOf(entity, attribute, config),
    note: notes[attribute] ?? '',
  }));
}

type Way = Pick<WorksheetRow, 'sources' | 'how' | 'isOwn'>;

function wayOf(entity: MappedEntity, attribute: string, own: AttributeMapping | undefined, config: Mapped): Way {
  const way: Way = own === undefined ? builtIn(entity, attribute) : inWords(own);
  const role = entity === 'teacher' ? 'staff' : entity === 'student' ? 'student' : null;
  const source = role === null || attribute !== 'username' ? 'username' : config.roster.usernames[role].source;
  if (source === 'username') return way;
  const toPartner = `to a partner: ${usernameWords[source]}`;
  return { ...way, how: way.how === '' ? toPartner : `${way.how}; ${toPartner}` };
}

/** What stands in for the username where the roster settings say so (C19). */
const usernameWords: Readonly<Record<Exclude<UsernameSource, 'username'>, string>> = {
  email: 'the email address',
  emailName: 'the email address up to the @',
  number: 'the identifier',
  stateId: 'the state number',
};

function builtIn(entity: MappedEntity, attribute: string): Way {
  const { fields, how } = builtInFields[entity][attribute] ?? { fields: [] };
  return { sources: fields, how: how ?? '', isOwn: false };
}

const inWords = ({ sources, transforms }: AttributeMapping): Way => ({
  sources: sources.map(sourceInWords),
  how: transforms.map(describeStep).join(', then '),
  isOwn: true,
});

const masterEntityOf: Readonly<Partial<Record<MappedEntity, MasterEntity>>> = {
  academicSession: 'calendar',
  course: 'course',
  class: 'class',
  teacher: 'teacher',
  student: 'student',
  category: 'category',
  lineItem: 'lineItem',
  result: 'result',
};

function masterOf(
  mapped: MappedEntity,
  attribute: string,
  { mode, masterFields }: Mapped,
): Pick<WorksheetRow, 'master' | 'protectedBy'> {
  // An import has one source, and nobody else's value to compare with.
  if (mode === 'import') return { master: 'powerschool', protectedBy: [] };
  const entity = masterEntityOf[mapped];
  if (entity === undefined || !masterAttributes(entity).includes(attribute)) return { master: null, protectedBy: [] };
  const owner = ownerOf(masterFields, entity, attribute);
  return {
    master: owner ?? (isRelationship(entity, attribute) ? 'both' : null),
    protectedBy: [...protectedBy(masterFields, entity, attribute)],
  };
}
