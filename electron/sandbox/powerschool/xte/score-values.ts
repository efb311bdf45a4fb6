import { conflict, invalid } from './answers.ts';
import { number, text, updateRow, type Sent, type XteCall } from './request.ts';

/** What is known of the assignment that a score is of. */
export interface ScoreTarget {
  readonly ASSIGNMENTSECTIONID: number;
  readonly SECTIONSDCID: number;
  readonly SCORETYPE: string;
  readonly SCOREENTRYPOINTS: number;
  readonly ISLOCKED: number;
  readonly YEARID: number;
}

type ScoreColumns = Readonly<Record<string, string | number | null>>;

const longestEntry = 30;
/** What the district's codes count for, in percent. */
const worthOfCodes: Readonly<Record<string, number>> = { IE: 50 };
const noScore: ScoreColumns = {
  ACTUALSCOREENTERED: null,
  ACTUALSCOREKIND: null,
  ACTUALSCOREGRADESCALEDCID: null,
  SCOREPOINTS: null,
  SCOREPERCENT: null,
  SCORELETTERGRADE: null,
  SCORENUMERICGRADE: null,
  SCOREGRADESCALEDCID: null,
};

/**
 * The columns that follow from `actualscoreentered` (reference §7.4): points, percent and letter are the server's own computation,
 * whatever was sent for them. Empty where nothing was sent, all null where the score is cleared. Throws E15.
 */
export function scoreColumns(call: XteCall, sent: Sent, target: ScoreTarget): ScoreColumns {
  const entered = sent['actualscoreentered'];
  if (entered === undefined) return {};
  if (entered === '' || entered === null) return cleared(call, entered);
  const typed = text(entered) ?? String(number(entered) ?? '');
  if (typed.length > longestEntry) throw invalid('actualscoreentered', 'MaxLength', { max: longestEntry });
  const kind = text(sent['actualscorekind']) ?? 'REAL_SCORE';
  if (target.SCORETYPE === 'COLLECTED') throw invalid('actualscoreentered', 'NotScored');
  // A district's own code stands in place of a score; it may be worth something.
  if (kind === 'SCORE_CODE') {
    const worth = worthOfCodes[typed];
    const values = worth === undefined ? noScore : ofPercent(worth, target, scaleOf(call, target));
    return { ...values, ACTUALSCOREENTERED: typed, ACTUALSCOREKIND: kind };
  }
  return { ...computed(call, typed, target), ACTUALSCOREENTERED: typed, ACTUALSCOREKIND: kind };
}

/** Computes all scores of an assignment anew from what was entered, after its scoring has changed. */
export function recomputeScores(call: XteCall, assignmentSection: number): void {
  const target = targetOf(call, assignmentSection);
  if (target === undefined) return;
  const scores = call.db
    .prepare<[number], { id: number; entered: string }>(
      `SELECT ASSIGNMENTSCOREID AS id, ACTUALSCOREENTERED AS entered FROM ASSIGNMENTSCORE
       WHERE ASSIGNMENTSECTIONID = ? AND ACTUALSCOREKIND = 'REAL_SCORE' ORDER BY 1`,
    )
    .all(assignmentSection);
  for (const { id, entered } of scores) {
    updateRow(call, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', id, computed(call, entered, target));
  }
}

export const targetOf = ({ db }: XteCall, assignmentSection: number): ScoreTarget | undefined =>
  db
    .prepare<[number], ScoreTarget>(
      `SELECT ASSIGNMENTSECTIONID, SECTIONSDCID, SCORETYPE, SCOREENTRYPOINTS, ISLOCKED, YEARID FROM ASSIGNMENTSECTION
       WHERE ASSIGNMENTSECTIONID = ?`,
    )
    .get(assignmentSection);

/** How a score is cleared is an open question of the reference: a switch says which form the server takes. */
function cleared({ context }: XteCall, entered: '' | null): ScoreColumns {
  const { clearScoreWith } = context.switches;
  if (clearScoreWith !== 'either' && clearScoreWith !== (entered === null ? 'null' : 'empty')) {
    throw invalid('actualscoreentered', 'Required');
  }
  return noScore;
}

function computed(call: XteCall, typed: string, target: ScoreTarget): ScoreColumns {
  const scale = scaleOf(call, target);
  if (target.SCORETYPE === 'GRADESCALE') {
    const item = scale.find(({ NAME }) => NAME === typed);
    if (item === undefined) throw invalid('actualscoreentered', 'NotInGradeScale');
    const percent = item.VALUE ?? item.CUTOFFPERCENTAGE;
    return {
      ...ofItem(item),
      ACTUALSCOREGRADESCALEDCID: item.DCID,
      SCOREPERCENT: percent,
      SCOREPOINTS: rounded((percent / 100) * target.SCOREENTRYPOINTS),
    };
  }
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  if (!Number.isFinite(value))
    throw conflict('Validation Failed', [{ field: 'actualscoreentered', code: 'NotANumber' }]);
  const isPercent = target.SCORETYPE === 'PERCENT';
  const points = isPercent ? rounded((value / 100) * target.SCOREENTRYPOINTS) : value;
  if (!isPercent && target.SCOREENTRYPOINTS === 0) return { ...noScore, SCOREPOINTS: points };
  const percent = isPercent ? value : rounded((value / target.SCOREENTRYPOINTS) * 100);
  const item = scale.find(({ CUTOFFPERCENTAGE }) => CUTOFFPERCENTAGE <= percent);
  return { ...noScore, ...(item === undefined ? {} : ofItem(item)), SCOREPOINTS: points, SCOREPERCENT: percent };
}

function ofPercent(percent: number, { SCOREENTRYPOINTS }: ScoreTarget, scale: readonly ScaleItem[]): ScoreColumns {
  const item = scale.find(({ CUTOFFPERCENTAGE }) => CUTOFFPERCENTAGE <= percent);
  const points = rounded((percent / 100) * SCOREENTRYPOINTS);
  return { ...noScore, ...(item === undefined ? {} : ofItem(item)), SCOREPOINTS: points, SCOREPERCENT: percent };
}

interface ScaleItem {
  readonly DCID: number;
  readonly NAME: string;
  readonly CUTOFFPERCENTAGE: number;
  readonly VALUE: number | null;
}

/** The items of the section's grade scale, the highest cut-off first (reference §7.7). */
const scaleOf = ({ db }: XteCall, target: ScoreTarget): readonly ScaleItem[] =>
  db
    .prepare<[number], ScaleItem>(
      `SELECT GRADESCALEITEM.DCID, NAME, CUTOFFPERCENTAGE, VALUE FROM GRADESCALEITEM
         JOIN SECTIONS ON SECTIONS.GRADESCALEID = GRADESCALEITEM.GRADESCALEID
       WHERE SECTIONS.DCID = ? AND CUTOFFPERCENTAGE IS NOT NULL ORDER BY CUTOFFPERCENTAGE DESC, GRADESCALEITEM.DCID`,
    )
    .all(target.SECTIONSDCID);

const ofItem = ({ DCID, NAME }: ScaleItem): ScoreColumns => ({ SCORELETTERGRADE: NAME, SCOREGRADESCALEDCID: DCID });

/** Six places, as in captures. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
