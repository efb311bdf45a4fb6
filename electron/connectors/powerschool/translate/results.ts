import type { Value } from '../../../../shared/oneroster/entity.ts';
import type { WireRecord } from '../api/powerschool-api.ts';
import type { RowBuilder } from '../../row-builder.ts';
import { issueOf, unreadable } from './issues.ts';
import { dateOf, finiteOf, flagOf, integerOf, isBlank, numberOf, textOf } from './wire-values.ts';

/**
 * A score → Result (S2, S33). What was entered, the points, the percent and each flag are kept apart: a blank is no zero, and
 * missing, exempt, late, incomplete, collected and absent say nothing of each other. Runs once per score of a district.
 */
export function addResult(record: WireRecord, schoolKey: number, schoolYear: number, rows: RowBuilder): void {
  const assignment = integerOf(record, 'assignmentid');
  const assignmentSection = integerOf(record, 'assignmentsectionid');
  const student = integerOf(record, 'studentsdcid');
  if (assignment === null || assignmentSection === null || student === null) {
    rows.skip(unreadable('result', schoolKey));
    return;
  }
  const points = numberOf(record, 'scorepoints');
  const score = points === null || Number.isNaN(points) ? null : points;
  const entered = textOf(record, 'actualscoreentered');
  const exempt = flagOf(record, 'isexempt') ?? 0;
  const collected = flagOf(record, 'iscollected') ?? 0;
  const cells: Value[] = [
    assignmentSection,
    integerOf(record, 'sectionsdcid'),
    statusOf(score, entered, exempt, collected),
    score,
    textScoreOf(record, entered),
    dateOf(record, 'scoreentrydate'),
    commentOf(record),
    flagOf(record, 'islate') ?? 0,
    flagOf(record, 'ismissing') ?? 0,
    flagOf(record, 'isincomplete') ?? 0,
    exempt,
    collected,
    flagOf(record, 'isabsent') ?? 0,
    finiteOf(record, 'scorepercent'),
    textOf(record, 'scorelettergrade'),
    entered,
    null,
  ];
  rows.add(assignment, student, schoolKey, schoolYear, cells);
  if (points === null) return;
  if (Number.isNaN(points)) rows.blame(issueOf('scoreNotANumber', assignment, student, schoolKey));
  else if (points < 0) rows.blame(issueOf('scoreNegative', assignment, student, schoolKey));
  else if (points > maximumOf(record)) rows.blame(issueOf('scoreAboveMaximum', assignment, student, schoolKey));
}

/** Its database knows no empty text: what comes as one is none. */
const commentOf = (record: WireRecord): string | null => textOf(record, 'scorecomment') || null;

function statusOf(score: number | null, entered: string | null, exempt: number, collected: number): string {
  if (exempt === 1) return 'exempt';
  if (score !== null || (entered !== null && entered.trim() !== '')) return 'fully graded';
  return collected === 1 ? 'submitted' : 'not submitted';
}

/** A letter or a code that was entered; where a number was entered there is no text beside it. */
function textScoreOf(record: WireRecord, entered: string | null): string | null {
  if (entered === null || isBlank(entered)) return null;
  const isText = record['scoretype'] === 'GRADESCALE' || record['actualscorekind'] === 'SCORE_CODE';
  return isText || Number.isNaN(Number(entered)) ? entered : null;
}

/** The most that a score may be: points possible and extra credit. Unknown points possible set no limit. */
function maximumOf(record: WireRecord): number {
  const possible = numberOf(record, 'scoreentrypoints');
  return possible === null || Number.isNaN(possible)
    ? Number.POSITIVE_INFINITY
    : possible + (finiteOf(record, 'extracreditpoints') ?? 0);
}
