import { DateTime } from 'luxon';
import { yearIdOfTerm } from '../../../../shared/powerschool/term.ts';
import type { SandboxResponse } from '../route.ts';
import { XteRefusal, conflict } from './answers.ts';
import { categoryOf, sentSections } from './assignment-checks.ts';
import { sectionsOf, type AssignmentSectionRow } from './assignments.ts';
import { requireWrite } from './grants.ts';
import {
  deleteRow,
  emptiable,
  flag,
  given,
  insertRow,
  isSent,
  isTermLocked,
  nextId,
  number,
  requiredTeacher,
  requireTeaches,
  sentObject,
  text,
  timestamp,
  updateRow,
  type Sent,
  type XteCall,
} from './request.ts';
import { recomputeScores, targetOf } from './score-values.ts';

const written = ['ASSIGNMENT', 'ASSIGNMENTSECTION', 'ASSIGNMENTCATEGORYASSOC'] as const;

/** `POST /ws/xte/section/assignment/`: 201 without a body; where it is stands in `Location` (reference §7.3). */
export function createAssignment(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, ...written);
  const { plugin } = call.request;
  const teacher = requiredTeacher(call);
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

/**
 * `PUT …/{id}`: every section must be sent. Where the scoring changes and there are scores, `update_scores` must say whether these
 * are computed anew.
 */
export function updateAssignment(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, ...written);
  const teacher = requiredTeacher(call);
  const before = sectionsOf(call, id);
  for (const row of before) requireTeaches(call.db, teacher, row.SECTIONSDCID);
  requireUnlocked(call, before);
  const sections = sentSections(call, sentObject(call.request.body), teacher);
  const updateScores = call.request.params.get('update_scores');
  for (const row of before) {
    const sent = sections.find((section) => section['sectionsdcid'] === row.SECTIONSDCID);
    if (sent === undefined) throw conflict('All sections must be included', [{ field: '_assignmentsections' }]);
    const changes = changesScoring(sent, row) && hasScores(call, row);
    if (changes && updateScores === null) {
      throw conflict("Scores exist: parameter 'update_scores' is required", [
        { field: 'update_scores', code: 'Required' },
      ]);
    }
    updateRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', row.ASSIGNMENTSECTIONID, columnsOf(sent, row.WEIGHT));
    putCategory(call, row.ASSIGNMENTSECTIONID, sent);
    if (changes && updateScores === 'true') recomputeScores(call, row.ASSIGNMENTSECTIONID);
  }
  for (const sent of sections) {
    if (!before.some((row) => row.SECTIONSDCID === sent['sectionsdcid'])) addSection(call, id, sent);
  }
  updateRow(call, 'ASSIGNMENT', 'ASSIGNMENTID', id, {});
  return { status: 200 };
}

/** `DELETE …/{id}`: 412 where there are scores, unless `force=true`. */
export function deleteAssignment(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, ...written);
  const teacher = requiredTeacher(call);
  const sections = sectionsOf(call, id);
  for (const row of sections) requireTeaches(call.db, teacher, row.SECTIONSDCID);
  requireUnlocked(call, sections);
  if (call.request.params.get('force') !== 'true' && sections.some((row) => hasScores(call, row))) {
    throw new XteRefusal(412, 'The assignment has scores');
  }
  for (const { ASSIGNMENTSECTIONID } of sections) {
    for (const [table, key] of children) deleteRows(call, table, key, 'ASSIGNMENTSECTIONID', ASSIGNMENTSECTIONID);
    deleteRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', ASSIGNMENTSECTIONID);
  }
  deleteRow(call, 'ASSIGNMENT', 'ASSIGNMENTID', id);
  return { status: 204 };
}

function requireUnlocked(call: XteCall, sections: readonly AssignmentSectionRow[]): void {
  const isLocked = (row: AssignmentSectionRow): boolean =>
    targetOf(call, row.ASSIGNMENTSECTIONID)?.ISLOCKED === 1 || isTermLocked(call, row.SECTIONSDCID);
  if (sections.some(isLocked)) throw conflict('The term is locked', [{ field: 'islocked' }]);
}

const children = [
  ['ASSIGNMENTSCORE', 'ASSIGNMENTSCOREID'],
  ['ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID'],
  ['ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID'],
] as const;

function deleteRows(call: XteCall, table: string, key: string, parent: string, parentId: number): void {
  const ids = call.db
    .prepare<[number], number>(`SELECT ${key} FROM ${table} WHERE ${parent} = ?`)
    .pluck()
    .all(parentId);
  for (const id of ids) {
    if (table === 'ASSIGNMENTSCORE') {
      deleteRows(call, 'ASSIGNMENTSCORECOMMENT', 'ASSIGNMENTSCORECOMMENTID', 'ASSIGNMENTSCOREID', id);
    }
    deleteRow(call, table, key, id);
  }
}

function addSection(call: XteCall, assignment: number, sent: Sent): number {
  const { db } = call;
  const id = nextId(db, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID');
  const section = number(sent['sectionsdcid']) ?? 0;
  const termId = db.prepare<[number], number>('SELECT TERMID FROM SECTIONS WHERE DCID = ?').pluck().get(section) ?? 0;
  const yearId = yearIdOfTerm(termId);
  const today = timestamp(call).slice(0, 10);
  insertRow(call, 'ASSIGNMENTSECTION', 'ASSIGNMENTSECTIONID', {
    ASSIGNMENTSECTIONID: id,
    ASSIGNMENTID: assignment,
    SECTIONSDCID: section,
    YEARID: yearId,
    DUEDATE: DateTime.fromISO(today, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd'),
    PUBLISHEDDATE: sent['publishoption'] === undefined || sent['publishoption'] === 'Immediately' ? today : null,
    EXTRACREDITPOINTS: 0,
    ISCOUNTEDINFINALGRADE: 1,
    ISSCORESPUBLISH: 1,
    ISSCORINGNEEDED: 0,
    ISLOCKED: 0,
    MAXRETAKEALLOWED: 0,
    PUBLISHDAYSBEFOREDUE: 0,
    PUBLISHOPTION: 'Immediately',
    ...columnsOf(sent, 1),
  });
  putCategory(call, id, sent);
  const students: unknown = sent['_assignmentstudentassociations'];
  for (const entry of Array.isArray(students) ? students.filter(isSent) : []) {
    insertRow(call, 'ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID', {
      ASSIGNMENTSTUDENTASSOCID: nextId(db, 'ASSIGNMENTSTUDENTASSOC', 'ASSIGNMENTSTUDENTASSOCID'),
      ASSIGNMENTSECTIONID: id,
      STUDENTSDCID: number(entry['studentsdcid']) ?? null,
      YEARID: yearId,
    });
  }
  return id;
}

function putCategory(call: XteCall, assignmentSection: number, sent: Sent): void {
  const category = categoryOf(sent);
  if (category === undefined) return;
  const there = call.db
    .prepare<[number], { id: number; category: number }>(
      `SELECT ASSIGNMENTCATEGORYASSOCID AS id, TEACHERCATEGORYID AS category FROM ASSIGNMENTCATEGORYASSOC
       WHERE ASSIGNMENTSECTIONID = ? AND ISPRIMARY = 1`,
    )
    .get(assignmentSection);
  if (there?.category === category) return;
  if (there !== undefined) {
    updateRow(call, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', there.id, { TEACHERCATEGORYID: category });
    return;
  }
  insertRow(call, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID', {
    ASSIGNMENTCATEGORYASSOCID: nextId(call.db, 'ASSIGNMENTCATEGORYASSOC', 'ASSIGNMENTCATEGORYASSOCID'),
    ASSIGNMENTSECTIONID: assignmentSection,
    TEACHERCATEGORYID: category,
    ISPRIMARY: 1,
  });
}

const changesScoring = (sent: Sent, row: AssignmentSectionRow): boolean =>
  sent['scoretype'] !== row.SCORETYPE || sent['scoreentrypoints'] !== row.SCOREENTRYPOINTS;

const hasScores = ({ db }: XteCall, { ASSIGNMENTSECTIONID }: AssignmentSectionRow): boolean =>
  db.prepare('SELECT 1 FROM ASSIGNMENTSCORE WHERE ASSIGNMENTSECTIONID = ? LIMIT 1').get(ASSIGNMENTSECTIONID) !==
  undefined;

/** The total is always computed, whatever was sent for it. */
function columnsOf(sent: Sent, defaultWeight: number): Record<string, unknown> {
  const points = number(sent['scoreentrypoints']) ?? 0;
  const weight = number(sent['weight']) ?? defaultWeight;
  return given({
    NAME: text(sent['name'])?.trim(),
    DESCRIPTION: emptiable(sent['description']),
    DUEDATE: text(sent['duedate']),
    SCORETYPE: text(sent['scoretype']),
    SCOREENTRYPOINTS: points,
    WEIGHT: weight,
    TOTALPOINTVALUE: points * weight,
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
