import { categoryTitleLimit, characterCount, foldName } from '../../../../shared/oneroster/limits.ts';
import { categoryTermId } from '../../../../shared/powerschool/term.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { issueOf, unreadable } from './issues.ts';
import { integerOf, metadataOf, finiteOf, recordsOf, textOf } from './wire-values.ts';

export interface CategoryContext {
  readonly schoolKey: number;
  readonly schoolYear: number;
  readonly yearId: number | null;
  /** The sections of this school that the teacher leads (S9). */
  readonly sections: readonly number[];
}

/**
 * The categories of one teacher → Category, one per section that a category applies to (S14, S31). Inactive ones and sections that
 * the teacher excluded are left out.
 */
export function addCategories(
  records: readonly WireRecord[],
  teacher: number,
  context: CategoryContext,
  rows: RowBuilder,
): void {
  const { schoolKey, schoolYear, yearId, sections } = context;
  const active = records.filter((record) => record['isactive'] !== false && record['isactive'] !== '0');
  const uses = new Map<string, number>();
  for (const record of active) {
    const name = foldName(textOf(record, 'name') ?? '');
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  for (const record of active) {
    const key = integerOf(record, 'teachercategoryid');
    if (key === null) {
      rows.skip(unreadable('category', schoolKey));
      continue;
    }
    const title = textOf(record, 'name') ?? '';
    const excluded = new Set(
      recordsOf(record, '_teachercategorysectionexcludeassociations').map((row) => integerOf(row, 'sectionsdcid')),
    );
    const metadata = metadataOf({
      userDcid: String(integerOf(record, 'usersdcid') ?? teacher),
      TermID: String(categoryTermId(yearId)),
      categoryId: String(key),
      categoryType: textOf(record, 'categorytype'),
      districtCategoryId: integerOf(record, 'districtteachercategoryid'),
      color: textOf(record, 'color'),
      description: textOf(record, 'description'),
    });
    for (const section of sections) {
      if (excluded.has(section)) continue;
      rows.add(key, section, schoolKey, schoolYear, [title, finiteOf(record, 'defaultweight'), teacher, metadata]);
      if (characterCount(title.trim()) > categoryTitleLimit) {
        rows.blame(issueOf('categoryTitleTooLong', key, section, schoolKey));
      }
      if ((uses.get(foldName(title)) ?? 0) > 1) rows.blame(issueOf('categoryTitleTwice', key, section, schoolKey));
    }
  }
}
