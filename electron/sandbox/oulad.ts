import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { addAssignment } from './district/assignments.ts';
import { addDays, dayOf, earlier, later, yearIdOn } from './district/calendar.ts';
import { addGradeScales, itemFor } from './district/grade-scale.ts';
import type { GradeScale } from './district/grade-scale.ts';
import { lastFirst, personName } from './district/names.ts';
import { seededRandom } from './district/random.ts';
import { inserter } from './district/rows.ts';
import { addSchools } from './district/schools.ts';
import { scoreWriter } from './district/scores.ts';
import type { ScoreWriter } from './district/scores.ts';
import { addSection } from './district/sections.ts';
import { addTeacher } from './district/staff.ts';
import { entered, sequences } from './district/world.ts';
import type { School, Section, Student, Teacher, World } from './district/world.ts';

type Line = Readonly<Record<string, string>>;

/**
 * Fills empty tables (`createTables`) with the Open University Learning Analytics Dataset, all of it in the school year that
 * contains `today`: a presentation is a section, an assessment an assignment of 100 points, a registration a CC row (dropped if
 * the student unregistered), a score a score. `ASSIGNMENTID` is the file's `id_assessment` and `STUDENT_NUMBER` its `id_student`.
 */
export function loadOulad(db: Database, folder: string, { today }: { readonly today: Date }): void {
  const read = (name: string): readonly Line[] =>
    parse(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true }) as readonly Line[];
  db.transaction(() => {
    const world: World = { insert: inserter(db), random: seededRandom(1), today: dayOf(today), next: sequences() };
    const [, , school] = addSchools(world, 1, [yearIdOn(today)]);
    if (school === undefined) return;
    const scale = addGradeScales(world).letters;
    const presentations = addPresentations(world, school, read('courses'), scale);
    const students = addStudents(world, school, read('studentInfo'));
    for (const line of read('studentRegistration')) addRegistration(world, line, presentations, students);
    const assessments = new Map(
      read('assessments').map((line) => [line['id_assessment'], addAssessment(world, line, presentations)]),
    );
    const scores = scoreWriter(db, scale);
    for (const line of read('studentAssessment')) addScore(world, scores, line, assessments, students);
  })();
}

interface Presentation {
  readonly section: Section;
  /** By type of assessment. */
  readonly categories: ReadonlyMap<string, number>;
  /** Days after the section's first one on which it ends. */
  readonly length: number;
}

const keyOf = (line: Line): string => `${line['code_module']} ${line['code_presentation']}`;
const numberIn = (line: Line, name: string): number => Number(line[name]);

function addPresentations(
  world: World,
  school: School,
  lines: readonly Line[],
  scale: GradeScale,
): ReadonlyMap<string, Presentation> {
  const [term] = school.terms;
  const courses = new Set(lines.map((line) => line['code_module'] ?? ''));
  for (const course of courses) {
    const { id, dcid } = world.next.course();
    world.insert('COURSES', {
      DCID: dcid,
      ID: id,
      COURSE_NUMBER: course,
      COURSE_NAME: `Module ${course}`,
      SCHOOLID: 0,
    });
  }
  return new Map(
    lines.map((line, index) => {
      const teacher = addTeacher(world, school, []);
      const plan = { course: { number: line['code_module'] ?? '' }, term, kind: 'normal', students: [] } as const;
      const section = addSection(world, school.number, teacher, plan, index, scale);
      const length = numberIn(line, 'module_presentation_length');
      return [keyOf(line), { section, length, categories: addCategories(world, teacher, term.firstDay) }];
    }),
  );
}

function addCategories(world: World, teacher: Teacher, day: string): ReadonlyMap<string, number> {
  return new Map(
    ['TMA', 'CMA', 'Exam'].map((name, index) => {
      const key = world.next.category();
      world.insert('TEACHERCATEGORY', {
        TEACHERCATEGORYID: key,
        USERSDCID: teacher.usersDcid,
        NAME: name,
        CATEGORYTYPE: 'user',
        DISPLAYPOSITION: index + 2,
        ISACTIVE: 1,
        ISINFINALGRADES: 1,
        ISUSERMODIFIABLE: 1,
        DEFAULTWEIGHT: 1,
        ...entered(world, day, teacher.usersDcid),
      });
      return [name, key];
    }),
  );
}

/** One row per person: who took several presentations has several lines. */
function addStudents(world: World, school: School, lines: readonly Line[]): ReadonlyMap<string, Student> {
  const students = new Map<string, Student>();
  const [{ firstDay, lastDay }] = school.terms;
  for (const { id_student: number = '', gender } of lines) {
    if (students.has(number)) continue;
    const { id, dcid } = world.next.student();
    const name = personName(world.random);
    world.insert('STUDENTS', {
      DCID: dcid,
      ID: id,
      STUDENT_NUMBER: number,
      LASTFIRST: lastFirst(name),
      FIRST_NAME: name.first,
      MIDDLE_NAME: name.middle,
      LAST_NAME: name.last,
      GENDER: gender ?? null,
      STUDENT_WEB_ID: `student${number}`,
      GRADE_LEVEL: 12,
      ENROLL_STATUS: 0,
      SCHOOLID: school.number,
      ENTRYDATE: firstDay,
      EXITDATE: addDays(lastDay, 1),
    });
    students.set(number, { id, dcid, index: students.size, grade: 12, school: school.number, status: 'active' });
  }
  return students;
}

function addRegistration(
  world: World,
  line: Line,
  presentations: ReadonlyMap<string, Presentation>,
  students: ReadonlyMap<string, Student>,
): void {
  const presentation = presentations.get(keyOf(line));
  const student = students.get(line['id_student'] ?? '');
  if (presentation === undefined || student === undefined) return;
  const { section } = presentation;
  const { firstDay, lastDay, id: termId, yearId } = section.term;
  const { id, dcid } = world.next.enrollment();
  const isDropped = line['date_unregistration'] !== '';
  const sign = isDropped ? -1 : 1;
  const enrolled = later(firstDay, addDays(firstDay, numberIn(line, 'date_registration')));
  const left = isDropped ? addDays(firstDay, numberIn(line, 'date_unregistration')) : addDays(lastDay, 1);
  world.insert('CC', {
    DCID: dcid,
    ID: id,
    STUDENTID: student.id,
    SECTIONID: sign * section.key.id,
    TERMID: sign * termId,
    SCHOOLID: section.school,
    STUDYEAR: student.id * 100 + yearId,
    COURSE_NUMBER: section.course.number,
    SECTION_NUMBER: section.number,
    DATEENROLLED: enrolled,
    // Some unregistered before the first day.
    DATELEFT: later(enrolled, left),
  });
}

interface Assessment {
  readonly section: Section;
  readonly key: number;
}

function addAssessment(world: World, line: Line, presentations: ReadonlyMap<string, Presentation>): Assessment {
  const presentation = presentations.get(keyOf(line));
  if (presentation === undefined) throw new Error('An assessment names a presentation that courses.csv does not have.');
  const { section, categories, length } = presentation;
  const type = line['assessment_type'] ?? '';
  const [key = 0] = addAssignment(
    world,
    [section],
    {
      name: `${type} ${line['id_assessment']}`,
      description: null,
      // An exam without a day is held on the last one.
      dueDate: addDays(section.term.firstDay, line['date'] === '' ? length : numberIn(line, 'date')),
      scoreType: 'POINTS',
      points: 100,
      extraCredit: 0,
      weight: numberIn(line, 'weight'),
      category: categories.get(type) ?? section.teacher.categories[0],
    },
    numberIn(line, 'id_assessment'),
  );
  return { section, key };
}

function addScore(
  world: World,
  scores: ScoreWriter,
  line: Line,
  assessments: ReadonlyMap<string | undefined, Assessment>,
  students: ReadonlyMap<string, Student>,
): void {
  const assessment = assessments.get(line['id_assessment']);
  const student = students.get(line['id_student'] ?? '');
  if (assessment === undefined || student === undefined) return;
  const { section, key } = assessment;
  const score = line['score'] === '' ? null : numberIn(line, 'score');
  const item = score === null ? null : itemFor(scores.scale.items, score);
  const day = earlier(addDays(section.term.firstDay, numberIn(line, 'date_submitted')), addDays(world.today, -2));
  const moment = `${day} 15:40:00`;
  const mark = [
    score === null ? null : String(score),
    score === null ? null : 'REAL_SCORE',
    null,
    score,
    score,
    item?.name ?? null,
    item?.dcid ?? null,
  ];
  const flags = [0, 0, 0, 0, 0, 0, 0, 0];
  const audit = [moment, moment, moment, section.teacher.usersDcid];
  scores.write([world.next.score(), key, student.dcid, section.term.yearId, ...mark, ...flags, ...audit]);
}
