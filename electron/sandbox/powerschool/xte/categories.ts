import { categoryTitleLimit, characterCount, foldName } from '../../../../shared/oneroster/limits.ts';
import type { SandboxResponse } from '../route.ts';
import { conflict, found, invalid, notFound } from './answers.ts';
import { requireRead, requireWrite } from './grants.ts';
import { selected, toObject, withBreachMitigation, type Row } from './objects.ts';
import {
  deleteRow,
  flag,
  given,
  insertRow,
  nextId,
  number,
  requiredNumber,
  requiredTeacher,
  requireTerm,
  sentList,
  text,
  updateRow,
  type Sent,
  type XteCall,
} from './request.ts';

interface CategoryRow extends Row {
  readonly TEACHERCATEGORYID: number;
  readonly USERSDCID: number;
  readonly CATEGORYTYPE: string;
  readonly NAME: string;
}

/** `GET /ws/xte/teacher_category`: every category of the teacher, inactive ones included (reference §7.2). */
export function listCategories(call: XteCall): SandboxResponse {
  requireRead(call.request.plugin, 'TEACHERCATEGORY', 'TEACHERCATSECTEXCLUDEASSOC');
  const teacher = requiredTeacher(call);
  const yearId = requiredNumber(call, 'year_id');
  const rows = call.db
    .prepare<[number], CategoryRow>(
      `SELECT ${selected('TEACHERCATEGORY')} FROM TEACHERCATEGORY WHERE USERSDCID = ? ORDER BY DISPLAYPOSITION, TEACHERCATEGORYID`,
    )
    .all(teacher);
  return found(rows.map((row) => toCategory(call, row, yearId)));
}

export function oneCategory(call: XteCall, id: number): SandboxResponse {
  requireRead(call.request.plugin, 'TEACHERCATEGORY', 'TEACHERCATSECTEXCLUDEASSOC');
  return found(toCategory(call, categoryRow(call, id), null));
}

/** `POST /ws/xte/teacher_category` (201). What it answers with is an open question: a switch says list or object. */
export function createCategories(call: XteCall): SandboxResponse {
  requireWrite(call.request.plugin, 'TEACHERCATEGORY');
  const teacher = requiredTeacher(call);
  const created = sentList(call.request.body).map((sent) => {
    const id = nextId(call.db, 'TEACHERCATEGORY', 'TEACHERCATEGORYID');
    checkName(call, sent, teacher, id);
    insertRow(call, 'TEACHERCATEGORY', 'TEACHERCATEGORYID', {
      TEACHERCATEGORYID: id,
      USERSDCID: teacher,
      CATEGORYTYPE: 'user',
      ISACTIVE: 1,
      ISINFINALGRADES: 1,
      ISUSERMODIFIABLE: 1,
      TEACHERMODIFIED: 0,
      ISDEFAULTPUBLISHSCORES: 1,
      DISPLAYPOSITION: id,
      ...columnsOf(sent),
    });
    return toCategory(call, categoryRow(call, id), null);
  });
  const body = call.context.switches.categoryPostReturnsArray ? created : created[0];
  return { status: 201, body };
}

/** `PUT /ws/xte/teacher_category/{id}`: wants `term_id` beside the teacher; a list as its body. */
export function updateCategory(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, 'TEACHERCATEGORY');
  const teacher = requiredTeacher(call);
  requiredNumber(call, 'term_id');
  requireTerm(call);
  const row = categoryRow(call, id);
  if (row.USERSDCID !== teacher) throw notFound('TeacherCategory');
  for (const sent of sentList(call.request.body)) {
    if (sent['name'] !== undefined) checkName(call, sent, teacher, id);
    const change = { ...columnsOf(sent), ...(row.CATEGORYTYPE === 'district' ? { TEACHERMODIFIED: 1 } : {}) };
    updateRow(call, 'TEACHERCATEGORY', 'TEACHERCATEGORYID', id, change);
  }
  return found([toCategory(call, categoryRow(call, id), null)]);
}

export function deleteCategory(call: XteCall, id: number): SandboxResponse {
  requireWrite(call.request.plugin, 'TEACHERCATEGORY');
  const teacher = requiredTeacher(call);
  const row = categoryRow(call, id);
  if (row.USERSDCID !== teacher) throw notFound('TeacherCategory');
  if (row.CATEGORYTYPE === 'district')
    throw conflict('District categories cannot be deleted', [{ field: 'categorytype' }]);
  const used = call.db.prepare('SELECT 1 FROM ASSIGNMENTCATEGORYASSOC WHERE TEACHERCATEGORYID = ? LIMIT 1').get(id);
  if (used !== undefined) throw conflict('Category is in use', [{ field: 'teachercategoryid' }]);
  deleteRow(call, 'TEACHERCATEGORY', 'TEACHERCATEGORYID', id);
  return { status: 200 };
}

function categoryRow({ db }: XteCall, id: number): CategoryRow {
  const row = db
    .prepare<[number], CategoryRow>(
      `SELECT ${selected('TEACHERCATEGORY')} FROM TEACHERCATEGORY WHERE TEACHERCATEGORYID = ?`,
    )
    .get(id);
  if (row === undefined) throw notFound('TeacherCategory');
  return row;
}

function toCategory({ db, context }: XteCall, row: CategoryRow, yearId: number | null): object {
  const excluded = db
    .prepare<[number, number | null, number | null], { SECTIONSDCID: number }>(
      'SELECT SECTIONSDCID FROM TEACHERCATSECTEXCLUDEASSOC WHERE TEACHERCATEGORYID = ? AND (? IS NULL OR YEARID = ?) ORDER BY 1',
    )
    .all(row.TEACHERCATEGORYID, yearId, yearId)
    .map(({ SECTIONSDCID }) => ({
      _name: 'teachercatsectexcludeassoc',
      teachercategoryid: row.TEACHERCATEGORYID,
      sectionsdcid: SECTIONSDCID,
    }));
  const object = toObject('teachercategory', row.TEACHERCATEGORYID, row);
  const whole = { ...object, _teachercategorysectionexcludeassociations: excluded };
  return withBreachMitigation(whole, row.TEACHERCATEGORYID, context);
}

/** At most 30 characters (S13) and unique for the teacher (S12). */
function checkName({ db }: XteCall, sent: Sent, teacher: number, id: number): void {
  const name = text(sent['name'])?.trim() ?? '';
  if (name === '') throw invalid('name', 'Required');
  if (characterCount(name) > categoryTitleLimit) throw invalid('name', 'MaxLength', { max: categoryTitleLimit });
  const taken = db
    .prepare<[number, number], string>(
      'SELECT NAME FROM TEACHERCATEGORY WHERE USERSDCID = ? AND TEACHERCATEGORYID <> ?',
    )
    .pluck()
    .all(teacher, id)
    .some((other) => foldName(other) === foldName(name));
  if (taken) throw invalid('name', 'NotUnique');
}

const columnsOf = (sent: Sent): Record<string, unknown> =>
  given({
    NAME: text(sent['name'])?.trim(),
    DESCRIPTION: text(sent['description']),
    COLOR: text(sent['color']),
    ISACTIVE: flag(sent['isactive']),
    ISINFINALGRADES: flag(sent['isinfinalgrades']),
    DEFAULTSCORETYPE: text(sent['defaultscoretype']),
    DEFAULTSCOREENTRYPOINTS: number(sent['defaultscoreentrypoints']),
    DEFAULTWEIGHT: number(sent['defaultweight']),
    DEFAULTTOTALVALUE: number(sent['defaulttotalvalue']),
    DEFAULTEXTRACREDITPOINTS: number(sent['defaultextracreditpoints']),
    DEFAULTPUBLISHOPTION: text(sent['defaultpublishoption']),
    DEFAULTPUBLISHSTATE: text(sent['defaultpublishstate']),
    DEFAULTDAYSBEFOREDUE: number(sent['defaultDaysBeforeDue'] ?? sent['defaultdaysbeforedue']),
    DISPLAYPOSITION: number(sent['displayposition']),
    ISDEFAULTPUBLISHSCORES: flag(sent['isdefaultpublishscores']),
  });
