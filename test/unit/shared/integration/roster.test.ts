import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  courseIdOf,
  courseNameOf,
  groupSections,
  type SectionKeys,
} from '../../../../shared/integration/course-groups.ts';
import {
  courseNameTokens,
  renderCourseName,
  templateProblem,
  type CourseFacts,
} from '../../../../shared/integration/course-name.ts';
import {
  rosterOpenPoints,
  rosterSchema,
  type CourseStructure,
  type RosterFile,
} from '../../../../shared/integration/roster.ts';
import { matchUsernames } from '../../../../shared/integration/username-match.ts';

const facts = (change: Partial<CourseFacts> = {}): CourseFacts => ({
  courseName: 'Algebra – 1',
  courseNumber: 'MAT1',
  sectionNumber: '02',
  period: '3(A)',
  teacherLastName: 'Ng',
  term: 'S1',
  school: 'Adams',
  ...change,
});

describe('course name', () => {
  it.each([
    ['{courseName} ({sectionNumber})', {}, 'Algebra – 1 (02)'],
    ['{courseName} ({sectionNumber})', { sectionNumber: null }, 'Algebra – 1'],
    ['{courseName} – {period} – {term}', { period: '' }, 'Algebra – 1 – S1'],
    ['{teacherLastName}: {courseName}', { teacherLastName: null }, 'Algebra – 1'],
    ['({term}) {courseName}', { term: null }, 'Algebra – 1'],
    ['({term}) {courseName}', {}, '(S1) Algebra – 1'],
    ['Period {period}, {courseName}', {}, 'Period 3(A), Algebra – 1'],
    ['{courseName} ({term}, {period})', { term: null }, 'Algebra – 1 (3(A))'],
    ['{courseName} ({term}, {period})', { period: null }, 'Algebra – 1 (S1)'],
    ['{courseName} ({term}, {period})', { term: null, period: null }, 'Algebra – 1'],
    ['{courseName} [{term}]', { term: null }, 'Algebra – 1'],
  ])('of %s with %o is %s', (template, change, expected) => {
    expect(renderCourseName(template, facts(change))).toBe(expected);
  });

  it('holds every value as it is', () => {
    const value = fc.string().filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.shuffledSubarray([...courseNameTokens], { minLength: 1 }), value, (tokens, text) => {
        const name = renderCourseName(
          tokens.map((token) => `{${token}}`).join(' / '),
          facts(Object.fromEntries(tokens.map((token) => [token, text]))),
        );
        expect(name).toBe(tokens.map(() => text.trim()).join(' / '));
      }),
    );
  });

  it('names what is wrong with a template', () => {
    expect(templateProblem('{courseName} {period}')).toBeNull();
    expect(templateProblem('{teacher}')).toContain('{teacher}');
    expect(templateProblem('{courseName')).toContain('brace');
    expect(templateProblem('Mathematics')).toContain('token');
  });
});

const section = (change: Partial<SectionKeys> = {}): SectionKeys => ({
  school: 's1',
  course: 'c1',
  term: 't1',
  leadTeacher: 'u1',
  section: '1',
  ...change,
});

describe('course structure', () => {
  it('makes a course of each section, or one of those with the same school, number, term and teacher', () => {
    const sections = [
      section(),
      section({ section: '2' }),
      section({ section: '3', leadTeacher: 'u2' }),
      section({ section: '4', term: 't2' }),
      section({ section: '5', school: 's2' }),
    ];
    const sizes = (courses: CourseStructure) =>
      [...groupSections(courses, sections).values()].map((group) => group.length);
    expect(sizes({ per: 'section' })).toEqual([1, 1, 1, 1, 1]);
    expect(sizes({ per: 'group', term: true, leadTeacher: true })).toEqual([2, 1, 1, 1]);
    expect(sizes({ per: 'group', term: true, leadTeacher: false })).toEqual([3, 1, 1]);
    expect(sizes({ per: 'group', term: false, leadTeacher: false })).toEqual([4, 1]);
  });

  it('leaves sections without a teacher alone where the teacher counts', () => {
    const sections = [section({ leadTeacher: null }), section({ leadTeacher: null, section: '2' })];
    expect(groupSections({ per: 'group', term: true, leadTeacher: true }, sections).size).toBe(2);
  });

  it('gives a course an id that no section that comes or goes changes', () => {
    const structure = { per: 'group', term: true, leadTeacher: true } as const;
    const ids = ['1', '2', '9'].map((number) => courseIdOf(structure, section({ section: number })));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[\w.-]+$/);
    expect(courseIdOf({ per: 'course' }, section())).toBe('c1');
    expect(courseIdOf({ per: 'section' }, section())).not.toBe(
      courseIdOf({ per: 'section' }, section({ section: '2' })),
    );
  });

  it('names a course by what its sections have in common, even where it has only one', () => {
    const template = '{courseName} {term} ({teacherLastName}, {sectionNumber}, {period})';
    expect(courseNameOf({ per: 'section' }, template, facts())).toBe('Algebra – 1 S1 (Ng, 02, 3(A))');
    expect(courseNameOf({ per: 'group', term: true, leadTeacher: true }, template, facts())).toBe(
      'Algebra – 1 S1 (Ng)',
    );
    expect(courseNameOf({ per: 'group', term: false, leadTeacher: false }, template, facts())).toBe('Algebra – 1');
    expect(courseNameOf({ per: 'course' }, '{sectionNumber}', facts())).toBe('Algebra – 1');
  });

  it('refuses a name of which nothing is common to the sections of a course', () => {
    const check = (courses: CourseStructure, courseName: string) =>
      rosterSchema.safeParse({ courses, courseName }).success;
    expect(check({ per: 'section' }, '{sectionNumber}')).toBe(true);
    expect(check({ per: 'group', term: true, leadTeacher: false }, '{sectionNumber} {teacherLastName}')).toBe(false);
    expect(check({ per: 'group', term: true, leadTeacher: false }, '{sectionNumber} {term}')).toBe(true);
  });
});

describe('usernames against a directory', () => {
  it('tells what matches, what differs in capitals, what is missing, shared or blank', () => {
    const people = ['anna', 'Bob', 'carl', 'dan', 'DAN', null, 'eve'].map((username, id) => ({
      id: String(id),
      username,
    }));
    const result = matchUsernames(people, ['anna', 'bob', 'dan', 'eve', 'EVE', 'zoe']);
    expect(result).toMatchObject({
      matched: 2,
      caseDifferences: 1,
      missing: 1,
      ambiguous: 3,
      blank: 1,
      onlyInDirectory: 1,
    });
    expect(result.mismatches[0]).toEqual({ kind: 'caseDiffers', id: '1', username: 'Bob', inDirectory: 'bob' });
  });

  it('counts everybody once', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'é', 'É', 'e\u0301', ' a ', '', 'İ');
    fc.assert(
      fc.property(fc.array(fc.option(name)), fc.array(name), (usernames, directory) => {
        const people = usernames.map((username, id) => ({ id: String(id), username }));
        const { matched, missing, ambiguous, blank, mismatches, caseDifferences } = matchUsernames(people, directory);
        expect(matched + missing + ambiguous + blank).toBe(people.length);
        expect(mismatches).toHaveLength(people.length - matched + caseDifferences);
      }),
    );
  });
});

describe('roster settings', () => {
  const report = {
    comparedOn: '2026-09-01',
    source: 'username' as const,
    people: 3,
    matched: 3,
    caseDifferences: 0,
    missing: 0,
    ambiguous: 0,
    blank: 0,
    onlyInDirectory: 0,
  };
  const open = (file: RosterFile) => rosterOpenPoints(rosterSchema.parse(file)).map(({ code }) => code);
  const signOff = { by: 'A. Admin', on: '2026-09-02' };

  it('are not done while a comparison is due, does not match, or a meeting is due', () => {
    const usernames = (missing: number) => ({
      staff: { report: { ...report, missing } },
      student: { report },
    });
    expect(open({})).toEqual(['authentication.unknown']);
    expect(open({ authentication: { type: 'ldap' } })).toEqual(['usernames.notCompared', 'usernames.notCompared']);
    expect(open({ authentication: { type: 'saml' }, usernames: usernames(0) })).toEqual([]);
    expect(open({ authentication: { type: 'cas' }, usernames: usernames(1) })).toEqual(['usernames.unresolved']);
    expect(open({ authentication: { type: 'cas', signOff }, usernames: usernames(1) })).toEqual([]);
    expect(open({ authentication: { type: 'none' } })).toEqual(['authentication.meeting']);
    expect(open({ authentication: { type: 'none', signOff } })).toEqual([]);
    expect(open({ authentication: { type: 'ldap', signOff } })).toEqual([]);
  });

  it('are open again where names were found after the meeting that do not match', () => {
    const later = { ...report, comparedOn: '2026-09-03', missing: 1 };
    const usernames = { staff: { report }, student: { report: later } };
    expect(open({ authentication: { type: 'cas', signOff }, usernames })).toEqual(['usernames.unresolved']);
  });

  it('hold nothing up where nobody has said yet who checks who signs in, unless names do not match', () => {
    const points = (file: RosterFile) => rosterOpenPoints(rosterSchema.parse(file)).map(({ blocks }) => blocks);
    expect(points({})).toEqual([false]);
    expect(points({ usernames: { staff: { report: { ...report, ambiguous: 2 } } } })).toEqual([false, true]);
  });

  it('take a report of the source in use alone', () => {
    const usernames = { staff: { source: 'email' as const, report }, student: { report } };
    expect(open({ authentication: { type: 'ldap' }, usernames })).toEqual(['usernames.notCompared']);
  });
});
