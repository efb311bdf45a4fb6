import type { Values } from '../../../../shared/exchange/exchanged.ts';
import { scoreEntry, type ScoreEntry, type ScoreProblem } from '../../../../shared/powerschool/score-entry.ts';
import type { Change } from '../../target.ts';
import type { WireRecord, WriteRequest } from '../api/powerschool-api.ts';
import type { LetterBook } from './letters.ts';
import { incomplete, type Refusal } from './refusals.ts';
import type { ScoreItem } from './score-items.ts';

/** A row of `PUT /ws/xte/score` (reference §7.5). */
export interface ScoreRow {
  readonly change: Change;
  readonly student: number;
  readonly wire: WireRecord;
  /** The same as JSON. */
  readonly json: string;
  /** That the score be cleared; how is learned from the server, so these rows go out by themselves. */
  readonly clears: boolean;
}

const flags = {
  islate: 'late',
  ismissing: 'missing',
  isincomplete: 'incomplete',
  isexempt: 'metadata.exempt',
  iscollected: 'metadata.collected',
  isabsent: 'metadata.absent',
} as const;

/** A result that is removed: PowerSchool has no way to remove a score but to clear everything in it. */
const nothing: Values = { score: null, textScore: null, comment: null };

/**
 * The row for a change, whole: a score that stands there is sent with a flag that changes, for it is not documented that what is left
 * out stays.
 */
export function scoreRow(change: Change, item: ScoreItem, student: number, letters: LetterBook): ScoreRow | Refusal {
  const isRemoval = change.action === 'delete';
  const values = isRemoval ? nothing : change.values;
  const changes = (...names: readonly string[]): boolean =>
    isRemoval || change.action === 'create' || names.some((name) => change.changed.includes(name));
  const entered = enteredBefore(change, changes('score', 'textScore'));
  const entry = codeAmongLetters(scoreEntry(values, item, entered), entered, item, letters);
  if (entry.kind === 'impossible') return problems[entry.problem];
  const clears = entry.kind === 'blank' && change.action !== 'create' && changes('score', 'textScore');
  const letter =
    entry.kind === 'score' && item.scoreType === 'GRADESCALE' ? letters.of(item.section, entry.text) : null;
  const wire = {
    _assignmentsection: { assignmentsectionid: item.subkey },
    studentsdcid: student,
    scoretype: item.scoreType,
    ...(entry.kind === 'blank'
      ? {}
      : { actualscoreentered: entry.text, actualscorekind: entry.kind === 'code' ? 'SCORE_CODE' : 'REAL_SCORE' }),
    ...(entry.kind === 'score' && item.scoreType === 'POINTS' ? { scorepoints: values['score'] } : {}),
    ...(letter === null ? {} : { actualscoregradescaledcid: letter }),
    ...flagsOf(values, changes),
    ...(changes('comment') && (values['comment'] !== null || change.action !== 'create')
      ? { _assignmentscorecomment: { commentvalue: values['comment'] ?? '' } }
      : {}),
  };
  const says = Object.keys(wire).length > 3 || clears;
  return says ? { change, student, wire, json: JSON.stringify(wire), clears } : incomplete('value');
}

/** Among letters only what stands there already and is none of the scale's letters is surely one of the district's codes. */
function codeAmongLetters(entry: ScoreEntry, entered: string | null, item: ScoreItem, letters: LetterBook): ScoreEntry {
  if (entry.kind !== 'score' || item.scoreType !== 'GRADESCALE' || entry.text !== entered) return entry;
  const known = letters.all(item.section);
  return known === null || known.has(entry.text) ? entry : { kind: 'code', text: entry.text };
}

/** What stands there, as far as it is known: the text itself where the score is not what changes. */
function enteredBefore({ values, metadata }: Change, isChanged: boolean): string | null {
  const known = isChanged ? metadata['scoreEntered'] : values['textScore'];
  return typeof known === 'string' ? known : null;
}

/** Each flag by itself; one without a value is left as it is, unless it is its value that goes. */
function flagsOf(values: Values, changes: (...names: readonly string[]) => boolean): WireRecord {
  const sent: Record<string, boolean> = {};
  for (const [field, name] of Object.entries(flags)) {
    const value = values[name] ?? null;
    if (value !== null || changes(name)) sent[field] = value === 1;
  }
  return sent;
}

/** Rows of one assignment section, of one teacher and term. */
export const scoresRequest = (
  rows: readonly ScoreRow[],
  { teacher, termId }: { readonly teacher: number; readonly termId: number },
  clearing: '' | null,
): WriteRequest => ({
  method: 'PUT',
  path: '/ws/xte/score',
  params: { users_dcid: String(teacher), status: 'A', term_id: String(termId) },
  json: scoresBody(rows, clearing),
});

/** `clearing`: how this server wants a score cleared. */
export const scoresBody = (rows: readonly ScoreRow[], clearing: '' | null): string =>
  `{"assignment_scores":[${rows.map((row) => jsonOf(row, clearing)).join(',')}]}`;

const jsonOf = ({ wire, json, clears }: ScoreRow, clearing: '' | null): string =>
  clears ? JSON.stringify({ ...wire, actualscoreentered: clearing }) : json;

const problems: Readonly<Record<ScoreProblem, Refusal>> = {
  numberForLetter: {
    code: 'result.letterNeeded',
    reason: 'This assignment is graded by letters, and the score is a number without a letter (S7).',
    fix: 'Give the letter where the score was given, or change the score type of the assignment to POINTS.',
  },
  notScored: {
    code: 'result.notScored',
    reason: 'This assignment is only collected; it takes no score.',
    fix: 'Change its score type, or clear the score where it was given.',
  },
  numberAndText: {
    code: 'result.numberAndText',
    reason: 'The score is a number and a text at once, and PowerSchool keeps one of them.',
    fix: 'Clear one of the two where the score was given, or leave the text out by an attribute mapping.',
  },
  numberAsText: {
    code: 'result.numberAsText',
    reason: 'A number came as a text, and PowerSchool would keep it as a number.',
    fix: 'Enter it as the score where it was given.',
  },
  noMaximum: {
    code: 'result.noMaximum',
    reason: 'This assignment is scored in percent of points possible, and it has none.',
    fix: 'Give the assignment points possible.',
  },
};
