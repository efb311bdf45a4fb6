import { foldName } from '../../shared/oneroster/limits.ts';
import type { RecordIssue, RowPage } from './connector.ts';

type RowKeys = Pick<RecordIssue, 'sourceKey' | 'sourceSubkey' | 'schoolKey'>;

interface Holders {
  readonly keys: Set<number>;
  readonly rows: RowKeys[];
}

/** Finds teachers' categories that mappings have given one and the same name (S12). One for a listing; pages may come in any order. */
export function openCategoryNames(columns: readonly string[]): { look(page: RowPage): readonly RecordIssue[] } {
  const [title, owner] = [columns.indexOf('title'), columns.indexOf('ownerKey')];
  const holders = new Map<string, Holders>();
  return {
    look({ values, count }) {
      const issues: RecordIssue[] = [];
      for (let at = 0; at < count * columns.length; at += columns.length) {
        const name = `${String(values[at + owner])} ${foldName(String(values[at + title] ?? ''))}`;
        const known = holders.get(name) ?? { keys: new Set<number>(), rows: [] };
        holders.set(name, known);
        const wasUnique = known.keys.size < 2;
        const row = {
          sourceKey: Number(values[at]),
          sourceSubkey: Number(values[at + 1]),
          schoolKey: Number(values[at + 2]),
        };
        known.keys.add(row.sourceKey);
        known.rows.push(row);
        if (known.keys.size < 2) continue;
        for (const blamed of wasUnique ? known.rows : [row]) issues.push({ ...notUnique, ...blamed });
      }
      return issues;
    },
  };
}

const notUnique = {
  entity: 'category',
  code: 'category.titleNotUnique',
  severity: 'error',
  message: 'With the attribute mappings the teacher has another category of the same name (S12).',
  fix: 'Change the mapping of category titles, or rename one of the two in PowerTeacher Pro.',
} as const;
