import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';
import { keyCursorOf, readKeyCursor } from '../key-cursor.ts';
import { quote } from '../sql.ts';
import { qualityRules } from './all-rules.ts';
import { addNameFunctions } from './name-functions.ts';
import type { QualityRule } from './rule.ts';

export interface QualityOutcome extends Omit<QualityRule, 'reads' | 'query'> {
  /** Null where the rule has not been applied yet: the next sync does. */
  readonly total: number | null;
  /** Where records were found, the most first. */
  readonly schools: readonly { readonly schoolKey: number; readonly school: string | null; readonly count: number }[];
}

export interface QualityRecordsQuery {
  readonly rule: string;
  /** One school; null: all. */
  readonly schoolKey: number | null;
  /** The cursor that the page before gave. */
  readonly after: string | null;
  readonly limit: number;
}

export interface QualityRecord {
  readonly entity: EntityType;
  readonly sourcedId: string;
  readonly powerSchoolId: string;
  readonly school: string | null;
  /** A person's or a thing's name; empty where it has none. */
  readonly name: string;
}

export interface QualityRecordPage {
  readonly records: readonly QualityRecord[];
  readonly next: string | null;
}

/** Every rule with what it found, clean ones included. */
export function qualityOutcomes(db: Database): readonly QualityOutcome[] {
  const applied = new Set(db.prepare<[], string>('SELECT rule FROM quality_rule').pluck().all());
  const counts = db
    .prepare<[], { rule: string; schoolKey: number; school: string | null; count: number }>(
      `SELECT q.rule, q.schoolKey, o.name AS school, q.count FROM quality_count AS q
         LEFT JOIN org AS o ON o.sourceKey = q.schoolKey AND o.sourceSubkey = 0
       ORDER BY q.count DESC, o.name, q.schoolKey`,
    )
    .all();
  return qualityRules.map(({ reads: _reads, query: _query, ...rule }) => {
    const schools = counts.flatMap(({ rule: id, ...count }) => (id === rule.id ? [count] : []));
    return {
      ...rule,
      schools,
      total: applied.has(rule.id) ? schools.reduce((sum, { count }) => sum + count, 0) : null,
    };
  });
}

interface FoundRow {
  readonly sourceKey: number;
  readonly sourceSubkey: number;
  readonly school: string | null;
  readonly name: string | null;
}

/** The records that a rule finds now, in key order. Throws AppError `quality.unknownRule` or `records.invalidCursor` (stop). */
export function qualityRecords(
  db: Database,
  { rule: id, schoolKey, after, limit }: QualityRecordsQuery,
): QualityRecordPage {
  const rule = qualityRules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    throw new AppError('quality.unknownRule', 'stop', 'There is no such rule of data quality.', {
      fix: 'Choose one from the page “Data quality”.',
    });
  }
  addNameFunctions(db);
  const [key, subkey] = readKeyCursor(after);
  const rows = db
    .prepare<unknown[], FoundRow>(
      `SELECT f.sourceKey, f.sourceSubkey, o.name AS school, ${nameOf[rule.entity]} AS name FROM (${rule.query}) AS f
         JOIN ${quote(rule.entity)} AS r ON r.sourceKey = f.sourceKey AND r.sourceSubkey = f.sourceSubkey
         LEFT JOIN org AS o ON o.sourceKey = f.schoolKey AND o.sourceSubkey = 0
       WHERE (? IS NULL OR f.schoolKey = ?) AND (f.sourceKey, f.sourceSubkey) > (?, ?)
       ORDER BY f.sourceKey, f.sourceSubkey LIMIT ?`,
    )
    .all(schoolKey, schoolKey, key, subkey, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    records: shown.map(({ sourceKey, sourceSubkey, school, name }) => ({
      entity: rule.entity,
      sourcedId: formatSourcedId(rule.entity, sourceKey, sourceSubkey),
      powerSchoolId: formatPowerSchoolId(rule.entity, sourceKey, sourceSubkey),
      school,
      name: name?.trim() ?? '',
    })),
    next: rows.length > limit && last !== undefined ? keyCursorOf(last.sourceKey, last.sourceSubkey) : null,
  };
}

const person = (alias: string): string =>
  `trim(coalesce(${alias}.givenName, '') || ' ' || coalesce(${alias}.familyName, ''))`;

/** What a person knows a record by. */
const nameOf: Readonly<Record<EntityType, string>> = {
  org: 'r.name',
  academicSession: 'r.title',
  course: 'r.title',
  class: 'r.title',
  user: person('r'),
  enrollment: `(SELECT ${person('u')} FROM user AS u WHERE u.sourceKey = r.userKey AND u.sourceSubkey = r.userKind)`,
  category: 'r.title',
  lineItem: 'r.title',
  result: '(SELECT i.title FROM lineItem AS i WHERE i.sourceKey = r.sourceKey AND i.sourceSubkey = r.lineItemSubkey)',
};
