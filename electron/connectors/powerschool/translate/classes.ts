import type { WireRecord } from '../api/powerschool-api.ts';
import type { Translated } from './translated.ts';
import { integerOf, metadataOf, textOf } from './wire-values.ts';

/** COURSES → Course. */
export function courseRow(record: WireRecord, schoolKey: number): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const metadata = metadataOf({ creditType: textOf(record, 'credittype') });
  return {
    key,
    subkey: 0,
    schoolKey,
    schoolYear: 0,
    cells: [textOf(record, 'course_name'), textOf(record, 'course_number'), metadata],
  };
}

const gradebooks: Readonly<Record<string, string>> = { '1': 'PTG', '2': 'PTP', PTG: 'PTG', PTP: 'PTP' };

/** SECTIONS → Class (C26). Section numbers are text: leading zeros count. */
export function classRow(record: WireRecord, schoolKey: number, schoolYear: number): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const courseName = textOf(record, 'course_name') ?? textOf(record, 'course_number') ?? '';
  const courseNumber = textOf(record, 'course_number');
  const sectionNumber = textOf(record, 'section_number') ?? '';
  const expression = textOf(record, 'expression');
  const termKey = integerOf(record, 'terms_dcid');
  const metadata = metadataOf({
    sectionNumber,
    courseNumber,
    sectionId: integerOf(record, 'id'),
    externalExpression: textOf(record, 'external_expression'),
    gradebookType: gradebooks[textOf(record, 'gradebooktype') ?? ''] ?? null,
    gradeScaleId: integerOf(record, 'gradescaleid'),
  });
  const cells = [
    `${courseName} (${sectionNumber})`,
    courseNumber === null ? sectionNumber : `${courseNumber}.${sectionNumber}`,
    'scheduled',
    textOf(record, 'room'),
    JSON.stringify(expression === null ? [] : [expression]),
    integerOf(record, 'courses_dcid'),
    JSON.stringify(termKey === null ? [] : [termKey]),
    metadata,
  ];
  return { key, subkey: 0, schoolKey, schoolYear, cells };
}
