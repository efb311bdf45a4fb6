import { startYearOf } from '../../../shared/powerschool/term.ts';
import { addDays } from './calendar.ts';
import { lastFirst, personName } from './names.ts';
import { graduatedSchool } from './schools.ts';
import type { School, Student, World } from './world.ts';
import { touched } from './world.ts';

const lowestGrade = -2;
const gradeCount = 15;
const enrollStatus = { active: 0, preregistered: -1, transferred: 2, graduated: 3 } as const;
const transferredAfter = 40;

/**
 * The number of students asked for, spread evenly over the grades. The last three are one who moved away in the year, one who is
 * yet to come, and one who has graduated; of the rest one in 400 moved away.
 */
export function addStudents(world: World, schools: readonly School[], count: number): readonly Student[] {
  return Array.from({ length: count }, (_, index) => {
    const status = statusOf(index, count);
    const grade = status === 'graduated' ? 12 : (index % gradeCount) + lowestGrade;
    const fitting = schools.filter(({ lowGrade, highGrade }) => grade >= lowGrade && grade <= highGrade);
    const school = fitting[Math.floor(index / gradeCount) % fitting.length] ?? schools[0];
    if (school === undefined) throw new Error('A district has at least one school.');
    return addStudent(world, index, grade, school, status);
  });
}

function statusOf(index: number, count: number): Student['status'] {
  if (count > gradeCount + 3) {
    if (index === count - 1) return 'transferred';
    if (index === count - 2) return 'preregistered';
    if (index === count - 3) return 'graduated';
  }
  return index % 400 === 396 ? 'transferred' : 'active';
}

function addStudent(world: World, index: number, grade: number, home: School, status: Student['status']): Student {
  const { id, dcid } = world.next.student();
  const [{ firstDay, lastDay, yearId }] = home.terms;
  const school = status === 'graduated' ? graduatedSchool : home.number;
  const name = personName(world.random);
  world.insert('STUDENTS', {
    DCID: dcid,
    ID: id,
    // Text, and some begin with zeros.
    STUDENT_NUMBER: index % 10 === 3 ? String(index + 1).padStart(7, '0') : String(100_000 + index),
    STATE_STUDENTNUMBER: `0${String(7_000_000_000 + index * 13)}`,
    LASTFIRST: lastFirst(name),
    FIRST_NAME: name.first,
    MIDDLE_NAME: name.middle,
    LAST_NAME: name.last,
    GENDER: world.random.pick(['F', 'M', 'X']),
    STUDENT_WEB_ID: `student${id}`,
    GRADE_LEVEL: grade,
    ENROLL_STATUS: enrollStatus[status],
    SCHOOLID: school,
    PERSON_ID: addPerson(world, id, name.first, name.last),
    ENTRYDATE: firstDay,
    // The day after the last one.
    EXITDATE: status === 'transferred' ? addDays(firstDay, transferredAfter) : addDays(lastDay, 1),
    DOB: `${startYearOf(yearId) - 6 - grade}-${String((index % 12) + 1).padStart(2, '0')}-15`,
    ...touched(world, firstDay),
  });
  addCustomFields(world, dcid, index, name);
  return { id, dcid, index, grade, school, status };
}

/** What the district keeps in an extension table. One student in twenty has no row there. */
function addCustomFields(world: World, dcid: number, index: number, name: { first: string; last: string }): void {
  if (index % 20 === 7) return;
  world.insert('U_DEF_EXT_STUDENTS', {
    STUDENTSDCID: dcid,
    SSO_USERNAME: `${plain(name.first).slice(0, 1)}${plain(name.last)}${100 + index}`,
    HOMEROOM_CODE: index % 5 === 0 ? null : `HR-${String((index % 12) + 1).padStart(2, '0')}`,
    BUS_ROUTE: index % 3 === 0 ? `Route ${(index % 9) + 1}` : null,
    // As offices type it: month first, and one in thirty is no date.
    LAST_CHECKUP: index % 30 === 11 ? 'see file' : `${String((index % 12) + 1).padStart(2, '0')}/15/2025`,
  });
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/[^A-Za-z]/g, '');

/** Where students' e-mail addresses are: by way of PERSON (reference §3.5). One student in two has one. */
function addPerson(world: World, student: number, first: string, last: string): number {
  const { id, dcid } = world.next.person();
  world.insert('PERSON', { ID: id, DCID: dcid, FIRSTNAME: first, LASTNAME: last });
  if (student % 2 === 0) {
    const email = world.next.email();
    world.insert('EMAILADDRESS', {
      EMAILADDRESSID: email,
      EMAILADDRESS: `student${student}@students.district.example`,
    });
    world.insert('PERSONEMAILADDRESSASSOC', {
      PERSONEMAILADDRESSASSOCID: world.next.emailLink(),
      PERSONID: id,
      EMAILADDRESSID: email,
      EMAILADDRESSPRIORITYORDER: 1,
      ISPRIMARYEMAILADDRESS: 1,
    });
  }
  return id;
}
