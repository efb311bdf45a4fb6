import type { ScoreType } from '../../../shared/powerschool/score-type.ts';
import { addDays, daysBetween, earlier, later } from './calendar.ts';
import { addScores } from './scores.ts';
import type { ScoreWriter } from './scores.ts';
import { entered } from './world.ts';
import type { Section, World } from './world.ts';

/** What is the same for all sections that an assignment is given to. */
export interface Assignment {
  readonly name: string;
  readonly description: string | null;
  readonly dueDate: string;
  readonly scoreType: ScoreType;
  readonly points: number;
  readonly extraCredit: number;
  readonly weight: number;
  readonly category: number;
}

/** Exactly as long as a name may be. */
const longestName = 'Semester project: a field study of our own village';
const otherNames = ['Δοκίμιο α΄', 'レポート 📘', 'Проєкт №3', 'Ensayo: «mi barrio»', 'Quiz <1> & "2"'] as const;
/** Within 4,000 characters and well above 4,000 bytes. */
const longDescription = `<p>${'ჩვენი ქალაქის ისტორია '.repeat(120)}</p><ul><li>გეგმა</li><li>ტექსტი</li></ul>`;

/** A section's own assignments with their scores; one in five sections has one more that nobody has a score in yet. */
export function addAssignments(
  world: World,
  section: Section,
  index: number,
  count: number,
  scores: ScoreWriter,
): void {
  for (let turn = 0; turn < count; turn++) {
    const assignment = plannedAssignment(world, section, index, turn, count);
    const [assignmentSection] = addAssignment(world, [section], assignment);
    if (assignmentSection !== undefined)
      addScores(world, scores, section, assignmentSection, assignment, turn < droppedHave);
  }
  if (index % 5 === 2) addAssignment(world, [section], plannedAssignment(world, section, index, count, count + 1));
}

/** Assignments that were due before anybody dropped the section. */
const droppedHave = 3;

/** One assignment in several sections of a teacher; gives the key it has in each. */
export function addAssignment(
  world: World,
  sections: readonly [Section, ...Section[]],
  assignment: Assignment,
  id = world.next.assignment(),
): readonly number[] {
  const [first] = sections;
  const day = earlier(later(addDays(assignment.dueDate, -7), first.term.firstDay), addDays(world.today, -3));
  const audit = entered(world, day, first.teacher.usersDcid);
  world.insert('ASSIGNMENT', {
    ASSIGNMENTID: id,
    HASSTANDARDS: 0,
    STANDARDCALCDIRECTION: 'NONE',
    STANDARDSCORINGMETHOD: 'GradeScale',
    ...audit,
  });
  return sections.map((section) => {
    const key = world.next.assignmentSection();
    const yearId = section.term.yearId;
    world.insert('ASSIGNMENTSECTION', {
      ASSIGNMENTSECTIONID: key,
      ASSIGNMENTID: id,
      SECTIONSDCID: section.key.dcid,
      NAME: assignment.name,
      DESCRIPTION: assignment.description,
      DUEDATE: assignment.dueDate,
      SCORETYPE: assignment.scoreType,
      SCOREENTRYPOINTS: assignment.points,
      EXTRACREDITPOINTS: assignment.extraCredit,
      WEIGHT: assignment.weight,
      TOTALPOINTVALUE: assignment.points * assignment.weight,
      ISCOUNTEDINFINALGRADE: assignment.weight > 0 ? 1 : 0,
      ISSCORESPUBLISH: 1,
      ISSCORINGNEEDED: 1,
      ISLOCKED: 0,
      PUBLISHOPTION: 'Immediately',
      PUBLISHEDDATE: day,
      PUBLISHDAYSBEFOREDUE: 0,
      MAXRETAKEALLOWED: 0,
      YEARID: yearId,
      ...audit,
    });
    world.insert('ASSIGNMENTCATEGORYASSOC', {
      ASSIGNMENTCATEGORYASSOCID: world.next.categoryLink(),
      ASSIGNMENTSECTIONID: key,
      TEACHERCATEGORYID: assignment.category,
      ISPRIMARY: 1,
      YEARID: yearId,
      ...audit,
    });
    return key;
  });
}

/** An assignment of the kind that is next in turn, due within the section's term. */
export function plannedAssignment(
  world: World,
  section: Section,
  index: number,
  turn: number,
  count: number,
): Assignment {
  const { firstDay, lastDay } = section.term;
  const days = daysBetween(firstDay, lastDay);
  const scoreType = scoreTypeOf(turn);
  const categories = section.teacher.categories;
  const extraCredit = scoreType === 'POINTS' && turn % 10 === 4 ? 5 : 0;
  return {
    name: nameOf(index, turn, scoreType),
    description:
      index === 0 && turn === 0
        ? longDescription
        : turn % 4 === 0
          ? `<p>Pages ${turn + 1}&ndash;${turn + 9}</p>`
          : null,
    dueDate: addDays(firstDay, 1 + Math.floor(((days - 1) * (turn + 1)) / (count + 2))),
    scoreType,
    points: scoreType === 'COLLECTED' ? 1 : world.random.pick([10, 5, 20, 25, 50, 100]),
    extraCredit,
    weight: turn % 8 === 5 ? 2 : 1,
    // Never the teacher's own category, unless it is the only one: it does not apply to every section.
    category: categories[turn % Math.max(1, categories.length - 1)] ?? categories[0],
  };
}

function scoreTypeOf(turn: number): ScoreType {
  const place = turn % 10;
  if (place === 3) return 'GRADESCALE';
  if (place === 6) return 'PERCENT';
  return place === 8 ? 'COLLECTED' : 'POINTS';
}

function nameOf(index: number, turn: number, scoreType: ScoreType): string {
  if (index % 10 === 0 && turn === 1) return longestName;
  if (turn % 12 === 2) return otherNames[(index + turn) % otherNames.length] ?? longestName;
  const kind = { POINTS: 'Homework', PERCENT: 'Test', GRADESCALE: 'Essay', COLLECTED: 'Signed form' }[scoreType];
  return `${kind} ${turn + 1}`;
}
