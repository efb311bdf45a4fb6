import { targetAttribute, type Attribute } from '../../shared/integration/mapping/attributes.ts';
import { applyMapping, type SourceValue } from '../../shared/integration/mapping/apply-mapping.ts';
import type { MappingProblem } from '../../shared/integration/mapping/apply-transforms.ts';
import { isCustomSource } from '../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../shared/integration/mapping/mapped-entities.ts';
import { metadataKeyOf, type AttributeMapping, type MappingSet } from '../../shared/integration/mappings.ts';
import { mappingProblemInWords } from '../../shared/integration/mapping/problem-words.ts';
import { userKind, type ColumnKind, type EntityType, type Value } from '../../shared/oneroster/entity.ts';
import { shapes, transitColumns } from '../../shared/oneroster/shapes.ts';
import { openCategoryNames } from './category-names.ts';
import type { RecordIssue, RowPage } from './connector.ts';
import type { ValuesByKey } from './mapped-source.ts';
import { hashCells } from './row-builder.ts';

export interface RowMapper {
  /** The page with the mappings applied and its rows hashed anew. Changes the page's values in place. */
  map(page: RowPage): RowPage;
}

interface Place {
  readonly column: number;
  readonly kind: ColumnKind;
  /** For a key inside the metadata. */
  readonly key: string | null;
}

interface CompiledMapping {
  readonly mapping: AttributeMapping;
  readonly target: Attribute;
  readonly place: Place;
}

type Extras = ReadonlyMap<MappedEntity, ReadonlyMap<string, ValuesByKey>>;

/** Problems of a value as it came that are settled once a mapping has filled its target with one that fits. */
const settledBy: Readonly<Record<string, readonly string[]>> = {
  'lineItem.title': ['lineItem.titleTooLong'],
  'lineItem.description': ['lineItem.descriptionTooLong'],
  'lineItem.metadata.scoreType': ['lineItem.scoreTypeCase', 'lineItem.scoreTypeUnknown'],
  'category.title': ['category.titleTooLong'],
};

export function openRowMapper(type: EntityType, set: MappingSet, extras: Extras): RowMapper {
  const names = transitColumns(type);
  const width = names.length;
  const places = placesOf(type, names);
  const compiled = new Map(entitiesOf(type).map((entity) => [entity, compile(entity, set, places)]));
  const titles = (set.category ?? []).some(({ target }) => target === 'title') ? openCategoryNames(names) : undefined;

  function mapRow(values: Value[], at: number, settled: Set<string>, issues: RecordIssue[]): void {
    const entity = entityOf(type, Number(values[at + 1]));
    const mappings = compiled.get(entity) ?? [];
    if (mappings.length === 0) return;
    const key = Number(values[at]);
    const original = values.slice(at, at + width);
    const read = (source: string): SourceValue =>
      isCustomSource(source)
        ? (extras.get(entity)?.get(source)?.get(key) ?? null)
        : valueAt(original, places(source), source);
    for (const { mapping, target, place } of mappings) {
      const outcome = applyMapping(mapping, target, read);
      if ('problem' in outcome) {
        issues.push(problemIssue(type, original, target.name, outcome.problem));
        continue;
      }
      write(values, at, place, outcome.value);
      for (const code of settledBy[`${type}.${target.name}`] ?? []) {
        settled.add(`${code} ${String(original[0])} ${String(original[1])}`);
      }
    }
    values[at + width - 1] = hashCells(values, at + 2, at + width - 1);
  }

  return {
    map(page) {
      const { values, count } = page;
      const settled = new Set<string>();
      const issues: RecordIssue[] = [];
      for (let row = 0; row < count; row++) mapRow(values, row * width, settled, issues);
      const kept = page.issues.filter(
        ({ code, sourceKey, sourceSubkey }) =>
          !settled.has(`${code} ${sourceKey} ${sourceSubkey}`) &&
          !(titles !== undefined && code === 'category.titleNotUnique'),
      );
      return { ...page, issues: [...kept, ...issues, ...(titles?.look(page) ?? [])] };
    },
  };
}

const entitiesOf = (type: EntityType): readonly MappedEntity[] => (type === 'user' ? ['teacher', 'student'] : [type]);

function entityOf(type: EntityType, subkey: number): MappedEntity {
  if (type !== 'user') return type;
  return subkey === userKind.student ? 'student' : 'teacher';
}

function placesOf(type: EntityType, names: readonly string[]): (name: string) => Place {
  const byPath = new Map(shapes[type].columns.map((column) => [column.path ?? column.name, column]));
  return (name) => {
    const column = byPath.get(name);
    if (column !== undefined) return { column: names.indexOf(column.name), kind: column.kind, key: null };
    return { column: names.indexOf('metadata'), kind: 'json', key: metadataKeyOf(name) ?? name };
  };
}

function compile(entity: MappedEntity, set: MappingSet, places: (name: string) => Place): readonly CompiledMapping[] {
  return (set[entity] ?? []).flatMap((mapping) => {
    const target = targetAttribute(entity, mapping.target);
    return target === undefined ? [] : [{ mapping, target, place: places(mapping.target) }];
  });
}

function valueAt(row: readonly Value[], { column, kind, key }: Place, source: string): SourceValue {
  const cell = row[column] ?? null;
  if (cell === null) return null;
  if (kind === 'boolean') return cell === 1;
  if (kind === 'list') return stringsOf(cell);
  if (kind !== 'json') return cell;
  const value = metadataOf(cell)[key ?? source];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function write(values: Value[], at: number, { column, kind, key }: Place, value: SourceValue): void {
  const cell = at + column;
  if (key !== null) {
    const metadata = { ...metadataOf(values[cell] ?? null) };
    if (value === null || value === '') delete metadata[key];
    else metadata[key] = value;
    values[cell] = Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata);
  } else if (kind === 'list') values[cell] = JSON.stringify(value ?? []);
  else if (typeof value === 'boolean') values[cell] = kind === 'boolean' ? Number(value) : String(value);
  // SAFETY: the list of one text column is fitted to a scalar before it comes here.
  else values[cell] = value as Value;
}

const stringsOf = (cell: Value): readonly string[] => {
  const list: unknown = JSON.parse(String(cell));
  return Array.isArray(list) ? list.map(String) : [];
};

// SAFETY: the translator wrote this cell as a JSON object.
const metadataOf = (cell: Value): Record<string, unknown> =>
  cell === null ? {} : (JSON.parse(String(cell)) as Record<string, unknown>);

const problemIssue = (
  entity: EntityType,
  row: readonly Value[],
  target: string,
  problem: MappingProblem,
): RecordIssue => ({
  entity,
  sourceKey: Number(row[0]),
  sourceSubkey: Number(row[1]),
  schoolKey: Number(row[2]),
  code: `mapping.${problem}`,
  severity: 'warning',
  ...mappingProblemInWords(target, problem),
});
