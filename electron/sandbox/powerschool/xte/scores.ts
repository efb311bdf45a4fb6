import type { SandboxResponse } from '../route.ts';
import { badRequest, conflict, found, noAssignmentSection, type XteError } from './answers.ts';
import { requireRead, requireWrite } from './grants.ts';
import { selected, toObject } from './objects.ts';
import {
  emptiable,
  flag,
  given,
  insertRow,
  isSent,
  isTermLocked,
  nextId,
  number,
  requiredNumber,
  requiredTeacher,
  requireTeaches,
  requireTerm,
  sentObject,
  timestamp,
  updateRow,
  type Sent,
  type XteCall,
} from './request.ts';
import { scoreColumns, targetOf, type ScoreTarget } from './score-values.ts';

/** `PUT /ws/xte/score`: upserts by assignment section and student, all or nothing (reference §7.5). */
export function putScores(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'ASSIGNMENTSCORE');
  const teacher = requiredTeacher(call);
  requireTerm(call);
  if (call.context.switches.scoreStatusRequired) {
    requiredNumber(call, 'term_id');
    if (!call.request.params.has('status')) throw badRequest("Required parameter 'status' is missing");
  }
  const list: unknown = sentObject(call.request.body)['assignment_scores'];
  if (!Array.isArray(list)) throw badRequest("'assignment_scores' is missing");
  return found({ assignment_scores: putAll(call, list.map(sentObject), teacher) });
}

/** `PUT /ws/xte/score/assignment`: a single score, since 12.0.1. */
export function putOneScore(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'ASSIGNMENTSCORE');
  const [written] = putAll(call, [sentObject(call.request.body)], requiredTeacher(call));
  return found(written);
}

/** `POST /ws/xte/assignment_score`: on older servers only, so a switch says whether it is there. */
export function readScores(call: XteCall): SandboxResponse {
  requireRead(call.request.plugin, 'ASSIGNMENTSCORE');
  const teacher = requiredTeacher(call);
  const body = sentObject(call.request.body);
  const ids = (key: string) => {
    const list: unknown = body[key];
    if (!Array.isArray(list)) throw badRequest(`'${key}' is missing`);
    return list.filter((id) => typeof id === 'number');
  };
  const sections = ids('section_ids');
  for (const section of sections) requireTeaches(call.db, teacher, section);
  const rows = call.db
    .prepare<[string, string], Record<string, unknown>>(
      `SELECT ${selected('ASSIGNMENTSCORE')} FROM ASSIGNMENTSCORE JOIN ASSIGNMENTSECTION USING (ASSIGNMENTSECTIONID)
       WHERE ASSIGNMENTSECTION.ASSIGNMENTID IN (SELECT value FROM json_each(?))
         AND ASSIGNMENTSECTION.SECTIONSDCID IN (SELECT value FROM json_each(?)) ORDER BY ASSIGNMENTSCOREID`,
    )
    .all(JSON.stringify(ids('assignment_ids')), JSON.stringify(sections));
  return found(
    rows.map(({ ASSIGNMENTSECTIONID, ...row }) => ({
      ...toObject('assignmentscore', row['ASSIGNMENTSCOREID'], row),
      _assignmentsection: { assignmentsectionid: ASSIGNMENTSECTIONID },
    })),
  );
}

interface NewScore {
  readonly sent: Sent;
  readonly target: ScoreTarget;
  readonly student: number;
}

/** Nothing is written unless every student is associated; all who are not are named, so that the rest can be sent again. */
function putAll(call: XteCall, list: readonly Sent[], teacher: number): readonly object[] {
  const scores = list.map((sent) => readScore(call, sent, teacher));
  const errors = scores.flatMap((score) => associationProblem(call, score));
  if (errors.length > 0) throw conflict('Validation Failed', errors);
  return scores.map((score) => putScore(call, score));
}

function readScore(call: XteCall, sent: Sent, teacher: number): NewScore {
  const section = sent['_assignmentsection'];
  const id = isSent(section) ? number(section['assignmentsectionid']) : undefined;
  const student = number(sent['studentsdcid']);
  if (id === undefined || student === undefined) {
    throw badRequest('A score needs _assignmentsection.assignmentsectionid and studentsdcid');
  }
  const target = targetOf(call, id);
  if (target === undefined) throw noAssignmentSection(id);
  requireTeaches(call.db, teacher, target.SECTIONSDCID);
  if (target.ISLOCKED === 1 || isTermLocked(call, target.SECTIONSDCID)) {
    throw conflict('The term is locked', [{ field: 'islocked', params: { assignment_section_id: id } }]);
  }
  return { sent, target, student };
}

/**
 * Students are associated as long as they are in the section, later ones included; where an assignment was given to some by name, only
 * these (reference §12).
 */
function associationProblem({ db }: XteCall, { target, student }: NewScore): readonly XteError[] {
  const id = target.ASSIGNMENTSECTIONID;
  const isAssociated = db
    .prepare(
      `SELECT 1 FROM CC JOIN STUDENTS ON STUDENTS.ID = CC.STUDENTID JOIN SECTIONS ON SECTIONS.ID = CC.SECTIONID
       WHERE SECTIONS.DCID = :section AND STUDENTS.DCID = :student AND (
         EXISTS (SELECT 1 FROM ASSIGNMENTSTUDENTASSOC WHERE ASSIGNMENTSECTIONID = :id AND STUDENTSDCID = :student)
         OR NOT EXISTS (SELECT 1 FROM ASSIGNMENTSTUDENTASSOC WHERE ASSIGNMENTSECTIONID = :id))`,
    )
    .get({ section: target.SECTIONSDCID, student, id });
  if (isAssociated !== undefined) return [];
  const field = `Student.id [${student}] does not have an AssignmentStudentAssociation for AssignmentSection.id [${id}]`;
  return [{ field, params: { assignment_section_id: id, student_dcid: student } }];
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

function putScore(call: XteCall, { sent, target, student }: NewScore): object {
  const id = target.ASSIGNMENTSECTIONID;
  const there = call.db
    .prepare<[number, number], Standing>(
      'SELECT ASSIGNMENTSCOREID, ACTUALSCOREENTERED, ACTUALSCOREKIND FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID = ? AND STUDENTSDCID = ?',
    )
    .get(id, student);
  // What was entered before and is entered again is no new score.
  const values = isEnteredAgain(sent, there) ? {} : scoreColumns(call, sent, target);
  const row = {
    ...flagsOf(sent),
    ...values,
    ...(values['ACTUALSCOREENTERED'] === undefined ? {} : { SCOREENTRYDATE: timestamp(call) }),
  };
  const scoreId = there?.ASSIGNMENTSCOREID ?? nextId(call.db, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID');
  if (there === undefined) {
    insertRow(call, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', {
      ASSIGNMENTSCOREID: scoreId,
      ASSIGNMENTSECTIONID: id,
      STUDENTSDCID: student,
      YEARID: target.YEARID,
      ...noFlags,
      ...row,
    });
  } else updateRow(call, 'ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID', scoreId, row);
  putComment(call, scoreId, sent['_assignmentscorecomment']);
  return { _name: 'assignmentscore', studentsdcid: student, _assignmentsection: { assignmentsectionid: id } };
}

interface Standing {
  readonly ASSIGNMENTSCOREID: number;
  readonly ACTUALSCOREENTERED: string | null;
  readonly ACTUALSCOREKIND: string | null;
}

const isEnteredAgain = (sent: Sent, there: Standing | undefined): boolean =>
  there !== undefined &&
  there.ACTUALSCOREENTERED !== null &&
  sent['actualscoreentered'] === there.ACTUALSCOREENTERED &&
  (sent['actualscorekind'] ?? 'REAL_SCORE') === there.ACTUALSCOREKIND;

const flagsOf = (sent: Sent): Record<string, unknown> =>
  given({
    ISLATE: flag(sent['islate']),
    ISCOLLECTED: flag(sent['iscollected']),
    ISEXEMPT: flag(sent['isexempt']),
    ISMISSING: flag(sent['ismissing']),
    ISABSENT: flag(sent['isabsent']),
    ISINCOMPLETE: flag(sent['isincomplete']),
  });

function putComment(call: XteCall, score: number, comment: unknown): void {
  const value = isSent(comment) ? emptiable(comment['commentvalue']) : undefined;
  if (value === undefined) return;
  requireWrite(call.request.plugin, 'ASSIGNMENTSCORECOMMENT');
  const [table, key] = ['ASSIGNMENTSCORECOMMENT', 'ASSIGNMENTSCORECOMMENTID'] as const;
  const there = call.db
    .prepare<[number], number>(`SELECT ${key} FROM ${table} WHERE ASSIGNMENTSCOREID = ?`)
    .pluck()
    .get(score);
  if (there !== undefined) updateRow(call, table, key, there, { COMMENTVALUE: value });
  else
    insertRow(call, table, key, { [key]: nextId(call.db, table, key), ASSIGNMENTSCOREID: score, COMMENTVALUE: value });
}
