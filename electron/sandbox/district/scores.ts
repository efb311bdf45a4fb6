import type { Database } from 'better-sqlite3';
import type { Assignment } from './assignments.ts';
import { addDays, earlier } from './calendar.ts';
import { itemFor } from './grade-scale.ts';
import type { GradeScale, ScaleItem } from './grade-scale.ts';
import type { Random } from './random.ts';
import type { Cell } from './rows.ts';
import type { Section, World } from './world.ts';

/** Writes rows of ASSIGNMENTSCORE: by far the most of a district, so nothing is looked up on the way. */
export interface ScoreWriter {
  readonly scale: GradeScale;
  write(cells: readonly Cell[]): void;
}

const columns = [
  'ASSIGNMENTSCOREID',
  'ASSIGNMENTSECTIONID',
  'STUDENTSDCID',
  'YEARID',
  'ACTUALSCOREENTERED',
  'ACTUALSCOREKIND',
  'ACTUALSCOREGRADESCALEDCID',
  'SCOREPOINTS',
  'SCOREPERCENT',
  'SCORELETTERGRADE',
  'SCOREGRADESCALEDCID',
  'ISLATE',
  'ISCOLLECTED',
  'ISEXEMPT',
  'ISMISSING',
  'ISABSENT',
  'ISINCOMPLETE',
  'HASRETAKE',
  'AUTHOREDBYUC',
  'SCOREENTRYDATE',
  'WHENCREATED',
  'WHENMODIFIED',
  'WHOMODIFIEDID',
] as const;

export function scoreWriter(db: Database, scale: GradeScale): ScoreWriter {
  const places = columns.map(() => '?').join(', ');
  const insert = db.prepare(`INSERT INTO ASSIGNMENTSCORE (${columns.join(', ')}) VALUES (${places})`);
  return { scale, write: (cells) => void insert.run(cells) };
}

/** A mark as it stands in a row: what was typed and what the server made of it. */
interface Mark {
  readonly entered: string | null;
  readonly kind: 'REAL_SCORE' | 'SCORE_CODE' | null;
  readonly points: number | null;
  readonly item: ScaleItem | null;
  readonly percent: number | null;
  /** Whether the item itself was typed. */
  readonly isItemEntered: boolean;
}

const flagNames = ['none', 'late', 'collected', 'exempt', 'missing', 'absent', 'incomplete'] as const;
type Flag = (typeof flagNames)[number];

/** A score of every member of a section; those who dropped it have them in early assignments only. */
export function addScores(
  world: World,
  scores: ScoreWriter,
  section: Section,
  assignmentSection: number,
  assignment: Assignment,
  droppedToo: boolean,
): void {
  const day = earlier(addDays(assignment.dueDate, 1), addDays(world.today, -2));
  const moment = `${day} 15:40:00`;
  for (const { student, dropped } of section.members) {
    if (dropped && !droppedToo) continue;
    const fate = world.random.below(100);
    const flag = flagOf(assignment, fate);
    const mark = markOf(world.random, scores.scale, assignment, fate);
    scores.write([
      world.next.score(),
      assignmentSection,
      student.dcid,
      section.term.yearId,
      mark.entered,
      mark.kind,
      mark.isItemEntered ? (mark.item?.dcid ?? null) : null,
      mark.points,
      mark.percent,
      mark.item?.name ?? null,
      mark.item?.dcid ?? null,
      flag === 'late' ? 1 : 0,
      flag === 'collected' ? 1 : 0,
      flag === 'exempt' ? 1 : 0,
      flag === 'missing' ? 1 : 0,
      flag === 'absent' ? 1 : 0,
      flag === 'incomplete' ? 1 : 0,
      0,
      0,
      moment,
      moment,
      moment,
      section.teacher.usersDcid,
    ]);
  }
}

const blank: Mark = { entered: null, kind: null, points: null, item: null, percent: null, isItemEntered: false };

/** Most of a hundred scores have no flag; the code IE comes with *missing*, as districts use it. */
function flagOf({ scoreType }: Assignment, fate: number): Flag {
  if (scoreType === 'COLLECTED') return fate < 90 ? 'collected' : fate < 95 ? 'missing' : 'none';
  if (fate < 4) return 'missing';
  if (fate < 6) return 'exempt';
  if (fate < 7) return 'absent';
  if (fate < 8) return 'incomplete';
  if (fate >= 96) return 'late';
  return fate >= 94 ? 'collected' : 'none';
}

function markOf(random: Random, scale: GradeScale, assignment: Assignment, fate: number): Mark {
  const { scoreType, points } = assignment;
  if (scoreType === 'COLLECTED') return blank;
  // 0 to 2 missing, 4 and 5 exempt, 6 absent, 8 and 9 not entered yet.
  if (fate < 3 || (fate >= 4 && fate < 7) || fate === 8 || fate === 9) return blank;
  if (fate === 3) return markFor(scale, 'IE', 'SCORE_CODE', points / 2, points);
  if (fate === 10) return entryFor(scale, assignment, 0);
  if (fate === 11 && assignment.extraCredit > 0) {
    const over = points + assignment.extraCredit;
    return markFor(scale, String(over), 'REAL_SCORE', over, points);
  }
  return entryFor(scale, assignment, 40 + random.below(61));
}

/** What a teacher types for a percentage: points in halves, the percentage itself, or a letter. */
function entryFor(scale: GradeScale, { scoreType, points }: Assignment, percent: number): Mark {
  if (scoreType === 'GRADESCALE') {
    const item = itemFor(scale.items, percent);
    const mark = markFor(scale, item.name, 'REAL_SCORE', (points * item.value) / 100, points);
    return { ...mark, item, isItemEntered: true };
  }
  if (scoreType === 'PERCENT') return markFor(scale, String(percent), 'REAL_SCORE', (points * percent) / 100, points);
  const reached = Math.round((points * percent) / 50) / 2;
  return markFor(scale, String(reached), 'REAL_SCORE', reached, points);
}

function markFor(
  scale: GradeScale,
  entered: string,
  kind: 'REAL_SCORE' | 'SCORE_CODE',
  points: number,
  possible: number,
): Mark {
  const percent = Math.round((points / possible) * 1e8) / 1e6;
  return { entered, kind, points, percent, item: itemFor(scale.items, percent), isItemEntered: false };
}
