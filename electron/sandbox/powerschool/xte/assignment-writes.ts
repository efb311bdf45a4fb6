import { characterCount } from '../../../../shared/oneroster/limits.ts';
import { scoreTypes } from '../../../../shared/powerschool/score-type.ts';
import { yearIdOfTerm } from '../../../../shared/powerschool/term.ts';
import type { SandboxResponse } from '../route.ts';
import { sectionsOf, type AssignmentSectionRow } from './assignments.ts';
import { badRequest, conflict, notFound, XteRefusal, type XteError } from './answers.ts';
import { requireWrite } from './grants.ts';
import {
  deleteRow,
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

/** `POST /ws/xte/section/assignment/`: 201 without a body; where it is stands in `Location` (reference §7.3). */
export function createAssignment(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'assignment');
  const { plugin } = call.request;
  const teacher = requiredNumber(call, 'users_dcid');
  const sections = sentSections(call, sentObject(call.request.body), teacher);
  const id = nextId(call.db, 'ASSIGNMENT', 'ASSIGNMENTID');
  insertRow(call, 'ASSIGNMENT', 'ASSIGNMENTID', {
    ASSIGNMENTID: id,
    CREATEDBYPLUGIN: plugin === undefined ? null : String(plugin.id),
    HASSTANDARDS: 0,
    STANDARDCALCDIRECTION: 'NONE',
    STANDARDSCORINGMETHOD: 'GradeScale',
  });
  const ids = sections.map((sent) => addSection(call, id, sent));
  return {
    status: 201,
    headers: {
      Location: `/ws/xte/section/assignment/${id}`,
      ...(call.context.switches.assignmentSectionIdsHeader ? { AssignmentSectionIds: JSON.stringify(ids) } : {}),
    },
  };
}

/** `PUT …/{id}`: every section must be sent; `update_scores` is needed where the scoring changes and there are scores. */
export function updateAssignment(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, 'assignment');
  const teacher = requiredNumber(call, 'users_dcid');
  const before = sectionsOf(call, id);
  if (before.length === 0) throw notFound('Assignment');
  const sections = sentSections(call, sentObject(call.request.body), teacher);
  for (const row of before) {
    const sent = sections.find((section) => section['sectionsdcid'] === row.SECTIONSDCID);
    if (sent === undefined) throw conflict('All sections must be included', [{ field: '_assignmentsections' }]);
    if (changesScoring(sent, row) && hasScores(call, row) && !call.request.params.has('update_scores')) {
      throw badRequest("Required parameter 'update_scores' is missing");
    }
    updateRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', row.ASSIGNMENTSECTIONID, columnsOf(sent));
    putCategory(call, row.ASSIGNMENTSECTIONID, sent);
  }
  for (const sent of sections) {
    if (!before.some((row) => row.SECTIONSDCID === sent['sectionsdcid'])) addSection(call, id, sent);
  }
  updateRow(call, 'ASSIGNMENT', 'ASSIGNMENTID', id, {});
  return { status: 200 };
}

/** `DELETE …/{id}`: 412 where there are scores, unless `force=true`. */
export function deleteAssignment(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, 'assignment');
  const teacher = requiredNumber(call, 'users_dcid');
  const sections = sectionsOf(call, id);
  if (sections.length === 0) throw notFound('Assignment');
  for (const row of sections) requireTeaches(call.db, teacher, row.SECTIONSDCID);
  if (call.request.params.get('force') !== 'true' && sections.some((row) => hasScores(call, row))) {
    throw new XteRefusal(412, 'The assignment has scores');
  }
  for (const { ASSIGNMENTSECTIONID } of sections) {
    for (const [table, key] of children) {
      const ids = call.db
        .prepare<[number], number>(`SELECT ${key} FROM ${table} WHERE ASSIGNMENTSECTIONID = ?`)
        .pluck()
        .all(ASSIGNMENTSECTIONID);
      for (const child of ids) deleteRow(call, table, key, child);
    }
    deleteRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', ASSIGNMENTSECTIONID);
  }
  deleteRow(call, 'ASSIGNMENT', 'ASSIGNMENTID', id);
  return { status: 204 };
}

const children = [
  ['ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID'],
  ['ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID'],
  ['ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID'],
] as const;

function sentSections(call: XteCall, body: Sent, teacher: number): readonly Sent[] {
  const list = body['_assignmentsections'];
  if (!Array.isArray(list) || list.length === 0)
    throw conflict('Validation Failed', [{ field: '_assignmentsections', code: 'Required' }]);
  const sections = list.filter(isSent);
  for (const sent of sections) {
    const section = number(sent['sectionsdcid']) ?? 0;
    requireTeaches(call.db, teacher, section);
    const errors = problemsOf(call, sent, section, teacher);
    if (errors.length > 0) throw conflict('Validation Failed', errors);
  }
  return sections;
}

function problemsOf({ db }: XteCall, sent: Sent, section: number, teacher: number): readonly XteError[] {
  const errors: XteError[] = [];
  const name = text(sent['name'])?.trim() ?? '';
  if (name === '') errors.push({ field: 'name', code: 'Required' });
  if (characterCount(name) > 50) errors.push({ field: 'name', code: 'MaxLength', params: { max: 50 } });
  if (characterCount(text(sent['description']) ?? '') > 4000)
    errors.push({ field: 'description', code: 'MaxLength', params: { max: 4000 } });
  const scoreType = sent['scoretype'];
  if (!scoreTypes.some((type) => type === scoreType)) errors.push({ field: 'scoretype', code: 'Invalid' });
  if (number(sent['scoreentrypoints']) === undefined) errors.push({ field: 'scoreentrypoints', code: 'Required' });
  const due = text(sent['duedate']);
  const term = db
    .prepare<[number], { FIRSTDAY: string; LASTDAY: string }>(
      `SELECT TERMS.FIRSTDAY, TERMS.LASTDAY FROM SECTIONS
         JOIN TERMS ON TERMS.ID = SECTIONS.TERMID AND TERMS.SCHOOLID = SECTIONS.SCHOOLID WHERE SECTIONS.DCID = ?`,
    )
    .get(section);
  if (due !== undefined && term !== undefined && (due < term.FIRSTDAY || due > term.LASTDAY)) {
    errors.push({ field: 'duedate', code: 'OutsideTerm', params: { from: term.FIRSTDAY, to: term.LASTDAY } });
  }
  const category = categoryOf(sent);
  const owned =
    category === undefined ||
    db.prepare('SELECT 1 FROM TEACHERCATEGORY WHERE TEACHERCATEGORYID = ? AND USERSDCID = ?').get(category, teacher) !==
      undefined;
  if (!owned) errors.push({ field: 'teachercategoryid', code: 'Invalid' });
  return errors;
}

function addSection(call: XteCall, assignment: number, sent: Sent): number {
  const { db } = call;
  const id = nextId(db, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID');
  const section = number(sent['sectionsdcid']) ?? 0;
  const facts = db
    .prepare<[number], { ID: number; TERMID: number }>('SELECT ID, TERMID FROM SECTIONS WHERE DCID = ?')
    .get(section);
  insertRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', {
    ASSIGNMENTSECTIONID: id,
    ASSIGNMENTID: assignment,
    SECTIONSDCID: section,
    YEARID: yearIdOfTerm(facts?.TERMID ?? 0),
    ISCOUNTEDINFINALGRADE: 1,
    ISSCORESPUBLISH: 1,
    ISSCORINGNEEDED: 0,
    ISLOCKED: 0,
    PUBLISHOPTION: 'Immediately',
    ...columnsOf(sent),
  });
  putCategory(call, id, sent);
  const students = db
    .prepare<[number], number>(
      'SELECT STUDENTS.DCID FROM CC JOIN STUDENTS ON STUDENTS.ID = CC.STUDENTID WHERE CC.SECTIONID = ?',
    )
    .pluck()
    .all(facts?.ID ?? 0);
  for (const student of students) {
    insertRow(call, 'ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID', {
      ASSIGNMENTSTUDENTASSOCID: nextId(db, 'ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID'),
      ASSIGNMENTSECTIONID: id,
      STUDENTSDCID: student,
    });
  }
  return id;
}

function putCategory(call: XteCall, assignmentSection: number, sent: Sent): void {
  const category = categoryOf(sent);
  if (category === undefined) return;
  const there = call.db
    .prepare<[number], number>(
      'SELECT ASSIGNMENTCATEGORYASSOCID FROM ASSIGNMENTCATEGORYASSOC WHERE ASSIGNMENTSECTIONID = ? AND ISPRIMARY = 1',
    )
    .pluck()
    .get(assignmentSection);
  if (there !== undefined) {
    updateRow(call, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', there, { TEACHERCATEGORYID: category });
    return;
  }
  insertRow(call, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', {
    ASSIGNMENTCATEGORYASSOCID: nextId(call.db, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID'),
    ASSIGNMENTSECTIONID: assignmentSection,
    TEACHERCATEGORYID: category,
    ISPRIMARY: 1,
  });
}

function categoryOf(sent: Sent): number | undefined {
  const list = sent['_assignmentcategoryassociations'];
  const first = Array.isArray(list) ? list.find((entry) => isSent(entry) && entry['isprimary'] !== false) : undefined;
  return isSent(first) ? number(first['teachercategoryid']) : undefined;
}

const changesScoring = (sent: Sent, row: AssignmentSectionRow): boolean =>
  (sent['scoretype'] !== undefined && sent['scoretype'] !== row.SCORETYPE) ||
  (sent['scoreentrypoints'] !== undefined && sent['scoreentrypoints'] !== row.SCOREENTRYPOINTS);

const hasScores = ({ db }: XteCall, { ASSIGNMENTSECTIONID }: AssignmentSectionRow): boolean =>
  db.prepare('SELECT 1 FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID = ? LIMIT 1').get(ASSIGNMENTSECTIONID) !==
  undefined;

function columnsOf(sent: Sent): Record<string, unknown> {
  const points = number(sent['scoreentrypoints']);
  const weight = number(sent['weight']) ?? 1;
  return given({
    NAME: text(sent['name'])?.trim(),
    DESCRIPTION: text(sent['description']),
    DUEDATE: text(sent['duedate']),
    SCORETYPE: text(sent['scoretype']),
    SCOREENTRYPOINTS: points,
    WEIGHT: weight,
    TOTALPOINTVALUE: points === undefined ? undefined : points * weight,
    EXTRACREDITPOINTS: number(sent['extracreditpoints']),
    ISCOUNTEDINFINALGRADE: flag(sent['iscountedinfinalgrade']),
    ISSCORINGNEEDED: flag(sent['isscoringneeded']),
    ISSCORESPUBLISH: flag(sent['isscorespublish']),
    PUBLISHOPTION: text(sent['publishoption']),
    PUBLISHONSPECIFICDATE: text(sent['publishonspecificdate']),
    PUBLISHDAYSBEFOREDUE: number(sent['publishdaysbeforedue']),
    MAXRETAKEALLOWED: number(sent['maxretakeallowed']),
  });
}
