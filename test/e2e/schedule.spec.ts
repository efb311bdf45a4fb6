import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test, trySandbox } from './support/served-app.ts';

test('schedule: what comes of it, also of what has to be done first, is shown before it is saved and stands on home afterwards (C36)', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await trySandbox(page);
  await expect(page.getByText('Next sync when you start it')).toBeVisible();
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Schedule' }).click();
  const next = page.getByRole('list', { name: 'Next syncs' });
  await expect(page.getByText('None: this integration syncs only when you start it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save schedule' })).toBeDisabled();

  await page.getByRole('combobox', { name: 'Time zone of the district' }).fill('Chicago');
  await page.getByRole('option', { name: 'America/Chicago' }).click();
  const changes = page.getByRole('group', { name: 'Sync of changes' });
  await changes.getByLabel('How often').selectOption('Every day');
  await changes.getByLabel('At', { exact: true }).fill('01:15');
  await expect(next.getByRole('listitem')).toHaveCount(5);
  await expect(next.getByRole('listitem').first()).toContainText('1:15 AM C');

  const full = page.getByRole('group', { name: 'Full sync' });
  await full.getByLabel('How often').selectOption('On days of the week');
  await full.getByLabel('At', { exact: true }).fill('01:20');
  await expect(full.getByText('must be at the same minute as the other one')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save schedule' })).toBeDisabled();
  await full.getByLabel('At', { exact: true }).fill('01:15');
  await expect(next.getByText('full')).toHaveCount(1);

  await page.getByRole('switch', { name: 'Not before' }).press('Space');
  await page.getByLabel('What has to be done first').fill('Export of login names');
  await expect(next.getByRole('listitem').first()).toContainText('2:30 AM C');
  await page.getByRole('button', { name: 'Add days' }).click();
  await page.getByLabel('First day').fill('2020-12-21');
  await page.getByLabel('Last day').fill('2020-12-20');
  await expect(page.getByText('must not be before the first day')).toBeVisible();
  await page.getByLabel('Last day').fill('2021-01-03');

  await page.getByRole('switch', { name: 'Go on when the window is closed' }).press('Space');

  await expect(page.locator('pre').first()).toContainText(app.profile);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1200, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `test-results/screens/schedule-${colorScheme}-${width}.png`, fullPage: true });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('What has to be done first')).toHaveValue('Export of login names');
  await expect(page.getByRole('switch', { name: 'Go on when the window is closed' })).toBeChecked();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByText(/Next sync .*2:30 AM C[DS]T/)).toBeVisible();
});
