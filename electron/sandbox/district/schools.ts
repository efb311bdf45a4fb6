import { startYearOf } from '../../../shared/powerschool/term.ts';
import { daysBetween, termsOf } from './calendar.ts';
import type { Term, TermPlan } from './calendar.ts';
import { touched } from './world.ts';
import type { School, World } from './world.ts';

interface Level {
  readonly name: string;
  readonly abbreviation: string;
  readonly low: number;
  readonly high: number;
  readonly plan: TermPlan;
}

const levels: readonly Level[] = [
  { name: 'Elementary School', abbreviation: 'ES', low: -2, high: 5, plan: 'trimesters' },
  { name: 'Middle School', abbreviation: 'MS', low: 6, high: 8, plan: 'quarters' },
  { name: 'High School', abbreviation: 'HS', low: 9, high: 12, plan: 'quarters' },
];
const places = [
  'Cedar Hill',
  'Río Claro',
  'Maple Grove',
  'St. Brendan’s',
  'Lakeside',
  'Pine Ridge',
  'Océano',
  'Stone Bridge',
];

/** Where PowerSchool keeps those who have graduated. */
export const graduatedSchool = 999_999;

/**
 * Schools of all three levels, `perLevel` of each, with their terms of the years given, the current one first. The same term ids
 * come back in every school.
 */
export function addSchools(world: World, perLevel: number, yearIds: readonly [number, ...number[]]): readonly School[] {
  const schools: School[] = [];
  for (let round = 0; round < perLevel; round++) {
    for (const level of levels) schools.push(addSchool(world, level, schools.length, yearIds));
  }
  const { id, dcid } = world.next.school();
  world.insert('SCHOOLS', {
    DCID: dcid,
    ID: id,
    SCHOOL_NUMBER: graduatedSchool,
    NAME: 'Graduated Students',
    ABBREVIATION: 'GS',
    LOW_GRADE: 0,
    HIGH_GRADE: 12,
    ...touched(world, `${startYearOf(yearIds[0])}-07-01`),
  });
  return schools;
}

function addSchool(world: World, level: Level, index: number, yearIds: readonly [number, ...number[]]): School {
  const { id, dcid } = world.next.school();
  const number = 100 * (index + 1) + index;
  const place = places[index % places.length] ?? '';
  const again = index < places.length ? '' : ` ${Math.floor(index / places.length) + 1}`;
  world.insert('SCHOOLS', {
    DCID: dcid,
    ID: id,
    SCHOOL_NUMBER: number,
    NAME: `${place}${again} ${level.name}`,
    ABBREVIATION: `${place.slice(0, 1)}${level.abbreviation}${index + 1}`,
    LOW_GRADE: level.low,
    HIGH_GRADE: level.high,
    ALTERNATE_SCHOOL_NUMBER: 0,
    ...touched(world, `${startYearOf(yearIds[0])}-07-01`),
  });
  const [current, ...past] = yearIds;
  for (const yearId of past) addTerms(world, number, termsOf(yearId, level.plan));
  const terms = termsOf(current, level.plan, world.today);
  addTerms(world, number, terms);
  return { dcid, number, lowGrade: level.low, highGrade: level.high, terms };
}

function addTerms(world: World, school: number, terms: readonly Term[]): void {
  for (const term of terms) {
    world.insert('TERMS', {
      DCID: world.next.term().dcid,
      ID: term.id,
      YEARID: term.yearId,
      SCHOOLID: school,
      NAME: term.name,
      ABBREVIATION: term.abbreviation,
      FIRSTDAY: term.firstDay,
      LASTDAY: term.lastDay,
      PORTION: term.portion,
      ISYEARREC: term.portion === 1 ? 1 : 0,
      NOOFDAYS: Math.round((daysBetween(term.firstDay, term.lastDay) + 1) * 0.6),
      TERMSINYEAR: terms.length - 1,
      ...touched(world, `${startYearOf(term.yearId)}-07-01`),
    });
  }
}
