import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startTwoWayApp, type TwoWayApp } from './support/two-way-app.ts';

let app: TwoWayApp;
// Each test has an application of its own: the address that opens it serves once.
test.beforeEach(async () => {
  test.setTimeout(180_000);
  app = await startTwoWayApp();
  await app.desk.sync();
});
test.afterEach(() => app.close());

async function sync(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('button', { name: 'Stop now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible({ timeout: 60_000 });
}

async function looksWell(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/${name}-${scheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a plan is shown, thinned out, approved by name and written; its run is taken back (C16, C32)', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const klass = app.lms.classWithStudents();
  app.lms.addCategory('lms-homework', 'LMS homework', klass);
  const { results } = app.lms.addLineItems(klass, 3, { category: 'lms-homework' });
  const before = app.sandbox.server.snapshot();
  await page.goto(app.url);
  await sync(page);
  expect(app.sandbox.server.snapshot(), 'nothing is written before it was approved').toBe(before);

  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(page.locator('[data-side="powerschool"]')).toContainText(`${1 + 3 + results} new, 0 changed, 0 removed`);
  await page
    .getByRole('button', { name: /Show the changes: .*results new in PowerSchool/ })
    .first()
    .press('Enter');
  await expect(page.locator('[data-item]')).toHaveCount(results);
  await expect(page.locator('[data-item]').first()).toContainText('New in the partner');
  await page
    .getByRole('button', { name: /^Show the request: / })
    .first()
    .press('Enter');
  const request = page.getByRole('region', { name: 'The request as it would be sent' });
  await expect(request).toContainText('PUT /ws/xte/score');
  await expect(request).not.toContainText('Bearer');
  await looksWell(page, 'plan');

  await page
    .getByRole('button', { name: /^Leave out: .* · LMS item 2/ })
    .first()
    .click();
  await expect(page.locator('[data-state="leftOut"]').or(page.getByText('Left out')).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve and write' })).toBeDisabled();
  await expect(page.getByText('The accuracy of the data is the district’s responsibility.')).toBeVisible();
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByRole('button', { name: 'Approve and write' }).click();
  await expect(page.getByText('Approved by Ada Admin').first()).toBeVisible();
  await expect(page.locator('[data-group*="applied"]').first()).toBeVisible({ timeout: 60_000 });
  expect(app.sandbox.server.snapshot()).not.toBe(before);

  await page.getByRole('link', { name: 'Runs' }).click();
  // The newest is the one that wrote: below the head, above the sync of the first day and the one that planned.
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(page.getByText('may need to refresh it to see them')).toBeVisible();
  await page.getByRole('button', { name: 'Show what was written' }).click();
  await expect(page.locator('[data-receipt]').first()).toContainText('POST');
  await looksWell(page, 'receipts');
  await page.getByRole('button', { name: 'Undo this sync' }).click();
  await expect(page.getByText('This plan takes an earlier sync back.')).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByRole('button', { name: 'Approve and write' }).click();
  await expect(page.locator('[data-group*="applied"]').first()).toBeVisible({ timeout: 60_000 });
  expect(app.sandbox.server.snapshot()).toBe(before);
});

test('a conflict shows both values, and is decided', async ({ page }) => {
  test.setTimeout(120_000);
  app.desk.change({ masterFields: [], masterFieldsOverride: { integration: 'Desk', confirmedOn: '2026-11-26' } });
  const item = JSON.parse(app.sandbox.partner.records.all('lineItem')[0] ?? '{}') as { sourcedId: string };
  app.lms.change('lineItem', item.sourcedId, { title: 'Renamed in the LMS' });
  const [key, subkey] = item.sourcedId.replace('lineItem-', '').split('-').map(Number);
  app.sandbox.server.changeRows([
    { table: 'ASSIGNMENTSECTION', id: subkey ?? 0, set: { NAME: 'Renamed in PowerSchool' } },
  ]);
  expect(key).toBeGreaterThan(0);
  await page.goto(app.url);
  await sync(page);
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  const conflict = page.locator('[data-conflict]').first();
  await expect(conflict).toContainText('Renamed in the LMS');
  await expect(conflict).toContainText('Renamed in PowerSchool');
  await looksWell(page, 'conflicts');
  await conflict.getByRole('button', { name: /^Take the partner’s/ }).click();
  await expect(conflict.getByText('Decided.')).toBeVisible();
  await sync(page);
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: /Show the changes: .*line items? changed in PowerSchool/ }).click();
  await expect(page.locator('[data-item]').first()).toContainText('You decided so');
});

test('the settings of a 2-Way Sync: the partner is checked, fixes are chosen, the test data signed for', async ({
  page,
}) => {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Partner' }).click();
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks.getByRole('status')).toHaveText(/All checks passed|Nothing fails/);
  expect(await checks.getByRole('listitem').count()).toBeGreaterThan(2);
  await looksWell(page, 'settings-partner');

  await page.getByRole('link', { name: 'Limits and advanced' }).click();
  const fixes = page.getByRole('region', { name: 'What may be put right automatically' });
  await fixes.getByLabel('Shorten names that are too long').check();
  await fixes.getByLabel('Category for line items that have none').fill('Homework');
  await fixes.getByLabel('Make this category for a teacher who does not have it').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();

  await page.getByRole('link', { name: 'Phases and sign-off' }).click();
  await page.getByLabel('Production waits for the sign-off').click();
  await expect(page.getByLabel('Production waits for the sign-off')).toBeChecked();
  await expect(page.getByText('Phase 2, review')).toBeVisible();
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('Note').fill('Looked at three classes.');
  await looksWell(page, 'settings-phases');
  await page.getByRole('button', { name: 'Sign for the test data' }).click();
  await expect(page.getByText('Signed by Ada Admin')).toBeVisible();

  await page.getByRole('link', { name: 'Limits and advanced' }).click();
  await expect(fixes.getByLabel('Category for line items that have none')).toHaveValue('Homework');
  await expect(fixes.getByLabel('Make this category for a teacher who does not have it')).toBeChecked();
  await fixes.getByLabel('Shorten names that are too long').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await looksWell(page, 'settings-fixes');
  await page.getByRole('link', { name: 'Phases and sign-off' }).click();
  await expect(page.getByText('No longer holds')).toBeVisible();
});
