import { expect, test, type Page } from '@playwright/test';
import { startTwoWayApp, type TwoWayApp } from './support/two-way-app.ts';

let app: TwoWayApp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startTwoWayApp();
  await app.desk.sync();
  await app.desk.sync();
});
test.afterAll(() => app.close());

const lists = {
  Rostering: ['Schools', 'Terms', 'Courses', 'Classes', 'Teachers', 'Students', 'Enrollments'],
  Gradebook: ['Categories', 'Line items', 'Results'],
} as const;

const goTo = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).first().click();

test('with both systems gone everything is still there; only Sync now says why it cannot, and what to do', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  await app.sandbox.close();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);

  for (const [screen, names] of Object.entries(lists)) {
    await goTo(page, screen);
    for (const name of names) {
      await page.getByRole('navigation', { name: screen }).getByRole('link', { name, exact: true }).click();
      await expect(page.getByTestId('total'), name).toContainText(/^[1-9]/);
      await expect(page.getByRole('grid').getByRole('gridcell').first(), name).toBeVisible();
    }
  }

  // A filter, a record with its history, the sheet of a class.
  await goTo(page, 'Rostering');
  const [integration = ''] = [new URL(page.url()).hash.split('/')[2]];
  const filter = JSON.stringify({
    join: 'and',
    items: [{ column: 'familyName', operator: 'contains', values: ['a'] }],
  });
  await page.goto(
    `${new URL(page.url()).origin}/#/rostering/${integration}/students?filter=${encodeURIComponent(filter)}`,
  );
  await expect(page.getByTestId('total')).toContainText(/^[1-9]/);
  await expect(page.getByTestId('total')).not.toContainText(/^38/);
  await page.getByRole('grid').getByRole('gridcell').first().press('Enter');
  const panel = page.getByRole('complementary').filter({ has: page.getByRole('tab') });
  await expect(panel.getByRole('heading', { level: 2 })).not.toBeEmpty();
  for (const tab of ['History', 'Identifiers', 'Related']) {
    await panel.getByRole('tab', { name: tab }).click();
    await expect(panel.getByRole('tabpanel')).not.toBeEmpty();
  }
  await page.getByRole('navigation', { name: 'Rostering' }).getByRole('link', { name: 'Classes', exact: true }).click();
  await page.getByRole('grid').locator('[role="gridcell"][data-column="sheet"]').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
  await expect(page.getByRole('grid').getByRole('gridcell').filter({ hasText: /\d/ }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('textbox').or(page.getByRole('combobox')).last().fill('quiz');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');

  for (const [link, heading] of [
    ['Plan', 'Plan'],
    ['Data quality', 'Data quality'],
    ['Issues', 'Issues'],
    ['Exports', 'Exports'],
    ['Runs', 'Runs'],
  ] as const) {
    await goTo(page, link);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
    // A question, where an export holds everybody, is no complaint.
    if (link !== 'Exports') await expect(page.getByRole('alert'), link).toHaveCount(0);
  }

  for (const at of [0, 1]) await page.getByRole('checkbox').nth(at).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.locator('tr[data-entity="result"]')).toHaveAttribute('aria-busy', 'false');

  await goTo(page, 'Gradebook');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.csv$/);
  await page.keyboard.press('Escape');

  await goTo(page, 'Home');
  await page.getByRole('button', { name: 'Sync now' }).click();
  const why = page.getByRole('alert').first();
  await expect(why).toBeVisible({ timeout: 90_000 });
  await expect(why).toContainText(/PowerSchool/);
  await expect(why).toContainText(/(try|check|sync) /i);
  await page.screenshot({ path: 'test-results/screens/network-gone.png' });
  await goTo(page, 'Rostering');
  await expect(page.getByTestId('total')).toContainText(/^[1-9]/);
  expect(complaints).toEqual([]);
});
