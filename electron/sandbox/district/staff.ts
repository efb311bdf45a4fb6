import { addTeacherCategories } from './categories.ts';
import type { DistrictCategory } from './categories.ts';
import { lastFirst, personName } from './names.ts';
import type { School, Teacher, World } from './world.ts';
import { touched } from './world.ts';

/** STAFFSTATUS and STATUS of reference §9.1. */
const roles = { teacher: 1, staff: 2, lunch: 3, substitute: 4 } as const;
const current = 1;
const gone = 2;

/**
 * Teachers by school number, at least two each. The first of each school but the first works at the school before, too, and comes
 * last there.
 */
export function addTeachers(
  world: World,
  schools: readonly School[],
  perSchool: (school: School) => number,
  districtCategories: readonly DistrictCategory[],
): ReadonlyMap<number, readonly [Teacher, ...Teacher[]]> {
  const bySchool = new Map<number, readonly [Teacher, ...Teacher[]]>();
  let previous: School | undefined;
  for (const school of schools) {
    const first = addTeacher(world, school, districtCategories);
    const before = previous === undefined ? undefined : bySchool.get(previous.number);
    if (previous !== undefined && before !== undefined) {
      employ(world, first, previous.number);
      bySchool.set(previous.number, [...before, first]);
    }
    const others = Array.from({ length: Math.max(1, perSchool(school) - 1) }, () =>
      addTeacher(world, school, districtCategories),
    );
    bySchool.set(school.number, [first, ...others]);
    previous = school;
  }
  return bySchool;
}

/** People who teach nothing: aides, kitchen, substitutes, some who have left, and those who work for the district only. */
export function addOtherStaff(world: World, schools: readonly School[]): void {
  for (const { number } of schools) {
    for (const role of [roles.staff, roles.lunch, roles.substitute])
      addStaff(world, addUser(world, number), number, role);
    addStaff(world, addUser(world, number), number, roles.teacher, gone);
  }
  for (let index = 0; index < 2; index++) addStaff(world, addUser(world, 0), 0, roles.staff);
  const both = addUser(world, 0);
  addStaff(world, both, 0, roles.staff);
  const [first] = schools;
  if (first !== undefined) addStaff(world, both, first.number, roles.staff);
}

/** A teacher with one school and the usual categories. */
export function addTeacher(world: World, school: School, districtCategories: readonly DistrictCategory[]): Teacher {
  const usersDcid = addUser(world, school.number);
  const staffIds = new Map([[school.number, addStaff(world, usersDcid, school.number, roles.teacher)]]);
  const firstDay = school.terms[0].firstDay;
  const categories = addTeacherCategories(world, usersDcid, districtCategories, firstDay);
  return { usersDcid, homeSchool: school.number, staffIds, categories };
}

function employ(world: World, teacher: Teacher, school: number): void {
  teacher.staffIds.set(school, addStaff(world, teacher.usersDcid, school, roles.teacher));
}

function addUser(world: World, homeSchool: number): number {
  const dcid = world.next.user();
  const name = personName(world.random);
  world.insert('USERS', {
    DCID: dcid,
    HOMESCHOOLID: homeSchool,
    TEACHERNUMBER: `T${String(dcid).padStart(6, '0')}`,
    FIRST_NAME: name.first,
    MIDDLE_NAME: name.middle,
    LAST_NAME: name.last,
    LASTFIRST: lastFirst(name),
    EMAIL_ADDR: `staff${dcid}@district.example`,
    LOGINID: `staff${dcid}`,
    TEACHERLOGINID: `teacher${dcid}`,
    ...touched(world, world.today),
  });
  world.insert('U_DEF_EXT_USERS', { USERSDCID: dcid, SSO_USERNAME: `staff.${dcid}@sso.district.example` });
  return dcid;
}

function addStaff(world: World, usersDcid: number, school: number, role: number, status = current): number {
  const { id, dcid } = world.next.staff();
  world.insert('SCHOOLSTAFF', {
    DCID: dcid,
    ID: id,
    USERS_DCID: usersDcid,
    SCHOOLID: school,
    STATUS: status,
    STAFFSTATUS: role,
    ...touched(world, world.today),
  });
  return id;
}
