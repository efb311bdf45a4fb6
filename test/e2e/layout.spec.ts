import { expect, type Page } from '@playwright/test';
import { test } from './support/served-app.ts';

test.use({ isSynced: true });

/** What sticks out of its place: the page to the side, words out of a tile or a mark. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const tooWide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const parts = [...document.querySelectorAll<HTMLElement>('.gs-tile, .gs-mark, .gs-environment, h1, h2, h3')];
    return [
      ...tooWide,
      ...parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent),
    ];
  });

async function open(page: Page, screen: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Open the menu' });
  // A window that was just made narrower may show its menu a moment later.
  await expect(async () => {
    if (await menu.isVisible()) await menu.click();
    await page.getByRole('link', { name: screen, exact: true }).click({ timeout: 3000 });
  }).toPass();
  await expect(page.getByRole('heading', { level: 1, name: screen })).toBeFocused();
}

test.describe('layout', () => {
  test('nothing is cut off in narrow windows and with letters of twice the size', async ({ page, synced: _synced }) => {
    for (const fontSize of ['100%', '200%']) {
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), fontSize);
      for (const width of [1200, 1024, 800, 400]) {
        await page.setViewportSize({ width, height: 700 });
        for (const screen of ['Runs', 'Issues', 'Home']) {
          await open(page, screen);
          expect(await sticksOut(page), `${screen}, ${width} pixels, ${fontSize}`).toEqual([]);
        }
        if (fontSize === '200%' || width < 800) continue;
        const table = page.getByRole('table', { name: 'Records of this sync by entity' });
        const hidden = await table.evaluate((element) => {
          const place = element.closest('section')?.getBoundingClientRect();
          return element.getBoundingClientRect().right - (place?.right ?? 0);
        });
        expect(hidden, `columns of the report, ${width} pixels`).toBeLessThanOrEqual(0.5);
      }
    }
  });

  /** The pictures of the README are copied from here. */
  test('every screen can be photographed, light and dark, without a complaint', async ({ page, synced: _synced }) => {
    await page.setViewportSize({ width: 1200, height: 800 });
    const take = (name: string) => page.screenshot({ path: `test-results/screens/${name}.png` });
    await expect(page.getByText('Show as a table').last()).toBeVisible();
    const home = await take('home');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect((await take('dark')).equals(home)).toBe(false);
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, 'Runs');
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'What the sync did' })).toBeVisible();
    await take('report');
    await open(page, 'Rostering');
    const grid = page.getByRole('grid', { name: 'Students' });
    await grid.getByRole('columnheader', { name: 'Last name' }).click();
    await expect(grid.locator('[aria-sort="ascending"]')).toBeVisible();
    await grid.locator('[role="gridcell"][data-column="givenName"]').nth(3).click();
    await page.getByRole('tab', { name: 'Identifiers' }).click();
    await expect(page.getByRole('button', { name: /Copy/ }).first()).toBeVisible();
    await take('browsing');
  });
});
