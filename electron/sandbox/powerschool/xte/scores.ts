import type { SandboxResponse } from '../route.ts';
import { badRequest, conflict, found, noAssignmentSection, XteRefusal } from './answers.ts';
import { requireRead, requireWrite } from './grants.ts';
import { toObject } from './objects.ts';
import {
  flag,
  given,
  insertRow,
  isSent,
  nextId,
  number,
  requiredNumber,
  requireTeaches,
  sentObject,
  text,
  updateRow,
  type Sent,
  type XteCall,
} from './request.ts';

interface Target {
  readonly ASSIGNMENTSECTIONID: number;
  readonly SECTIONSDCID: number;
  readonly SCORETYPE: string;
  readonly SCOREENTRYPOINTS: number;
  readonly ISLOCKED: number;
  readonly YEARID: number;
}

/** `PUT /ws/xte/score`: upserts by assignment section and student, all or nothing (reference §7.5). */
export function putScores(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'score');
  const teacher = requiredNumber(call, 'users_dcid');
  if (call.context.switches.scoreStatusRequired) {
    requiredNumber(call, 'term_id');
    if (!call.request.params.has('status')) throw badRequest("Required parameter 'status' is missing");
  }
  const list = sentObject(call.request.body)['assignment_scores'];
  if (!Array.isArray(list)) throw badRequest("'assignment_scores' is missing");
  return found({ assignment_scores: list.filter(isSent).map((sent) => putScore(call, sent, teacher)) });
}

/** `PUT /ws/xte/score/assignment`: a single score, since 12.0.1. */
export function putOneScore(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'score');
  return found(putScore(call, sentObject(call.request.body), requiredNumber(call, 'users_dcid')));
}

/** `POST /ws/xte/assignment_score`: on older servers only, so a switch says whether it is there. */
export function readScores(call: XteCall): SandboxResponse {
  requireRead(call.request.plugin, 'score');
  const teacher = requiredNumber(call, 'users_dcid');
  const body = sentObject(call.request.body);
  const ids = (key: string) => JSON.stringify(Array.isArray(body[key]) ? body[key] : []);
  const rows = call.db
    .prepare<[string, string], Record<string, unknown>>(
      `SELECT ASSIGNMENTSCORE.*, ASSIGNMENTSECTION.SECTIONSDCID FROM ASSIGNMENTSCORE
         JOIN ASSIGNMENTSECTION ON ASSIGNMENTSECTION.ASSIGNMENTSECTIONID = ASSIGNMENTSCORE.ASSIGNMENTSECTIONID
       WHERE ASSIGNMENTSECTION.ASSIGNMENTID IN (SELECT value FROM json_each(?))
         AND ASSIGNMENTSECTION.SECTIONSDCID IN (SELECT value FROM json_each(?)) ORDER BY ASSIGNMENTSCOREID`,
    )
    .all(ids('assignment_ids'), ids('section_ids'));
  for (const section of new Set(rows.map((row) => Number(row['SECTIONSDCID']))))
    requireTeaches(call.db, teacher, section);
  return found(rows.map(({ SECTIONSDCID: _section, ...row }) => toScore(row)));
}

function putScore(call: XteCall, sent: Sent, teacher: number): object {
  const { db } = call;
  const section = sent['_assignmentsection'];
  const id = isSent(section) ? number(section['assignmentsectionid']) : undefined;
  const student = number(sent['studentsdcid']);
  if (id === undefined || student === undefined)
    throw badRequest('A score needs _assignmentsection.assignmentsectionid and studentsdcid');
  const target = db.prepare<[number], Target>('SELECT * FROM ASSIGNMENTSECTION WHERE ASSIGNMENTSECTIONID = ?').get(id);
  if (target === undefined) throw noAssignmentSection(id);
  requireTeaches(db, teacher, target.SECTIONSDCID);
  if (target.ISLOCKED === 1)
    throw conflict('The assignment is locked', [{ field: 'islocked', params: { assignment_section_id: id } }]);
  requireAssociation(call, target, student);
  const row = scoreColumns(call, sent, target);
  const there = db
    .prepare<[number, number], number>(
      'SELECT ASSIGNMENTSCOREID FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID = ? AND STUDENTSDCID = ?',
    )
    .pluck()
    .get(id, student);
  if (there === undefined) {
    insertRow(call, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', {
      ASSIGNMENTSCOREID: nextId(db, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID'),
      ASSIGNMENTSECTIONID: id,
      STUDENTSDCID: student,
      YEARID: target.YEARID,
      ...noFlags,
      ...row,
    });
  } else updateRow(call, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', there, row);
  return { _name: 'assignmentscore', studentsdcid: student, _assignmentsection: { assignmentsectionid: id } };
}

const noFlags = {
  ISLATE: 0,
  ISCOLLECTED: 0,
  ISEXEMPT: 0,
  ISMISSING: 0,
  ISABSENT: 0,
  ISINCOMPLETE: 0,
  HASRETAKE: 0,
  AUTHOREDBYUC: 0,
};

/** A student counts who is in the section now; those who came later are in everyone's list (reference §12). */
function requireAssociation({ db }: XteCall, target: Target, student: number): void {
  const enrolled = db
    .prepare(
      `SELECT 1 FROM CC JOIN STUDENTS ON STUDENTS.ID = CC.STUDENTID JOIN SECTIONS ON SECTIONS.ID = CC.SECTIONID
       WHERE SECTIONS.DCID = ? AND STUDENTS.DCID = ?`,
    )
    .get(target.SECTIONSDCID, student);
  if (enrolled !== undefined) return;
  throw conflict('Validation Failed', [
    {
      field: `Student.id [${student}] does not have an AssignmentStudentAssociation for AssignmentSection.id [${target.ASSIGNMENTSECTIONID}]`,
      params: { assignment_section_id: target.ASSIGNMENTSECTIONID, student_dcid: student },
    },
  ]);
}

function scoreColumns(call: XteCall, sent: Sent, target: Target): Record<string, unknown> {
  const flags = given({
    ISLATE: flag(sent['islate']),
    ISCOLLECTED: flag(sent['iscollected']),
    ISEXEMPT: flag(sent['isexempt']),
    ISMISSING: flag(sent['ismissing']),
    ISABSENT: flag(sent['isabsent']),
    ISINCOMPLETE: flag(sent['isincomplete']),
  });
  const entered = sent['actualscoreentered'];
  if (entered === undefined) return flags;
  if (entered === '' || entered === null) return { ...flags, ...cleared(call, entered) };
  const typed = text(entered) ?? String(number(entered) ?? '');
  if (typed.length > 30)
    throw conflict('Validation Failed', [{ field: 'actualscoreentered', code: 'MaxLength', params: { max: 30 } }]);
  const common = { ACTUALSCOREENTERED: typed, ACTUALSCOREKIND: text(sent['actualscorekind']) ?? 'REAL_SCORE' };
  if (target.SCORETYPE === 'GRADESCALE') return { ...flags, ...common, ...ofLetter(call, typed, target) };
  const value = Number(typed);
  if (Number.isNaN(value)) throw conflict('Validation Failed', [{ field: 'actualscoreentered', code: 'NotANumber' }]);
  const percent =
    target.SCORETYPE === 'PERCENT'
      ? value
      : target.SCOREENTRYPOINTS === 0
        ? null
        : (value / target.SCOREENTRYPOINTS) * 100;
  const points = target.SCORETYPE === 'PERCENT' ? (value / 100) * target.SCOREENTRYPOINTS : value;
  return {
    ...flags,
    ...common,
    SCOREPOINTS: points,
    SCOREPERCENT: percent === null ? null : Number(percent.toFixed(6)),
    SCORELETTERGRADE: percent === null ? null : letterOf(call, percent, target),
  };
}

/** How a score is cleared is an open question of the reference: a switch says which form the server takes. */
function cleared({ context }: XteCall, entered: '' | null): Record<string, unknown> {
  const { clearScoreWith } = context.switches;
  const takes = clearScoreWith === 'either' || clearScoreWith === (entered === null ? 'null' : 'empty');
  if (!takes) throw conflict('Validation Failed', [{ field: 'actualscoreentered', code: 'Required' }]);
  return {
    ACTUALSCOREENTERED: null,
    ACTUALSCOREKIND: null,
    SCOREPOINTS: null,
    SCOREPERCENT: null,
    SCORELETTERGRADE: null,
  };
}

interface ScaleItem {
  readonly NAME: string;
  readonly CUTOFFPERCENTAGE: number;
  readonly DCID: number;
}

const scaleOf = ({ db }: XteCall, target: Target): readonly ScaleItem[] =>
  db
    .prepare<[number], ScaleItem>(
      `SELECT NAME, CUTOFFPERCENTAGE, GRADESCALEITEM.DCID FROM GRADESCALEITEM JOIN SECTIONS ON SECTIONS.GRADESCALEID = GRADESCALEITEM.GRADESCALEID
       WHERE SECTIONS.DCID = ? AND CUTOFFPERCENTAGE IS NOT NULL ORDER BY CUTOFFPERCENTAGE DESC`,
    )
    .all(target.SECTIONSDCID);

/** The item with the highest cut-off that the percentage reaches (reference §7.7). */
const letterOf = (call: XteCall, percent: number, target: Target): string | null =>
  scaleOf(call, target).find((item) => item.CUTOFFPERCENTAGE <= percent)?.NAME ?? null;

function ofLetter(call: XteCall, letter: string, target: Target): Record<string, unknown> {
  const item = scaleOf(call, target).find(({ NAME }) => NAME === letter);
  if (item === undefined)
    throw new XteRefusal(409, 'Validation Failed', [{ field: 'actualscoreentered', code: 'NotInGradeScale' }]);
  const percent = item.CUTOFFPERCENTAGE;
  return {
    ACTUALSCOREGRADESCALEDCID: item.DCID,
    SCOREPERCENT: percent,
    SCOREPOINTS: (percent / 100) * target.SCOREENTRYPOINTS,
    SCORELETTERGRADE: item.NAME,
  };
}

function toScore({ ASSIGNMENTSECTIONID, ...row }: Record<string, unknown>): object {
  return {
    ...toObject('assignmentscore', row['ASSIGNMENTSCOREID'], row),
    _assignmentsection: { assignmentsectionid: ASSIGNMENTSECTIONID },
  };
}
