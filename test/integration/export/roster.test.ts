import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import type { IntegrationFile } from '../../../shared/integration/config.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import type { RosterFile } from '../../../shared/integration/roster.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms } from '../../support/lms.ts';
import { checkOneRosterFiles } from '../../support/oneroster-package-checker.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let sandbox: Sandbox;
let desk: DistrictDesk;
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 9, students: 60 });
});
afterEach(async () => {
  desk.remove();
  await sandbox.close();
});

/** The package of an integration with these settings, and what the strict check finds wrong with it. */
async function packageOf(roster: RosterFile) {
  desk = openDistrictDesk(sandbox.describe().powerschool, { gradeSync: { enabled: false }, roster });
  expect((await desk.sync('--quiet')).status).toBe(0);
  const out = temporaryFolder();
  const { status, stdout } = await desk.run(
    'export',
    desk.integrationId,
    '--format',
    'oneroster-1.1',
    '--out',
    out,
    '--json',
  );
  expect(status).toBe(0);
  const names = readdirSync(out).filter((name) => name.endsWith('.csv'));
  const { tables, problems } = checkOneRosterFiles(new Map(names.map((name) => [name, readFileSync(join(out, name))])));
  expect(problems).toEqual([]);
  const table = (name: string) => tables[name] ?? [];
  const { notes } = JSON.parse(stdout) as { notes: readonly string[] };
  return { courses: table('courses'), classes: table('classes'), users: table('users'), notes };
}

/** Classes by their course, as the package has them. */
const byCourse = (classes: readonly Readonly<Record<string, string>>[]) =>
  Map.groupBy(classes, (klass) => klass['courseSourcedId'] ?? '');

describe('the OneRoster package', () => {
  it('has one course for each section, called by the template (C25)', async () => {
    const { courses, classes } = await packageOf({
      courseName: '{courseName} – {teacherLastName} – {sectionNumber}',
      courses: { per: 'section' },
    });
    expect(classes.length).toBeGreaterThan(10);
    expect(courses).toHaveLength(classes.length);
    expect([...byCourse(classes).values()].every((sections) => sections.length === 1)).toBe(true);
    const titles = new Map(courses.map((course) => [course['sourcedId'], course['title']]));
    for (const klass of classes) {
      expect(titles.get(klass['courseSourcedId'] ?? '')).toBe(klass['title']);
      expect(klass['title']).toMatch(/^.+ – .+ – \S+$/);
      expect(klass['title']).toContain(klass['metadata.sectionNumber']);
    }
  });

  it('has one course for the sections of a school, course, term and lead teacher, and their sections stay apart (C25)', async () => {
    const { courses, classes } = await packageOf({
      courseName: '{courseName} {term} {sectionNumber}',
      courses: { per: 'group', term: true, leadTeacher: true },
    });
    const groups = byCourse(classes);
    expect(courses).toHaveLength(groups.size);
    expect(courses.length).toBeLessThan(classes.length);
    for (const sections of groups.values()) {
      const facts = new Set(
        sections.map((klass) =>
          [klass['schoolSourcedId'], klass['termSourcedIds'], klass['metadata.courseNumber']].join('|'),
        ),
      );
      expect(facts.size).toBe(1);
    }
    const ofOne = new Set(courses.map((course) => course['title'] ?? ''));
    const sectionNumbers = new Set(classes.map((klass) => klass['metadata.sectionNumber'] ?? ''));
    for (const title of ofOne) expect(sectionNumbers.has(title.split(' ').at(-1) ?? '')).toBe(false);
  });

  it('is as it always was where nobody has chosen', async () => {
    const { courses, classes } = await packageOf({});
    expect(courses.every((course) => /^course-\d+$/.test(course['sourcedId'] ?? ''))).toBe(true);
    expect(classes.every((klass) => /\(\S+\)$/.test(klass['title'] ?? ''))).toBe(true);
  });

  it('takes usernames from where they are to be taken from, for staff and students apart', async () => {
    const { users } = await packageOf({
      usernames: { staff: { source: 'emailName' }, student: { source: 'number' } },
    });
    const students = users.filter((user) => user['role'] === 'student');
    const staff = users.filter((user) => user['role'] !== 'student');
    expect(students.length).toBeGreaterThan(0);
    for (const user of students) expect(user['username']).toBe(user['identifier']);
    const withMail = staff.filter((user) => (user['email'] ?? '') !== '');
    expect(withMail.length).toBeGreaterThan(0);
    for (const user of withMail) expect(user['username']).toBe(user['email']?.split('@')[0]);
  });

  it('says how many usernames do not match the directory', async () => {
    const report = { comparedOn: '2026-11-20', source: 'username', people: 60, matched: 57 } as const;
    const counts = { caseDifferences: 0, missing: 2, ambiguous: 0, blank: 1, onlyInDirectory: 0 };
    const { notes } = await packageOf({ usernames: { student: { report: { ...report, ...counts } } } });
    expect(notes).toContain('users.csv: 3 × a username of students does not match the directory.');
  });
});

describe('the course structure', () => {
  it('is not changed by the way once there was a sync', async () => {
    desk = openDistrictDesk(sandbox.describe().powerschool, { gradeSync: { enabled: false } });
    desk.change({ gradeSync: { enabled: false }, roster: { courses: { per: 'section' } } });
    expect((await desk.sync('--quiet')).status).toBe(0);
    const changed = () => desk.change({ gradeSync: { enabled: false }, roster: { courses: { per: 'group' } } });
    expect(changed).toThrow(expect.objectContaining({ code: 'roster.structureFixed' }));
    desk.change({ gradeSync: { enabled: false }, roster: { courses: { per: 'section' }, courseName: '{courseName}' } });
  });
});

describe('a 2-Way Sync', () => {
  it('writes nothing while usernames are not settled; a plan may be made, and a sign-off settles it', async () => {
    const { powerschool, schoolPassport } = sandbox.describe();
    const twoWay = (roster: RosterFile): Partial<IntegrationFile> => ({
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
      roster,
    });
    desk = openDistrictDesk(
      { ...powerschool, partnerSecret: schoolPassport.clientSecret },
      twoWay({ authentication: { type: 'ldap' } }),
    );
    const lms = openLms(sandbox.partner.records);
    const klass = lms.classWithStudents();
    lms.addCategory('cat-1', 'LMS', klass);
    const refused = await desk.run('sync', desk.integrationId);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('the usernames of staff were not compared with the directory');
    expect((await desk.sync('--quiet', '--plan-only')).status).toBe(0);

    const counts = { people: 1, matched: 0, caseDifferences: 0, ambiguous: 0, blank: 0, onlyInDirectory: 0 };
    const report = { comparedOn: '2026-11-20', source: 'username', missing: 1, ...counts } as const;
    const usernames = { staff: { report: { ...report, missing: 0 } }, student: { report } };
    desk.change(twoWay({ authentication: { type: 'ldap' }, usernames }));
    expect((await desk.run('sync', desk.integrationId)).stderr).toContain('usernames of students do not match');
    const before = sandbox.partner.records.all('category', 'lineItem', 'result').length;

    desk.change(twoWay({ authentication: { type: 'none' } }));
    expect((await desk.run('sync', desk.integrationId)).stderr).toContain('the meeting about usernames');
    expect(sandbox.partner.records.all('category', 'lineItem', 'result')).toHaveLength(before);

    desk.change(twoWay({ authentication: { type: 'none', signOff: { by: 'A. Admin', on: '2026-11-21' } } }));
    const { status, report: done } = await desk.sync('--quiet');
    expect({ status, run: done.status }).toEqual({ status: 0, run: 'succeeded' });
    expect(sandbox.partner.records.all('category', 'lineItem', 'result').length).toBeGreaterThan(before);

    // Taking back is no further step on the way.
    const limits = { removalPercent: 100, removalMinimum: 1_000_000, changePercent: 100 };
    desk.change({ ...twoWay({ authentication: { type: 'none' } }), limits });
    expect((await desk.run('runs', 'undo', done.runId)).status).toBe(0);
    expect(sandbox.partner.records.all('category', 'lineItem', 'result').length).toBe(before);
  });
});
