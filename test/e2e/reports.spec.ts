import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { openIntegrations } from '../../electron/integrations/integrations.ts';
import { openProfile } from '../../electron/profile.ts';
import { syncNow, test, trySandbox } from './support/served-app.ts';
import { startTwoWayApp } from './support/two-way-app.ts';

async function looksWell(page: Page, name: string): Promise<void> {
  // One below the other, over the whole width.
  for (const box of await page.locator('.gs-paper > *').all()) {
    expect((await box.boundingBox())?.width).toBeGreaterThan(600);
  }
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/screens/report-${name}-${scheme}.png`, fullPage: true });
    await page.screenshot({ path: `test-results/screens/report-${name}-top-${scheme}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  // Paper is white even where the screen is dark, and has no navigation.
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeHidden();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('h2').first()).toHaveCSS('color', 'rgb(0, 0, 0)');
  await page.screenshot({ path: `test-results/screens/report-${name}-print.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
}

async function csv(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('the worksheet is prepared, signed, printed and taken as CSV', async ({ page, app }) => {
  await page.goto(app.url);
  await trySandbox(page);
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Data mapping worksheet' })).toBeVisible();
  await expect(page.locator('[data-attribute="result score"]')).toContainText('ASSIGNMENTSCORE.SCOREPOINTS');

  await page.getByLabel('With whom').fill('Ida Consultant');
  await page.getByLabel('Date of the call').fill('2026-12-01');
  await page.getByLabel('Questions for the call').fill('Which login do students have?');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('Kept.')).toBeVisible();
  const note = page.getByRole('textbox', { name: 'Note on Students, email' });
  await note.fill('=1+1 ask the help desk');
  await note.press('Enter');
  await expect(page.locator('[data-attribute="student email"] .gs-print-only')).toHaveText('=1+1 ask the help desk');

  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill('Ada Admin');
  await page.getByLabel('Role (optional)').fill('Data manager');
  await page.getByLabel('Date', { exact: true }).fill('2026-11-27');
  await page.getByRole('button', { name: 'Sign', exact: true }).press('Enter');
  await expect(page.locator('[data-sign-off="Ada Admin"]')).toContainText('2026-11-27');
  await page.reload();
  await expect(page.locator('[data-sign-off="Ada Admin"]')).toContainText('This mapping');
  await expect(page.getByLabel('With whom')).toHaveValue('Ida Consultant');
  await looksWell(page, 'worksheet');

  await page.getByLabel('For older versions of Excel').check();
  const { name, text } = await csv(page);
  expect(name).toMatch(/^data-mapping-.+\.csv$/);
  expect(text.startsWith('\u{FEFF}part,')).toBe(true);
  expect(text).toContain("'=1+1 ask the help desk");
  expect(text).toContain('Ada Admin,Data manager,2026-11-27');
});

test('the plan of the project has its usual dates, which can be changed', async ({ page, app }) => {
  await page.goto(app.url);
  await trySandbox(page);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('link', { name: 'Plan of the project' }).click();
  const date = (phase: string, label: string) =>
    page.locator(`[data-phase="${phase}"]`).getByLabel(label, { exact: true });
  await page.getByLabel('Start of the project').fill('2026-11-23');
  await page.getByLabel('Start of the project').blur();
  await expect(date('test', 'To')).toHaveValue('2026-12-16');
  await page.getByLabel('Customer').selectOption({ label: 'Existing: with old IDs to match' });
  await expect(date('test', 'To')).toHaveValue('2027-01-06');
  await date('test', 'To').fill('2026-11-20');
  await date('test', 'To').blur();
  await expect(page.getByText('This phase ends before it begins.')).toBeVisible();
  await date('test', 'To').fill('2026-12-11');
  await date('test', 'To').blur();
  await expect(date('production', 'From')).toHaveValue('2026-12-11');
  await page.reload();
  await expect(date('production', 'To')).toHaveValue('2026-12-18');
  await expect(page.getByTestId('check-ins')).toHaveText('2026-11-23 · 2026-11-30 · 2026-12-07 · 2026-12-14');
  await looksWell(page, 'project');
  expect((await csv(page)).text).toContain('phase,test,2026-11-25,2026-12-11,28,42');
});

test('the weekly status tells what a week brought, and the week before it nothing', async ({ page, app }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.goto(app.url);
  await trySandbox(page);
  await syncNow(page);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('link', { name: 'Weekly status' }).click();
  await expect(page.locator('[data-tile="runs"]')).toContainText('1 of 1 succeeded');
  await expect(page.locator('[data-records="result"]')).toContainText(/\d/);
  await looksWell(page, 'week');
  const { text } = await csv(page);
  expect(text).toMatch(/^run,.*,\d+,"succeeded, 0 issues"/m);
  await page.getByRole('button', { name: 'Earlier week' }).click();
  await expect(page.getByText('There was no sync this week.')).toBeVisible();
  await page.goBack();
  await expect(page.locator('[data-tile="runs"]')).toContainText('1 of 1 succeeded');
});

test('how long data are kept is chosen, purged by name, and everything local can be deleted', async ({ page, app }) => {
  test.setTimeout(120_000);
  await page.goto(app.url);
  await trySandbox(page);
  await syncNow(page);
  await page.getByRole('link', { name: 'Settings of Sandbox district' }).click();
  await page.getByRole('link', { name: 'Data and privacy' }).click();
  const history = page.getByRole('textbox', { name: 'History of values, in days' });
  await expect(history).toHaveValue('400 days');
  await history.fill('30');
  await page.getByRole('checkbox', { name: 'Plans and receipts: for ever' }).check();
  await expect(page.getByRole('button', { name: 'Show what would go' })).toBeDisabled();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(history).toHaveValue('30 days');
  await expect(page.getByRole('checkbox', { name: 'Plans and receipts: for ever' })).toBeChecked();

  await page.getByRole('button', { name: 'Show what would go' }).click();
  await expect(page.getByText('Nothing is older than it is to be kept.')).toBeVisible();
  const purge = page.getByRole('button', { name: 'Purge now' });
  await expect(purge).toBeDisabled();
  await page
    .getByRole('textbox', { name: 'To go on, type its name: Sandbox district', exact: true })
    .fill('Sandbox district');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/screens/retention-${colorScheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await purge.click();
  await expect(page.getByText('Purged.', { exact: true })).toBeVisible();

  const remove = page.getByRole('button', { name: 'Delete all local data' });
  await expect(remove).toBeDisabled();
  await page.getByRole('textbox', { name: /^Delete all local data of this integration/ }).fill('Sandbox district');
  await remove.click();
  await expect(page.getByText('Deleted. The next sync reads everything anew.')).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByText('Not synced yet').first()).toBeVisible();
  await syncNow(page);
  await expect(page.getByText('Up to date').first()).toBeVisible();
});

test('scheduled syncs that were missed are told on every screen of their integration, until the notice is put away', async ({
  page,
  app,
}) => {
  // Created three days ago and never synced: nobody was there when its nightly syncs were due.
  const integrations = openIntegrations(
    openProfile(app.profile),
    openMemoryCredentials(),
    () => new Date(Date.now() - 3 * 86_400_000),
  );
  integrations.create({
    name: 'Riverside',
    mode: 'import',
    environment: 'test',
    powerschool: { url: 'https://ps.example.org', clientId: 'an-id' },
    schedule: { timeZone: 'UTC', incremental: { every: 'day', at: '03:00' }, full: null, catchUp: false },
  });
  integrations.close();
  await page.goto(app.url);
  const notice = page.getByTestId('missed');
  await expect(page.getByText(/syncs were missed since/)).toBeVisible({ timeout: 45_000 });
  await expect(notice, 'the card on Home tells it itself').toHaveCount(0);
  await page.getByRole('link', { name: 'Issues' }).click();
  await expect(notice).toContainText('3 scheduled syncs were missed since');
  await expect(notice).toContainText('the computer was off or asleep, or Grade Sync was closed.');
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect(notice).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/screens/missed-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page }).include('[data-testid="missed"]').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await notice.getByRole('button', { name: 'Sync now' }).click();
  await expect(notice.getByText(/client secret of PowerSchool is missing/)).toBeVisible();
  await notice.getByRole('button', { name: 'Put this notice away' }).click();
  await expect(notice).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(notice, 'it stays away').toHaveCount(0);
  await page.getByRole('link', { name: 'Schedule' }).click();
  await expect(page.getByText(/3 scheduled syncs were missed since/)).toBeVisible();
});

test('a plan and the receipts of a sync are put on paper, and receipts of one teacher are taken as CSV', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const app = await startTwoWayApp();
  try {
    await app.desk.sync();
    const klass = app.lms.classWithStudents();
    app.lms.addCategory('lms-homework', 'LMS homework', klass);
    const { results } = app.lms.addLineItems(klass, 2, { category: 'lms-homework' });
    await page.addInitScript(() => {
      globalThis.print = () => document.body.setAttribute('data-printed', 'yes');
    });
    await page.goto(app.url);
    await syncNow(page);
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = page.getByTestId('plan-paper');
    // The header, the category in this class and the teacher's others, two line items and their scores.
    await expect(paper).toContainText('LMS homework');
    expect(await paper.getByRole('row').count()).toBeGreaterThan(3 + results);
    await expect(page.getByRole('button').first()).toBeHidden();
    await page.screenshot({ path: 'test-results/screens/plan-print.png', fullPage: true });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await expect(paper).toBeHidden();

    await page.getByLabel('Your name').fill('Ada Admin');
    await page.getByRole('button', { name: 'Approve and write' }).click();
    await expect(page.locator('[data-group*="applied"]').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await expect(page.getByTestId('receipts-paper').locator('[data-receipt]')).not.toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByTestId('receipts-paper').locator('[data-receipt]').first()).toBeVisible();
    await page.screenshot({ path: 'test-results/screens/receipts-print.png', fullPage: true });
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('button', { name: 'Receipts as CSV' }).click();
    const dialog = page.getByRole('dialog', { name: 'Receipts as CSV' });
    await dialog.getByLabel('School').selectOption({ index: 1 });
    await dialog.getByLabel('Teacher').selectOption({ index: 1 });
    const teacher = (await dialog.getByLabel('Teacher').locator('option:checked').textContent()) ?? '';
    await page.screenshot({ path: 'test-results/screens/receipts-export.png' });
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    // The dialog's heading is a <header> beside the application's own, which it covers.
    expect(violations.map(({ id }) => id).filter((id) => id !== 'landmark-no-duplicate-banner')).toEqual([]);
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text).toMatch(/^number,time,to,action,entity,school,class,teacher,/);
    expect(text.trim().split('\r\n').length).toBeGreaterThan(3);
    expect(text).toContain(teacher);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Exports' }).click();
    await expect(page.getByText('Receipts of a sync, one teacher')).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await app.close();
  }
});
