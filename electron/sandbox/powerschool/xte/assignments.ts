import type { SandboxResponse } from '../route.ts';
import { found, notFound } from './answers.ts';
import { requireRead } from './grants.ts';
import { toObject, withBreachMitigation } from './objects.ts';
import { numbersOf, requiredNumber, requireTeaches, type XteCall } from './request.ts';

export interface AssignmentSectionRow {
  readonly ASSIGNMENTSECTIONID: number;
  readonly ASSIGNMENTID: number;
  readonly SECTIONSDCID: number;
  readonly SCORETYPE: string;
  readonly SCOREENTRYPOINTS: number;
  readonly WEIGHT: number;
}

/** `GET /ws/xte/section/assignment/`: the assignments of sections that the person teaches, unpaged (reference §7.1). */
export function listAssignments(call: XteCall): SandboxResponse {
  requireRead(call.request.plugin, 'assignment');
  const teacher = requiredNumber(call, 'users_dcid');
  const sections = numbersOf(call, 'section_ids');
  for (const section of sections) requireTeaches(call.db, teacher, section);
  const ids = call.db
    .prepare<[string], number>(
      `SELECT DISTINCT ASSIGNMENTID FROM ASSIGNMENTSECTION
       WHERE SECTIONSDCID IN (SELECT value FROM json_each(?)) ORDER BY ASSIGNMENTID`,
    )
    .pluck()
    .all(JSON.stringify(sections));
  const asked = new Set(sections);
  return found(ids.map((id) => toAssignment(call, id, asked)));
}

/** `GET /ws/xte/section/assignment/{id}`; `id` is the assignment's, not that of its section. */
export function oneAssignment(call: XteCall, id: number): SandboxResponse {
  requireRead(call.request.plugin, 'assignment');
  const teacher = requiredNumber(call, 'users_dcid');
  const sections = sectionsOf(call, id);
  if (sections.length === 0) throw notFound('Assignment');
  for (const { SECTIONSDCID } of sections) requireTeaches(call.db, teacher, SECTIONSDCID);
  return found(toAssignment(call, id, null));
}

export const sectionsOf = ({ db }: XteCall, id: number): readonly AssignmentSectionRow[] =>
  db
    .prepare<[number], AssignmentSectionRow>(
      'SELECT * FROM ASSIGNMENTSECTION WHERE ASSIGNMENTID = ? ORDER BY ASSIGNMENTSECTIONID',
    )
    .all(id);

function toAssignment(call: XteCall, id: number, asked: ReadonlySet<number> | null): object {
  const { db, context } = call;
  const row =
    db.prepare<[number], Record<string, unknown>>('SELECT * FROM ASSIGNMENT WHERE ASSIGNMENTID = ?').get(id) ?? {};
  const sections = sectionsOf(call, id).filter(({ SECTIONSDCID }) => asked === null || asked.has(SECTIONSDCID));
  return withBreachMitigation(
    {
      ...toObject('assignment', id, row),
      _assignmentstandardassociations: [],
      _assignmentsections: sections.map((section) => toAssignmentSection(call, section)),
    },
    context.switches,
  );
}

function toAssignmentSection({ db, context }: XteCall, row: AssignmentSectionRow): object {
  const associations = db
    .prepare<[number], Record<string, unknown>>(
      `SELECT ASSIGNMENTCATEGORYASSOCID, TEACHERCATEGORYID, ISPRIMARY FROM ASSIGNMENTCATEGORYASSOC
       WHERE ASSIGNMENTSECTIONID = ? ORDER BY ASSIGNMENTCATEGORYASSOCID`,
    )
    .all(row.ASSIGNMENTSECTIONID)
    .map((association) => toObject('assignmentcategoryassoc', association['ASSIGNMENTCATEGORYASSOCID'], association));
  const { ASSIGNMENTID: _id, ...columns } = row;
  return withBreachMitigation(
    {
      ...toObject('assignmentsection', row.ASSIGNMENTSECTIONID, columns),
      _assignmentcategoryassociations: associations,
      _assignmentstudentassociations: [],
    },
    context.switches,
  );
}
