import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { syncNow, test, trySandbox } from './support/served-app.ts';

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessibility, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every screen is free of findings', async ({ page, app }) => {
      await page.goto(app.url);
      await expect(page.getByRole('heading', { name: 'No integration yet' })).toBeVisible();
      expect(await findings(page)).toEqual([]);

      await trySandbox(page);
      await syncNow(page);
      expect(await findings(page)).toEqual([]);

      await page.getByRole('link', { name: 'Runs' }).click();
      await expect(page.getByRole('table', { name: 'Runs' })).toBeVisible();
      expect(await findings(page)).toEqual([]);

      await page.getByRole('table').getByRole('link').first().click();
      await expect(page.getByText('Requests')).toBeVisible();
      expect(await findings(page)).toEqual([]);

      await page.getByRole('link', { name: 'Issues' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Issues' })).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await findings(page)).toEqual([]);
    });
  });
}

test.describe('keyboard', () => {
  test('reaches everything without a mouse, beginning with a way past the navigation', async ({ page, app }) => {
    await page.goto(app.url);
    await expect(page.getByRole('button', { name: 'Try the sandbox district' })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Activate PowerSchool' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Try the sandbox district' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
  });

  test('chooses light or dark, and the choice lasts', async ({ page, app }) => {
    await page.goto(app.url);
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    await expect.poll(scheme).toBe('light');
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await expect.poll(scheme).toBe('dark');
    await page.reload();
    await expect.poll(scheme).toBe('dark');
  });

  test('works in a narrow window', async ({ page, app }) => {
    await page.setViewportSize({ width: 400, height: 700 });
    await page.goto(app.url);
    await trySandbox(page);
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('link', { name: 'Runs' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
