import { targetAttribute } from '../../../shared/integration/mapping/attributes.ts';
import { applyMapping, type SourceValue } from '../../../shared/integration/mapping/apply-mapping.ts';
import { isCustomSource } from '../../../shared/integration/mapping/custom-fields.ts';
import { mappingProblemInWords } from '../../../shared/integration/mapping/problem-words.ts';
import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import { metadataKeyOf, type AttributeMapping } from '../../../shared/integration/mappings.ts';
import type { FieldFound } from '../../../shared/ipc/contract/mappings.ts';
import type { Sample } from '../../../shared/ipc/contract/setup.ts';

export type SampleRecord = Sample['records'][number];

export interface PreviewCell {
  readonly before: string;
  readonly after: string;
  /** Why the mapping cannot be done for this record. */
  readonly problem: string | null;
}

/** What a mapping makes of one record, by the very functions that a sync uses. */
export function previewCell(
  entity: MappedEntity,
  mapping: AttributeMapping,
  record: SampleRecord,
  fields: readonly FieldFound[],
): PreviewCell {
  const valueOf = (source: string): SourceValue =>
    isCustomSource(source)
      ? (fields.find((field) => field.source === source)?.values[record.identifiers.powerSchool] ?? null)
      : attributeOf(record, source);
  const before = shown(attributeOf(record, mapping.target));
  const target = targetAttribute(entity, mapping.target);
  if (target === undefined) return { before, after: before, problem: null };
  const outcome = applyMapping(mapping, target, valueOf);
  return 'problem' in outcome
    ? { before, after: before, problem: mappingProblemInWords(mapping.target, outcome.problem).message }
    : { before, after: shown(outcome.value), problem: null };
}

function attributeOf(record: SampleRecord, name: string): SourceValue {
  const key = metadataKeyOf(name);
  const value: unknown = key === undefined ? record[name] : record.metadata[key];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const shown = (value: SourceValue): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
