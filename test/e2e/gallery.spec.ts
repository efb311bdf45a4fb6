import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './support/served-app.ts';

test.describe('application gallery', () => {
  test('Connect leads to PowerSchool, to what it does and needs, and to its activation (S18) (S19)', async ({
    page,
    app,
  }) => {
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Connect' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Application gallery' })).toBeFocused();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.screenshot({ path: `test-results/screens/gallery-${colorScheme}.png` });
    }
    await page.getByRole('link', { name: 'PowerSchool' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'PowerSchool' })).toBeFocused();
    await expect(page.getByRole('region', { name: 'What you need' })).toContainText('8.3 or higher');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.screenshot({ path: `test-results/screens/gallery-app-${colorScheme}.png` });
    }
    await page.getByRole('button', { name: 'Activate PowerSchool' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Prerequisites');
  });

  test('the sandbox district is begun from it, and its tile says so', async ({ page, app }) => {
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('link', { name: 'Sandbox district' }).click();
    await page.getByRole('button', { name: 'Try the sandbox district' }).click();
    await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
    await page.getByRole('link', { name: 'Connect' }).click();
    await expect(page.locator('[data-app="sandbox"]')).toContainText('Activated once');
    await expect(page.locator('[data-app="powerschool"]')).not.toContainText('Activated');
  });
});
