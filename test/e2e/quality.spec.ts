import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { syncNow, test, trySandbox } from './support/served-app.ts';

test('data quality: counts after a sync, and leads to the records', async ({ page, app }) => {
  await page.goto(app.url);
  await trySandbox(page);
  await page.getByRole('link', { name: 'Data quality' }).click();
  await expect(page.getByText('Data quality is counted after the first sync.')).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await syncNow(page);
  await page.getByRole('link', { name: 'Data quality' }).click();
  const rule = page.locator('[data-rule="lineItem.withoutDueDate"]');
  await expect(rule.or(page.getByText('Line items without a due date')).first()).toBeVisible();

  const found = page.locator('[data-rule]').first();
  const total = Number(((await found.locator('[data-total]').textContent()) ?? '').replaceAll(/\D/g, ''));
  expect(total).toBeGreaterThan(0);
  await found.getByRole('button', { name: 'Show the records' }).press('Enter');
  await expect(found.getByRole('row')).toHaveCount(Math.min(total, 50) + 1);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/screens/quality-${scheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await found.getByRole('row').nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/#\/(rostering|gradebook)\//);
});
