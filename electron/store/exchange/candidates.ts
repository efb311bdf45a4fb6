import type { Database, Statement } from 'better-sqlite3';
import type { ExchangedEntity, Side, Values } from '../../../shared/exchange/exchanged.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import type { KeyedCandidate, Reference, SideRecord, Surroundings } from '../../engine/exchange/candidate.ts';
import type { StoredRow } from '../record.ts';
import { candidateSql, type CandidateKind } from './candidate-queries.ts';
import { partnerKeyOf } from './partner-key.ts';
import { completeValues, ourValues } from './side-values.ts';
import { openClassFacts, type ClassFacts } from './surroundings.ts';

const pageSize = 2000;

/** The candidates of one entity in pages: between two of them the database is free for writing. */
export function* candidatePages(
  db: Database,
  entity: ExchangedEntity,
  kind: CandidateKind,
): Generator<readonly KeyedCandidate[]> {
  if (kind !== 'pair' && !hasUnlinked(db, entity, kind)) return;
  const select = db.prepare<[number, number, number], StoredRow>(candidateSql(entity, kind));
  const read = openCandidateReader(db, entity);
  let last: readonly [number, number] = [-1, -1];
  for (;;) {
    const rows = select.all(...last, pageSize);
    const final = rows.at(-1);
    if (final === undefined) return;
    last = [Number(final['key1']), Number(final['key2'])];
    yield rows.flatMap((row) => read(row) ?? []);
    if (rows.length < pageSize) return;
  }
}

/**
 * Whether an end has records that are linked to none. Told by counting, which reads indexes alone: in most runs every record has its
 * counterpart, and nobody need look at each of a million to see it.
 */
function hasUnlinked(db: Database, entity: ExchangedEntity, kind: 'ours' | 'theirs'): boolean {
  const count = (sql: string): number => Number(db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get());
  const ours = kind === 'ours';
  const table = ours ? `main."${entity}"` : `partner_${entity}`;
  const on = ours ? 'k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey' : 'k.partnerKey = t.partnerKey';
  const gone = `${table} AS t WHERE t.removedRun IS NOT NULL`;
  const goneButLinked = `${table} AS t JOIN link_${entity} AS k ON ${on} WHERE t.removedRun IS NOT NULL`;
  return count(table) - count(gone) > count(`link_${entity}`) - count(goneButLinked);
}

function openCandidateReader(db: Database, entity: ExchangedEntity): (row: StoredRow) => KeyedCandidate | undefined {
  const classOf = openClassFacts(db);
  const names = openNames(db);
  const siblingsOf = openSiblings(db, entity);

  return (row) => {
    const isOurs = row['sourceKey'] !== undefined;
    const isTheirs = row['theirId'] !== undefined && row['theirId'] !== null;
    const powerschool = isOurs ? ourSide(entity, row) : null;
    const partner = isTheirs ? theirSide(entity, row, names) : null;
    const classKey = Number(
      entity === 'category' ? (row['sourceSubkey'] ?? row['ourClass']) : (row['classKey'] ?? row['ourClass']),
    );
    const facts = classOf(classKey);
    if (facts === undefined) return undefined;
    return {
      entity,
      powerschool,
      partner,
      base: baseOf(row),
      origin: row['origin'] === 'powerschool' || row['origin'] === 'partner' ? row['origin'] : null,
      isAmbiguous: row['isDoubtful'] === 1,
      surroundings: surroundingsOf(entity, row, facts, powerschool ?? partner, names, siblingsOf(row)),
      sourceKey: isOurs ? Number(row['sourceKey']) : null,
      sourceSubkey: isOurs ? Number(row['sourceSubkey']) : null,
      partnerKey: isTheirs ? Number(row['partnerKey']) : null,
    };
  };
}

const ourSide = (entity: ExchangedEntity, row: StoredRow): SideRecord => ({
  sourcedId: formatSourcedId(entity, Number(row['sourceKey']), Number(row['sourceSubkey'])),
  values: ourValues(entity, row),
  hash: Number(row['hash']),
  isRemoved: row['removedRun'] !== null,
  metadata: row['metadata'] == null ? {} : (JSON.parse(String(row['metadata'])) as Record<string, unknown>),
});

function theirSide(entity: ExchangedEntity, row: StoredRow, names: Names): SideRecord {
  const values = completeValues(entity, JSON.parse(String(row['theirs'])) as Values);
  const category = values['category'];
  return {
    sourcedId: String(row['theirId']),
    values: typeof category === 'string' ? { ...values, category: names.ourCategory(category) ?? category } : values,
    hash: Number(row['theirHash']),
    isRemoved: row['theirRemovedRun'] !== null,
    metadata: JSON.parse(String(row['theirMetadata'])) as Record<string, unknown>,
  };
}

function baseOf(row: StoredRow): Readonly<Record<Side, Values>> | null {
  const ours = row['baseOurs'];
  if (typeof ours !== 'string') return null;
  const theirs = row['baseTheirs'];
  const powerschool = JSON.parse(ours) as Values;
  return { powerschool, partner: typeof theirs === 'string' ? (JSON.parse(theirs) as Values) : powerschool };
}

function surroundingsOf(
  entity: ExchangedEntity,
  row: StoredRow,
  facts: ClassFacts,
  record: SideRecord | null,
  names: Names,
  siblings: readonly Values[],
): Surroundings {
  const references: Record<string, Reference> = {
    class: facts.class,
    school: facts.school,
    academicSession: facts.academicSession,
    teacher: facts.teacher,
  };
  const common = {
    schoolKey: facts.schoolKey,
    classKey: facts.classKey,
    firstDay: facts.firstDay,
    lastDay: facts.lastDay,
    siblings,
    otherTitles: entity === 'category' && row['ownerKey'] != null ? names.otherCategories(row) : [],
  };
  if (entity !== 'result') {
    return { ...common, label: String(record?.values['title'] ?? ''), references, scoreType: null, maximum: null };
  }
  const item = names.lineItem(row);
  const student = names.student(row);
  references['lineItem'] = item.reference;
  references['student'] = student.reference;
  return {
    ...common,
    label: `${student.name} · ${item.title}`,
    references,
    scoreType: item.scoreType,
    maximum: item.maximum,
  };
}

function openSiblings(db: Database, entity: ExchangedEntity): (row: StoredRow) => readonly Values[] {
  if (entity === 'result') return () => [];
  const select = db
    .prepare<[number, number], string>(
      `SELECT p.attributes FROM link_${entity} AS k JOIN partner_${entity} AS p ON p.partnerKey = k.partnerKey
       WHERE k.sourceKey = ? AND k.sourceSubkey <> ? AND p.removedRun IS NULL`,
    )
    .pluck();
  return (row) => {
    if (row['key1'] === undefined || row['sourceKey'] === undefined || row['theirId'] == null) return [];
    return select
      .all(Number(row['sourceKey']), Number(row['sourceSubkey']))
      .map((text) => completeValues(entity, JSON.parse(text) as Values));
  };
}

interface LineItemFacts {
  readonly reference: Reference;
  readonly title: string;
  readonly scoreType: string | null;
  readonly maximum: number | null;
}

interface Names {
  /** Our sourcedId of a category that the partner names; undefined where it has none yet. */
  ourCategory(theirId: string): string | undefined;
  /** The titles of the owner's other categories. */
  otherCategories(row: StoredRow): readonly string[];
  lineItem(row: StoredRow): LineItemFacts;
  student(row: StoredRow): { readonly reference: Reference; readonly name: string };
}

const categoryLink = 'SELECT sourceKey, sourceSubkey FROM link_category WHERE partnerKey = ?';
const ourItem = `SELECT t.sourceKey, t.sourceSubkey, t.title, t.scoreType, t.resultValueMax AS maximum, p.sourcedId AS theirId
  FROM lineItem AS t LEFT JOIN link_lineItem AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey
    LEFT JOIN partner_lineItem AS p ON p.partnerKey = k.partnerKey WHERE t.sourceKey = ? AND t.sourceSubkey = ?`;
const theirItem = `SELECT k.sourceKey, k.sourceSubkey, json_extract(p.attributes, '$.title') AS title,
    json_extract(p.attributes, '$."metadata.scoreType"') AS scoreType, json_extract(p.attributes, '$.resultValueMax') AS maximum,
    p.sourcedId AS theirId
  FROM partner_lineItem AS p LEFT JOIN link_lineItem AS k ON k.partnerKey = p.partnerKey WHERE p.partnerKey = ?`;
const ourStudent = `SELECT t.sourceKey, t.givenName, t.familyName, p.sourcedId AS theirId
  FROM user AS t LEFT JOIN link_user AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey
    LEFT JOIN partner_user AS p ON p.partnerKey = k.partnerKey WHERE t.sourceKey = ? AND t.sourceSubkey = 1`;
const theirStudent = `SELECT k.sourceKey, json_extract(p.attributes, '$.givenName') AS givenName,
    json_extract(p.attributes, '$.familyName') AS familyName, p.sourcedId AS theirId
  FROM partner_user AS p LEFT JOIN link_user AS k ON k.partnerKey = p.partnerKey WHERE p.partnerKey = ?`;

function openNames(db: Database): Names {
  const prepared = <P extends number[]>(sql: string): Statement<P, StoredRow> => db.prepare<P, StoredRow>(sql);
  const link = prepared<[number]>(categoryLink);
  const others = db
    .prepare<[number, number], string>(
      'SELECT DISTINCT title FROM category WHERE ownerKey = ? AND sourceKey <> ? AND removedRun IS NULL AND title IS NOT NULL',
    )
    .pluck();
  const items = { ours: prepared<[number, number]>(ourItem), theirs: prepared<[number]>(theirItem) };
  const students = { ours: prepared<[number]>(ourStudent), theirs: prepared<[number]>(theirStudent) };
  const categories = new Map<string, string | undefined>();
  const text = (value: StoredRow[string] | undefined): string | null => (typeof value === 'string' ? value : null);

  return {
    ourCategory(theirId) {
      if (!categories.has(theirId)) {
        const found = link.get(partnerKeyOf(theirId));
        const ours = found && formatSourcedId('category', Number(found['sourceKey']), Number(found['sourceSubkey']));
        categories.set(theirId, ours);
      }
      return categories.get(theirId);
    },
    otherCategories: (row) => others.all(Number(row['ownerKey']), Number(row['sourceKey'])),
    lineItem(row) {
      const isOurs = row['sourceKey'] !== undefined;
      const found = isOurs
        ? items.ours.get(Number(row['sourceKey']), Number(row['lineItemSubkey']))
        : items.theirs.get(Number(row['itemRef']));
      const key = found?.['sourceKey'];
      return {
        reference: {
          powerschool: key == null ? null : formatSourcedId('lineItem', Number(key), Number(found?.['sourceSubkey'])),
          partner: text(found?.['theirId']),
        },
        title: text(found?.['title']) ?? '',
        scoreType: text(found?.['scoreType']),
        maximum: found?.['maximum'] == null ? null : Number(found['maximum']),
      };
    },
    student(row) {
      const found =
        row['sourceKey'] === undefined
          ? students.theirs.get(Number(row['userRef']))
          : students.ours.get(Number(row['sourceSubkey']));
      const key = found?.['sourceKey'];
      return {
        reference: {
          powerschool: key == null ? null : formatSourcedId('user', Number(key), 1),
          partner: text(found?.['theirId']),
        },
        name: [text(found?.['givenName']), text(found?.['familyName'])].filter(Boolean).join(' '),
      };
    },
  };
}
