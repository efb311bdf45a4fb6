import type { SandboxResponse } from '../route.ts';
import { found, notFound } from './answers.ts';
import { requireRead } from './grants.ts';
import { selected, toObject, withBreachMitigation, type Row } from './objects.ts';
import { isTermLocked, numbersOf, requiredNumber, requireTeaches, type XteCall } from './request.ts';

export interface AssignmentSectionRow extends Row {
  readonly ASSIGNMENTSECTIONID: number;
  readonly ASSIGNMENTID: number;
  readonly SECTIONSDCID: number;
  readonly SCORETYPE: string;
  readonly SCOREENTRYPOINTS: number;
  readonly WEIGHT: number;
}

const read = ['ASSIGNMENT', 'ASSIGNMENTSECTION', 'ASSIGNMENTCATEGORYASSOC'] as const;

/** `GET /ws/xte/section/assignment/`: the assignments of sections that the person teaches, unpaged (reference §7.1). */
export function listAssignments(call: XteCall): SandboxResponse {
  requireRead(call.request.plugin, ...read);
  const teacher = requiredNumber(call, 'users_dcid');
  const sections = numbersOf(call, 'section_ids');
  for (const section of sections) requireTeaches(call.db, teacher, section);
  return found(toAssignments(call, `ASSIGNMENTSECTION.SECTIONSDCID IN (SELECT value FROM json_each(?))`, sections));
}

/** `GET /ws/xte/section/assignment/{id}`; `id` is the assignment's, not that of its section. */
export function oneAssignment(call: XteCall, id: number): SandboxResponse {
  requireRead(call.request.plugin, ...read);
  const teacher = requiredNumber(call, 'users_dcid');
  for (const { SECTIONSDCID } of sectionsOf(call, id)) requireTeaches(call.db, teacher, SECTIONSDCID);
  const [assignment] = toAssignments(call, 'ASSIGNMENTSECTION.ASSIGNMENTID IN (SELECT value FROM json_each(?))', [id]);
  return found(assignment);
}

/** All sections that an assignment is given to. Throws 404 where there is no such assignment. */
export function sectionsOf({ db }: XteCall, id: number): readonly AssignmentSectionRow[] {
  const sections = db
    .prepare<[number], AssignmentSectionRow>(
      `SELECT ${selected('ASSIGNMENTSECTION')} FROM ASSIGNMENTSECTION WHERE ASSIGNMENTID = ? ORDER BY ASSIGNMENTSECTIONID`,
    )
    .all(id);
  if (sections.length === 0) throw notFound('Assignment');
  return sections;
}

interface LinkRow extends Row {
  readonly ASSIGNMENTSECTIONID: number;
}

/** Assignments with those of their sections that meet a condition; three queries, however many there are. */
function toAssignments(call: XteCall, where: string, numbers: readonly number[]): readonly object[] {
  const { db, context } = call;
  const bound = JSON.stringify(numbers);
  const all = <T>(select: string, order: string) =>
    db.prepare<[string], T>(`SELECT ${select} WHERE ${where} ORDER BY ${order}`).all(bound);
  const toSection = 'JOIN ASSIGNMENTSECTION USING (ASSIGNMENTSECTIONID)';

  const categories = Map.groupBy(
    all<LinkRow>(
      `${selected('ASSIGNMENTCATEGORYASSOC')} FROM ASSIGNMENTCATEGORYASSOC ${toSection}`,
      'ASSIGNMENTCATEGORYASSOCID',
    ),
    (row) => row.ASSIGNMENTSECTIONID,
  );
  const students = Map.groupBy(
    all<LinkRow & { readonly STUDENTSDCID: number }>(
      `ASSIGNMENTSTUDENTASSOC.ASSIGNMENTSECTIONID, ASSIGNMENTSTUDENTASSOC.STUDENTSDCID FROM ASSIGNMENTSTUDENTASSOC ${toSection}`,
      'ASSIGNMENTSTUDENTASSOCID',
    ),
    (row) => row.ASSIGNMENTSECTIONID,
  );
  const sections = Map.groupBy(
    all<AssignmentSectionRow>(
      `${selected('ASSIGNMENTSECTION')}, ASSIGNMENTSECTION.ISLOCKED FROM ASSIGNMENTSECTION`,
      'ASSIGNMENTSECTIONID',
    ),
    (row) => row.ASSIGNMENTID,
  );
  const assignments = all<Row & { readonly ASSIGNMENTID: number }>(
    `DISTINCT ${selected('ASSIGNMENT')} FROM ASSIGNMENT JOIN ASSIGNMENTSECTION USING (ASSIGNMENTID)`,
    'ASSIGNMENTID',
  );

  const toAssignmentSection = ({ ASSIGNMENTID: _inParent, ...own }: AssignmentSectionRow): object => {
    const id = own.ASSIGNMENTSECTIONID;
    const row = isTermLocked(call, own.SECTIONSDCID) ? { ...own, ISLOCKED: 1 } : own;
    const whole = {
      ...toObject('assignmentsection', id, row),
      _assignmentcategoryassociations: (categories.get(id) ?? []).map(({ ASSIGNMENTSECTIONID: _parent, ...link }) =>
        toObject('assignmentcategoryassoc', link['ASSIGNMENTCATEGORYASSOCID'], link),
      ),
      // An empty list stands for every student of the section, later ones included.
      _assignmentstudentassociations: (students.get(id) ?? []).map(({ STUDENTSDCID }) => ({
        studentsdcid: STUDENTSDCID,
      })),
      _onlinework: null,
    };
    return withBreachMitigation(whole, id, context);
  };
  return assignments.map((row) => {
    const whole = {
      ...toObject('assignment', row.ASSIGNMENTID, row),
      _assignmentstandardassociations: [],
      _assignmentsections: (sections.get(row.ASSIGNMENTID) ?? []).map(toAssignmentSection),
    };
    return withBreachMitigation(whole, row.ASSIGNMENTID, context);
  });
}
