import { DateTime } from 'luxon';
import { schoolYearOf } from '../../../../shared/powerschool/term.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { Translated } from './translated.ts';
import { dateOf, flagOf, integerOf, metadataOf, textOf } from './wire-values.ts';

/** The district itself: the org that stands above the schools. */
export const districtRow = (name: string): Translated => ({
  key: 0,
  subkey: 0,
  schoolKey: 0,
  schoolYear: 0,
  cells: [name, 'district', '0', null, null],
});

/** SCHOOLS → Org of type school (C23). */
export function schoolRow(record: WireRecord): Translated | undefined {
  const key = integerOf(record, 'dcid');
  if (key === null) return undefined;
  const metadata = metadataOf({
    abbreviation: textOf(record, 'abbreviation'),
    lowGrade: integerOf(record, 'low_grade'),
    highGrade: integerOf(record, 'high_grade'),
  });
  const cells = [textOf(record, 'name'), 'school', textOf(record, 'school_number'), 0, metadata];
  return { key, subkey: 0, schoolKey: key, schoolYear: 0, cells };
}

/** TERMS → AcademicSession, per school (C24). OneRoster's end date is exclusive, LASTDAY is not. */
export function sessionRow(record: WireRecord, schoolKey: number, yearTermKey: number | null): Translated | undefined {
  const key = integerOf(record, 'dcid');
  const yearId = integerOf(record, 'yearid');
  if (key === null || yearId === null) return undefined;
  const lastDay = dateOf(record, 'lastday');
  const portion = integerOf(record, 'portion');
  const isYear = flagOf(record, 'isyearrec') === 1;
  const metadata = metadataOf({
    termId: integerOf(record, 'id'),
    yearId,
    portion,
    lastDay,
    abbreviation: textOf(record, 'abbreviation'),
  });
  const cells = [
    textOf(record, 'name'),
    isYear ? 'schoolYear' : portion === 2 ? 'semester' : 'term',
    dateOf(record, 'firstday'),
    lastDay === null ? null : DateTime.fromISO(lastDay, { zone: 'utc' }).plus({ days: 1 }).toISODate(),
    isYear ? null : yearTermKey,
    metadata,
  ];
  return { key, subkey: 0, schoolKey, schoolYear: schoolYearOf(yearId), cells };
}
