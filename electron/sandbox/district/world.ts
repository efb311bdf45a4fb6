import { addDays, earlier } from './calendar.ts';
import type { Random } from './random.ts';
import type { Insert, RowKey } from './rows.ts';
import { keySequence, numberSequence } from './rows.ts';
import type { Term } from './calendar.ts';

/** What the parts of the generator share. */
export interface World {
  readonly insert: Insert;
  readonly random: Random;
  /** `YYYY-MM-DD`. Nothing has been entered on it or later. */
  readonly today: string;
  readonly next: Sequences;
}

export interface School {
  readonly dcid: number;
  readonly number: number;
  readonly lowGrade: number;
  readonly highGrade: number;
  /** Those of the current year, the whole year first. */
  readonly terms: readonly [Term, ...Term[]];
}

export interface Course {
  readonly number: string;
}

export interface Teacher {
  readonly usersDcid: number;
  readonly homeSchool: number;
  /** SCHOOLSTAFF.ID by school number: one row per person and school. */
  readonly staffIds: Map<number, number>;
  /** Keys of the categories that assignments may use. The last is the teacher's own. */
  readonly categories: readonly [number, ...number[]];
}

export interface Student {
  readonly id: number;
  readonly dcid: number;
  readonly index: number;
  readonly grade: number;
  readonly school: number;
  readonly status: 'active' | 'transferred' | 'preregistered' | 'graduated';
}

export interface Section {
  readonly key: RowKey;
  readonly school: number;
  readonly term: Term;
  readonly course: Course;
  readonly number: string;
  readonly teacher: Teacher;
  readonly kind: 'normal' | 'half' | 'assembly' | 'single' | 'empty';
  readonly members: Member[];
}

export interface Member {
  readonly student: Student;
  readonly dropped: boolean;
}

type Sequences = ReturnType<typeof sequences>;

/** Each table counts from a number of its own, so that a key of one is seldom a key of another. */
export const sequences = () => ({
  school: keySequence(3, 2),
  term: keySequence(1901, 60),
  course: keySequence(1300, 91),
  section: keySequence(8001, 213),
  staff: keySequence(401, 77),
  user: numberSequence(2601),
  student: keySequence(5001, 137),
  person: keySequence(90_001, 11),
  emailLink: numberSequence(70_001),
  email: numberSequence(60_001),
  enrollment: keySequence(300_001, 1009),
  sectionTeacher: numberSequence(15_001),
  gradeScaleItem: keySequence(21, 400),
  districtCategory: numberSequence(1),
  category: numberSequence(4301),
  exclusion: numberSequence(801),
  assignment: numberSequence(978_001),
  assignmentSection: numberSequence(2_227_001),
  categoryLink: numberSequence(3_400_001),
  score: numberSequence(50_000_001),
});

/** Audit columns of a row that somebody entered on a day (reference §3.3), at the latest two days before the district's today. */
export function entered({ today }: World, day: string, by: number) {
  const actual = earlier(day, addDays(today, -2));
  return {
    WHOCREATED: 'PTP',
    WHENCREATED: `${actual} 08:15:00`,
    WHOMODIFIED: 'PTP',
    WHENMODIFIED: `${actual} 15:40:00`,
    WHOMODIFIEDID: by,
    WHOMODIFIEDTYPE: 'Teacher',
    TRANSACTION_DATE: `${actual} 15:40:00`,
  };
}

/** TRANSACTION_DATE of a row of the roster: likewise never later than two days before today. */
export const touched = ({ today }: World, day: string) => ({
  TRANSACTION_DATE: `${earlier(day, addDays(today, -2))} 02:00:00`,
});
