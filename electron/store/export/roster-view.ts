import { courseIdOf, courseNameOf, groupSections } from '../../../shared/integration/course-groups.ts';
import type { RosterSection } from '../../../shared/integration/course-preview.ts';
import { renderCourseName } from '../../../shared/integration/course-name.ts';
import { usualCourseName, type Roster } from '../../../shared/integration/roster.ts';
import { usernameFrom } from '../../../shared/integration/username-source.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { OneRosterRecord, Reader } from '../reader-api.ts';

/**
 * The local copy as a partner is to see it: courses by the structure that was chosen (C25), courses and classes by the naming template, and
 * people with the name that they sign in with (C19). What nobody chose stays just as it is.
 */
export function rosterView(reader: Reader, roster: Roster): Reader {
  const { courses, courseName } = roster;
  const isRenamed = courseName !== usualCourseName;
  const isRegrouped = courses.per !== 'course';
  // Read once for both courses and classes, and only where they are needed.
  let known: readonly RosterSection[] | undefined;
  const sections = (): readonly RosterSection[] => (known ??= reader.sections());
  const views: Partial<Record<EntityType, () => Iterable<OneRosterRecord>>> = {
    user: () => withUsernames(reader.each('user'), roster),
    ...(isRegrouped
      ? { course: () => regrouped(reader, sections(), roster) }
      : isRenamed
        ? { course: () => renamed(reader.each('course'), roster) }
        : {}),
    ...(isRegrouped || isRenamed ? { class: () => classesOf(reader, sections(), roster) } : {}),
  };
  return { ...reader, each: (entity) => views[entity]?.() ?? reader.each(entity) };
}

/** One record for each course that the structure makes; a course of PowerSchool without a section makes none. */
function* regrouped(
  reader: Reader,
  sections: readonly RosterSection[],
  { courses, courseName }: Roster,
): Iterable<OneRosterRecord> {
  const standing = new Map([...reader.each('course')].map((course) => [course.sourcedId, course]));
  for (const [sourcedId, [first]] of groupSections(courses, sections)) {
    if (first === undefined) continue;
    const course = standing.get(first.course ?? '');
    const ownName = courses.per === 'section' && courseName === usualCourseName ? first.title.trim() : '';
    yield {
      sourcedId,
      status: 'active',
      dateLastModified: course?.dateLastModified ?? '',
      title: ownName || courseNameOf(courses, courseName, first.facts),
      courseCode: first.facts.courseNumber,
      org: { sourcedId: first.school, type: 'org' },
      metadata: course?.metadata ?? {},
      identifiers: { powerSchool: course?.identifiers.powerSchool ?? '' },
    };
  }
}

function* renamed(
  courses: Iterable<OneRosterRecord>,
  { courses: structure, courseName }: Roster,
): Iterable<OneRosterRecord> {
  for (const course of courses) {
    const facts = {
      courseName: textOf(course['title']),
      courseNumber: textOf(course['courseCode']),
      sectionNumber: null,
      period: null,
      teacherLastName: null,
      term: null,
      school: null,
    };
    yield { ...course, title: courseNameOf(structure, courseName, facts) };
  }
}

/** Classes stay the sections that they are: only their name and the course that they belong to are others. */
function* classesOf(
  reader: Reader,
  sections: readonly RosterSection[],
  { courses, courseName }: Roster,
): Iterable<OneRosterRecord> {
  const byId = new Map(sections.map((section) => [section.section, section]));
  for (const klass of reader.each('class')) {
    const section = byId.get(klass.sourcedId);
    if (section === undefined) {
      yield klass;
      continue;
    }
    const title = courseName === usualCourseName ? klass['title'] : renderCourseName(courseName, section.facts);
    const course =
      courses.per === 'course' ? klass['course'] : { sourcedId: courseIdOf(courses, section), type: 'course' };
    yield { ...klass, title: title === '' ? klass['title'] : title, course };
  }
}

function* withUsernames(people: Iterable<OneRosterRecord>, { usernames }: Roster): Iterable<OneRosterRecord> {
  for (const person of people) {
    const { source } = person['role'] === 'student' ? usernames.student : usernames.staff;
    const parts = {
      username: textOf(person['username']),
      email: textOf(person['email']),
      identifier: textOf(person['identifier']),
      stateId: textOf(person.metadata['stateId']),
    };
    yield { ...person, username: usernameFrom(source, parts) };
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
