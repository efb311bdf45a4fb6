import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openReader } from '../../electron/store/reader.ts';
import { openForReading } from '../../electron/store/open.ts';
import { startTwoWayApp, type TwoWayApp } from './support/two-way-app.ts';

test.use({ actionTimeout: 20_000 });
test.describe.configure({ timeout: 150_000 });

let app: TwoWayApp;
test.beforeEach(async () => {
  app = await startTwoWayApp();
});
test.afterEach(() => app.close());

async function looksRight(page: Page, name: string): Promise<void> {
  const sizes = [
    ['light', 1200, 800],
    ['dark', 1024, 700],
  ] as const;
  for (const [colorScheme, width, height] of sizes) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/roster-${name}-${colorScheme}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('#content').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
}

/** The usernames of one kind of people, as the local copy has them. */
function usernames(role: 'student' | 'staff'): string[] {
  const db = openForReading(`${app.desk.profile}/integrations/${app.desk.integrationId}/data.db`);
  if (db === undefined) throw new Error('nothing was synced');
  const reader = openReader(db);
  const names = [...reader.each('user')]
    .filter((user) => (user['role'] === 'student') === (role === 'student') && user['enabledUser'] === true)
    .map((user) => String(user['username']));
  reader.close();
  return names;
}

async function openRoster(page: Page): Promise<void> {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Settings of Desk' }).click();
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' });
  await sections.getByRole('link', { name: 'Roster' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Roster' })).toBeVisible();
}

const save = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
};

async function compare(page: Page, role: 'Staff' | 'Students', list: string): Promise<void> {
  const panel = page.getByRole('region', { name: role, exact: true });
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: /^Choose a list/ }).click();
  await (await chooser).setFiles({ name: 'directory.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(panel.getByText(/^Compared on/)).toBeVisible();
}

const figure = (page: Page, role: string, name: string) =>
  page.getByRole('region', { name: role, exact: true }).locator(`[data-figure="${name}"]`);

test('usernames are compared with the directory, hold the sync up, and are settled by a match or a sign-off (C10)', async ({
  page,
}) => {
  const klass = app.lms.classWithStudents();
  app.lms.addCategory('cat-1', 'LMS', klass);
  await openRoster(page);
  await expect(page.getByText('Sync first: there are no people yet to compare with.')).toHaveCount(2);
  await page.getByRole('radio', { name: /^LDAP/ }).check();
  await save(page);
  await expect(page.getByText('Nothing is written to the partner yet')).toBeVisible();

  // A plan is made all the same, so that there are people to compare.
  const planned = await app.desk.run('sync', app.desk.integrationId, '--plan-only', '--quiet');
  expect(planned.status).toBe(0);
  const before = app.sandbox.partner.records.all('category', 'lineItem', 'result');
  const refused = await app.desk.run('sync', app.desk.integrationId);
  expect(refused.stderr).toContain('were not compared with the directory');
  expect(app.sandbox.partner.records.all('category', 'lineItem', 'result')).toEqual(before);

  await page.reload();
  const panel = page.getByRole('region', { name: 'Students', exact: true });
  const chooser = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: /^Choose a list/ }).click();
  await (await chooser).setFiles({ name: 'list.xlsx', mimeType: 'x/y', buffer: Buffer.from('PK\u0003\u0004') });
  await expect(panel.getByRole('alert')).toContainText('it is a workbook or a zip file');

  const [first = '', second = '', third = '', ...rest] = usernames('student');
  const lines = [first.toUpperCase(), second, second, ...rest, 'zoe'].map((name) => `${name};${name}@x.org`);
  await compare(page, 'Students', `sAMAccountName;mail\r\n${lines.join('\r\n')}\r\n`);
  await expect(figure(page, 'Students', 'Not in the directory')).toHaveText('1');
  await expect(figure(page, 'Students', 'More than one')).toHaveText('1');
  await expect(figure(page, 'Students', 'Other capitals')).toHaveText('1');
  await expect(figure(page, 'Students', 'Only in the directory')).toHaveText('1');
  await panel.getByRole('button', { name: 'Show whom' }).click();
  const rows = panel.getByRole('table', { name: /^Usernames and your directory/ }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText(third);
  await looksRight(page, 'mismatches');
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save the list as CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')[0]).toBe('problem,powerSchoolId,name,username,inDirectory');
  expect(csv).toContain(`other capitals`);

  await compare(page, 'Staff', `login\n${usernames('staff').join('\n')}\n`);
  await expect(figure(page, 'Staff', 'Not in the directory')).toHaveText('0');
  await expect(page.getByText('Usernames of students do not match the directory.')).toBeVisible();
  const stillRefused = await app.desk.run('sync', app.desk.integrationId);
  expect(stillRefused.stderr).toContain('usernames of students do not match the directory');

  // Other capitals alone keep nobody out.
  await compare(page, 'Students', `login\n${[first.toUpperCase(), second, third, ...rest].join('\n')}\n`);
  await expect(figure(page, 'Students', 'Other capitals')).toHaveText('1');
  await expect(page.getByText('Usernames are settled.')).toBeVisible();

  // Without third-party authentication a meeting is due, whatever matches.
  await page.getByRole('radio', { name: /^Nobody else/ }).check();
  await save(page);
  await expect(page.getByText('The meeting about usernames is not recorded.')).toBeVisible();
  expect((await app.desk.run('sync', app.desk.integrationId)).stderr).toContain('the meeting about usernames');
  await page.getByRole('checkbox', { name: 'It was agreed that it may go on' }).check();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.getByLabel('Agreed by').fill('A. Admin');
  await save(page);
  await expect(page.getByText('Usernames are settled.')).toBeVisible();
  const { status } = await app.desk.sync('--quiet');
  expect(status).toBe(0);
  expect(app.sandbox.partner.records.all('category', 'lineItem', 'result').length).toBeGreaterThan(before.length);
});

test('course names, usernames and structure are chosen with a preview on real classes; the structure is changed by its typed name once it is fixed (C19, C25)', async ({
  page,
}) => {
  await openRoster(page);
  await page.getByRole('radio', { name: 'One course for each section' }).check();
  await expect(page.getByText(/^\d+ sections make \d+ courses. The largest has 1 section\.$/)).toBeVisible({
    timeout: 30_000,
  });
  const names = page.getByRole('table', { name: 'How that looks' });
  const template = page.getByLabel('What a class is called');
  await template.fill('{courseNam}');
  await expect(page.getByText(/unknown token \{courseNam\}/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await template.fill('');
  for (const token of ['Course name', 'Period', 'School']) {
    await page.getByRole('button', { name: `Insert ${token}` }).click();
  }
  await expect(template).toHaveValue('{courseName}{period}{school}');
  await template.fill('{courseName} | {teacherLastName} | {sectionNumber}');
  await expect(names.getByRole('row').nth(1)).toContainText(/ \| \S+ \| \S+/);
  await page.getByRole('combobox', { name: 'Students' }).click();
  await page.getByRole('option', { name: 'Staff or student number' }).click();
  await save(page);

  expect((await app.desk.run('sync', app.desk.integrationId, '--plan-only', '--quiet')).status).toBe(0);
  await page.reload();
  await expect(page.getByText(/^Fixed by the first sync/)).toBeVisible();
  await looksRight(page, 'fixed');
  await page.getByRole('button', { name: 'Change the structure …' }).click();
  const guide = page.getByRole('region', { name: 'Change the course structure' });
  await guide.getByRole('radio', { name: 'One course for many sections' }).check();
  await guide.getByRole('checkbox', { name: 'The same lead teacher' }).uncheck();
  await expect(guide.getByText(/^Of \d+ present courses, \d+ go and 0 stay\. \d+ new courses come\.$/)).toBeVisible();
  const change = guide.getByRole('button', { name: 'Change the structure' });
  await expect(change).toBeDisabled();
  await guide.getByRole('textbox').fill('Desk');
  await looksRight(page, 'restructure');
  await change.click();
  await expect(page.getByText('The structure is changed.')).toBeVisible();
  await expect(page.getByText('One course for many sections')).toBeVisible();

  const { stdout } = await app.desk.run('integrations', 'show', app.desk.integrationId, '--json');
  const { config } = JSON.parse(stdout) as { config: { roster: unknown } };
  expect(config.roster).toMatchObject({
    courseName: '{courseName} | {teacherLastName} | {sectionNumber}',
    courses: { per: 'group', term: true, leadTeacher: false },
    usernames: { student: { source: 'number' } },
  });
});
