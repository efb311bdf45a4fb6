import { readScoreType } from '../../../../shared/powerschool/score-type.ts';
import type { Change, Exchange } from '../../target.ts';
import type { WireRecord, WriteRequest } from '../api/powerschool-api.ts';
import { changedAssignment } from './assignment-body.ts';
import { categoryKeyOf, lineItemKeysOf, sectionOf, studentOf, teacherOf } from './change-keys.ts';
import { assignmentCreation, assignmentRemoval, assignmentUpdate } from './push-assignments.ts';
import { categoryCreation, categoryRemoval, categoryUpdate } from './push-categories.ts';
import { scoreRow, scoresRequest } from './score-row.ts';
import { shownRequest } from './verdict.ts';

/**
 * What would be sent, as far as it is known before anything is read: what stands in PowerSchool goes along unchanged in an update, and
 * scores go out with others of their line item, in its own term. `metadata.scoreType` and `metadata.resultValueMax` say how a result's line item is scored.
 */
export function previewOf(change: Change, termId: number): Pick<Exchange, 'method' | 'path' | 'body'> {
  return shownRequest(requestOf(change, termId));
}

function requestOf(change: Change, termId: number): WriteRequest {
  const teacher = teacherOf(change) ?? 0;
  if (change.entity === 'category') return categoryRequest(change, teacher, termId);
  return change.entity === 'lineItem' ? assignmentRequest(change, teacher) : scoreRequest(change, teacher, termId);
}

function categoryRequest(change: Change, teacher: number, termId: number): WriteRequest {
  if (change.action === 'create') return categoryCreation(change, teacher);
  if (change.action === 'delete') return categoryRemoval(change, teacher);
  return categoryUpdate(change, teacher, termId, { teachercategoryid: categoryKeyOf(change) });
}

function assignmentRequest(change: Change, teacher: number): WriteRequest {
  const section = sectionOf(change) ?? 0;
  if (change.action === 'create') return assignmentCreation(change, teacher, section);
  const keys = lineItemKeysOf(change);
  if (change.action === 'delete') return assignmentRemoval(change, teacher, keys?.key ?? 0);
  const entry: WireRecord = { assignmentsectionid: keys?.subkey, ...(section === 0 ? {} : { sectionsdcid: section }) };
  const standing = { assignmentid: keys?.key, _assignmentsections: [entry] };
  const body = changedAssignment(standing, change, new Map([[keys?.subkey ?? 0, change]]));
  return assignmentUpdate(change, teacher, keys?.key ?? 0, body);
}

function scoreRequest(change: Change, teacher: number, termId: number): WriteRequest {
  const keys = lineItemKeysOf(change);
  const student = studentOf(change) ?? 0;
  const given = readScoreType(textIn(change.metadata['scoreType']) ?? guessedScoreType(change));
  const maximum = change.metadata['resultValueMax'];
  const item = {
    key: keys?.key ?? 0,
    subkey: keys?.subkey ?? 0,
    section: sectionOf(change) ?? 0,
    scoreType: given.kind === 'valid' ? given.scoreType : ('GRADESCALE' as const),
    maximum: typeof maximum === 'number' ? maximum : null,
  };
  const row = scoreRow(change, item, student, { learn: async () => undefined, of: () => null, all: () => null });
  return scoresRequest('wire' in row ? [row] : [], { teacher, termId }, '');
}

const guessedScoreType = ({ values }: Change): string => (values['textScore'] === null ? 'POINTS' : 'GRADESCALE');

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
