import { categoryTitleLimit, characterCount, foldName } from '../../../../shared/oneroster/limits.ts';
import { categoryTermId } from '../../../../shared/powerschool/term.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { issueOf, unreadable } from './issues.ts';
import { finiteOf, flagOf, integerOf, metadataOf, recordsOf, textOf } from './wire-values.ts';

export interface CategoryContext {
  readonly schoolKey: number;
  readonly schoolYear: number;
  readonly yearId: number | null;
  /** The sections of this school that the teacher leads (S9). */
  readonly sections: readonly number[];
  /** Whether an assignment of the section is in the category. */
  readonly isUsed: (category: number, section: number) => boolean;
}

/** The list of sections that a teacher excluded a category from. */
export const excludes = '_teachercategorysectionexcludeassociations';

/** A category without the flag is active: only the servers that have the flag can switch it off. */
export const isActive = (record: WireRecord): boolean => flagOf(record, 'isactive') !== 0;

/**
 * The categories of one teacher → Category, one per section that a category applies to (S14, S31). Inactive ones and sections that
 * the teacher excluded are left out, unless an assignment there is in the category all the same.
 */
export function addCategories(
  records: readonly WireRecord[],
  teacher: number,
  context: CategoryContext,
  rows: RowBuilder,
): void {
  const { schoolKey, schoolYear, yearId, sections, isUsed } = context;
  const uses = new Map<string, number>();
  for (const record of records.filter(isActive)) {
    const name = foldName(textOf(record, 'name') ?? '');
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  for (const record of records) {
    const key = integerOf(record, 'teachercategoryid');
    if (key === null) {
      rows.skip(unreadable('category', schoolKey));
      continue;
    }
    const title = textOf(record, 'name') ?? '';
    const excluded = new Set(recordsOf(record, excludes).map((row) => integerOf(row, 'sectionsdcid')));
    const active = isActive(record);
    const metadata = metadataOf({
      userDcid: String(integerOf(record, 'usersdcid') ?? teacher),
      TermID: String(categoryTermId(yearId)),
      categoryId: String(key),
      categoryType: textOf(record, 'categorytype'),
      districtCategoryId: integerOf(record, 'districtteachercategoryid'),
      color: textOf(record, 'color'),
      description: textOf(record, 'description'),
      active: active ? null : false,
      countedInFinalGrade: flagOf(record, 'isinfinalgrades') === 0 ? false : null,
    });
    for (const section of sections) {
      if ((!active || excluded.has(section)) && !isUsed(key, section)) continue;
      rows.add(key, section, schoolKey, schoolYear, [title, finiteOf(record, 'defaultweight'), teacher, metadata]);
      if (characterCount(title.trim()) > categoryTitleLimit) {
        rows.blame(issueOf('categoryTitleTooLong', key, section, schoolKey));
      }
      if (active && (uses.get(foldName(title)) ?? 0) > 1)
        rows.blame(issueOf('categoryTitleTwice', key, section, schoolKey));
    }
  }
}
