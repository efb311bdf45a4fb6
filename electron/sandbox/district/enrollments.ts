import { addDays } from './calendar.ts';
import type { Member, Section, Student, World } from './world.ts';
import { touched } from './world.ts';

/** Days after a term's first one on which those who drop a section leave it. */
const droppedAfter = 25;

/** CC rows of a section's students, those who moved away with negative keys (reference §9.1). */
export function enrollMembers(world: World, section: Section): void {
  const [...members] = section.members;
  section.members.length = 0;
  for (const { student } of members) enroll(world, section, student, student.status === 'transferred');
}

/** Puts a student in a section; a dropped one keeps a row whose section and term are negative. */
export function enroll(world: World, section: Section, student: Student, dropped: boolean): void {
  const { term, key } = section;
  const { id, dcid } = world.next.enrollment();
  const sign = dropped ? -1 : 1;
  // One student in 20 joins late.
  const from = !dropped && student.index % 20 === 11 ? addDays(term.firstDay, 9) : term.firstDay;
  world.insert('CC', {
    DCID: dcid,
    ID: id,
    STUDENTID: student.id,
    SECTIONID: sign * key.id,
    TERMID: sign * term.id,
    TEACHERID: section.teacher.staffIds.get(section.school) ?? null,
    SCHOOLID: section.school,
    STUDYEAR: student.id * 100 + term.yearId,
    COURSE_NUMBER: section.course.number,
    SECTION_NUMBER: section.number,
    EXPRESSION: '1(A-E)',
    DATEENROLLED: from,
    // The first day on which the student is no longer there.
    DATELEFT: dropped ? addDays(term.firstDay, droppedAfter) : addDays(term.lastDay, 1),
    ...touched(world, from),
  });
  section.members.push({ student, dropped } satisfies Member);
}

/** One student in 20 began the year in another section of the school and dropped it. */
export function addDrops(world: World, sections: readonly Section[], students: readonly Student[]): void {
  const candidates = sections.filter(({ kind }) => kind === 'normal');
  for (const student of students) {
    if (student.status !== 'active' || student.index % 20 !== 7 || candidates.length === 0) continue;
    const from = student.index % candidates.length;
    const section = [...candidates.slice(from), ...candidates.slice(0, from)].find(
      ({ members }) => !members.some((member) => member.student === student),
    );
    if (section !== undefined) enroll(world, section, student, true);
  }
}
