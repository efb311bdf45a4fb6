import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './support/served-app.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`help, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 1024, height: 700 } });

    test('is one click or a search away, and leads back', async ({ page, app }) => {
      await page.goto(app.url);
      await page.getByRole('link', { name: 'Help on this page' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Getting started' })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.screenshot({ path: `test-results/screens/help-${colorScheme}.png` });
      await page.getByRole('button', { name: 'Back' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

      await page.keyboard.press('Control+K');
      await page.getByRole('combobox').fill('master');
      await page.getByRole('option', { name: /Master fields/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Master fields' })).toBeVisible();
    });
  });
}
