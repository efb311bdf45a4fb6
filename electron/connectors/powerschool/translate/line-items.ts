import { characterCount, descriptionLimit, lineItemTitleLimit } from '../../../../shared/oneroster/limits.ts';
import { readScoreType } from '../../../../shared/powerschool/score-type.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { issueOf, unreadable, type IssueKind } from './issues.ts';
import { dateOf, finiteOf, flagOf, integerOf, metadataOf, recordsOf, textOf } from './wire-values.ts';

/** What is known of the section that an assignment is given to. */
export interface SectionTerm {
  readonly termKey: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/**
 * One assignment → a LineItem per section it is given to (S3, S32); entries of sections that `sectionOf` does not know are of
 * another school or year.
 */
export function addLineItems(
  assignment: WireRecord,
  schoolKey: number,
  schoolYear: number,
  sectionOf: (section: number) => SectionTerm | undefined,
  rows: RowBuilder,
): void {
  const key = integerOf(assignment, 'assignmentid');
  if (key === null) {
    rows.skip(unreadable('lineItem', schoolKey));
    return;
  }
  for (const entry of recordsOf(assignment, '_assignmentsections')) {
    const subkey = integerOf(entry, 'assignmentsectionid');
    const section = integerOf(entry, 'sectionsdcid');
    if (subkey === null || section === null) {
      rows.skip(unreadable('lineItem', schoolKey));
      continue;
    }
    const term = sectionOf(section);
    if (term !== undefined) addEntry(assignment, entry, { key, subkey, section, schoolKey, schoolYear }, term, rows);
  }
}

/** Calls `note` for the category and the section of every entry of an assignment. */
export function eachCategoryUse(assignment: WireRecord, note: (category: number, section: number) => void): void {
  for (const entry of recordsOf(assignment, '_assignmentsections')) {
    const section = integerOf(entry, 'sectionsdcid');
    const category = integerOf(primaryAssociation(entry) ?? {}, 'teachercategoryid');
    if (section !== null && category !== null) note(category, section);
  }
}

function primaryAssociation(entry: WireRecord): WireRecord | undefined {
  const associations = recordsOf(entry, '_assignmentcategoryassociations');
  return associations.find((association) => flagOf(association, 'isprimary') === 1) ?? associations[0];
}

interface Keys {
  readonly key: number;
  readonly subkey: number;
  readonly section: number;
  readonly schoolKey: number;
  readonly schoolYear: number;
}

function addEntry(assignment: WireRecord, entry: WireRecord, keys: Keys, term: SectionTerm, rows: RowBuilder): void {
  const { key, subkey, section, schoolKey, schoolYear } = keys;
  const title = textOf(entry, 'name') ?? '';
  // Its database knows no empty text: what comes as one is none.
  const description = textOf(entry, 'description') || null;
  const dueDate = dateOf(entry, 'duedate');
  const scoreType = readScoreType(textOf(entry, 'scoretype'));
  const primary = primaryAssociation(entry);
  const categoryKey = primary === undefined ? null : integerOf(primary, 'teachercategoryid');
  const metadata = metadataOf({
    weight: finiteOf(entry, 'weight'),
    totalPointValue: finiteOf(entry, 'totalpointvalue'),
    extraCreditPoints: finiteOf(entry, 'extracreditpoints'),
    publishOption: textOf(entry, 'publishoption'),
    countedInFinalGrade:
      entry['iscountedinfinalgrade'] === undefined ? null : flagOf(entry, 'iscountedinfinalgrade') === 1,
    createdByPlugin: textOf(assignment, 'createdbyplugin'),
  });
  rows.add(key, subkey, schoolKey, schoolYear, [
    title,
    description,
    dateOf(entry, 'publisheddate') ?? dateOf(entry, 'publishonspecificdate'),
    dueDate,
    0,
    finiteOf(entry, 'scoreentrypoints'),
    section,
    categoryKey,
    term.termKey,
    scoreType.kind === 'valid' ? scoreType.scoreType : scoreType.given,
    metadata,
  ]);
  const blame = (kind: IssueKind): void => rows.blame(issueOf(kind, key, subkey, schoolKey));
  if (characterCount(title.trim()) > lineItemTitleLimit) blame('titleTooLong');
  if (description !== null && characterCount(description) > descriptionLimit) blame('descriptionTooLong');
  if (primary === undefined) blame('noCategory');
  if (scoreType.kind === 'wrongCase') blame('scoreTypeCase');
  if (scoreType.kind === 'unknown') blame('scoreTypeUnknown');
  if (isOutside(dueDate, term)) blame('dueOutsideTerm');
}

const isOutside = (date: string | null, { firstDay, lastDay }: SectionTerm): boolean =>
  date !== null && ((firstDay !== null && date < firstDay) || (lastDay !== null && date > lastDay));
