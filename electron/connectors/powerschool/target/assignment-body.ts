import type { Values } from '../../../../shared/exchange/exchanged.ts';
import type { Change } from '../../target.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import { finiteOf, integerOf, recordsOf } from '../translate/wire-values.ts';
import { categoryOfValue } from './change-keys.ts';
import { incomplete, type Refusal } from './refusals.ts';
import { withoutTags } from './wire-tags.ts';

const sectionsKey = '_assignmentsections';
const categoriesKey = '_assignmentcategoryassociations';

/** What an assignment lacks that PowerSchool must have: without a due date it would take tomorrow (reference §7.3). */
export function lackOf(values: Values, names: readonly string[]): Refusal | null {
  if (names.includes('title') && isBlank(values['title'])) return incomplete('title');
  if (names.includes('dueDate') && isBlank(values['dueDate'])) return incomplete('dueDate');
  return names.includes('resultValueMax') && typeof values['resultValueMax'] !== 'number'
    ? incomplete('maximum')
    : null;
}

const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

/** A new assignment in one section (reference §7.3). */
export function newAssignment({ values }: Change, section: number): WireRecord {
  const category = categoryOfValue(values['category']);
  const points = Number(values['resultValueMax']);
  const { description } = values;
  return {
    [sectionsKey]: [
      {
        sectionsdcid: section,
        name: values['title'],
        ...(description === null || description === undefined ? {} : { description }),
        duedate: values['dueDate'],
        scoretype: scoreTypeOf(values),
        scoreentrypoints: points,
        totalpointvalue: points,
        weight: 1,
        iscountedinfinalgrade: true,
        isscoringneeded: true,
        isscorespublish: true,
        publishoption: 'Immediately',
        [categoriesKey]: category === null ? [] : [{ teachercategoryid: category, isprimary: true }],
      },
    ],
  };
}

/** An absent score type is GRADESCALE (S7). */
const scoreTypeOf = (values: Values): unknown => {
  const given = values['metadata.scoreType'];
  return given === null || given === undefined || given === '' ? 'GRADESCALE' : given;
};

/**
 * The assignment as it stands with the changed attributes of its line items, by assignment section. Everything but the due date is
 * of all its sections at once, so `common` goes into each.
 */
export function changedAssignment(
  standing: WireRecord,
  common: Change,
  ofSection: ReadonlyMap<number, Change>,
): WireRecord {
  return {
    ...withoutTags(standing),
    [sectionsKey]: recordsOf(standing, sectionsKey).map((entry) => {
      const own = ofSection.get(integerOf(entry, 'assignmentsectionid') ?? -1);
      const dueDate = own?.changed.includes('dueDate') === true ? { duedate: own.values['dueDate'] } : {};
      return { ...withoutTags(entry), ...changedFields(entry, common), ...dueDate };
    }),
  };
}

function changedFields(entry: WireRecord, { values, changed }: Change): WireRecord {
  const has = (name: string): boolean => changed.includes(name);
  const points = has('resultValueMax') ? Number(values['resultValueMax']) : null;
  const category = has('category') ? categoryOfValue(values['category']) : null;
  return {
    ...(has('title') ? { name: values['title'] } : {}),
    // An absent description would stay as it was.
    ...(has('description') ? { description: values['description'] ?? '' } : {}),
    ...(has('metadata.scoreType') ? { scoretype: scoreTypeOf(values) } : {}),
    ...(points === null
      ? {}
      : { scoreentrypoints: points, totalpointvalue: points * (finiteOf(entry, 'weight') ?? 1) }),
    ...(category === null ? {} : { [categoriesKey]: inCategory(recordsOf(entry, categoriesKey), category) }),
  };
}

/** In place of the category that it is in first of all. */
function inCategory(links: readonly WireRecord[], category: number): readonly WireRecord[] {
  const primary = links.find((link) => link['isprimary'] === true) ?? links[0];
  const others = links.filter((link) => link !== primary && integerOf(link, 'teachercategoryid') !== category);
  return [{ ...primary, teachercategoryid: category, isprimary: true }, ...others].map(withoutTags);
}

export const changesScoring = ({ changed }: Change): boolean =>
  changed.includes('resultValueMax') || changed.includes('metadata.scoreType');

export const sectionsOf = (assignment: WireRecord): readonly WireRecord[] => recordsOf(assignment, sectionsKey);
