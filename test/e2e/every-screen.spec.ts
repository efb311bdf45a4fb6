import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { ScreenName } from '../../renderer/route.ts';
import { test } from './support/served-app.ts';

test.use({ isSynced: true });

/** What would keep somebody from using the screen. */
async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);

/** The address of every screen, those of records by what was synced; the compiler names a screen that has none. */
async function addresses(page: Page): Promise<Readonly<Record<ScreenName, string>>> {
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('table', { name: 'Runs' }).getByRole('link').first().click();
  await expect(page.getByText('Requests')).toBeVisible();
  const run = await hashOf(page);
  const [, , integrationId = '', runId = ''] = run.split('/');
  await page.getByRole('link', { name: 'Gradebook', exact: true }).click();
  const items = page.getByRole('grid', { name: 'Line items' });
  await items.locator('[role="gridcell"][data-column="class"] a').first().click();
  await page.getByRole('link', { name: 'Open the gradebook sheet' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
  const sheet = await hashOf(page);
  return {
    home: '#/',
    gallery: '#/gallery',
    galleryApp: '#/gallery/powerschool',
    // One that was finished or deleted meanwhile; the steps of the others are tried where the wizard is.
    setup: '#/setup/unknown',
    runs: `#/runs/${integrationId}`,
    run,
    compare: `#/compare/${integrationId}/${runId}/${runId}`,
    plans: `#/plan/${integrationId}`,
    plan: `#/plan/${integrationId}/unknown`,
    issues: `#/issues/${integrationId}`,
    rostering: `#/rostering/${integrationId}/students`,
    gradebook: `#/gradebook/${integrationId}/results`,
    sheet,
    quality: `#/quality/${integrationId}`,
    help: '#/help/start',
    settings: `#/settings/${integrationId}/general`,
    exports: `#/exports/${integrationId}`,
    reports: `#/reports/${integrationId}/worksheet`,
    remap: `#/remap/${integrationId}`,
    appearance: '#/appearance',
  };
}

async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash);
  await expect(page.getByRole('main').locator('h1, [role="alert"]').first()).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('nothing serious is found on any screen', async ({ page, synced: _synced }) => {
      test.slow();
      for (const [screen, hash] of Object.entries(await addresses(page))) {
        await open(page, hash);
        expect.soft(await seriousFindings(page), screen).toEqual([]);
      }
    });
  });

test('no screen is wider than a small window with letters of twice the size', async ({ page, synced: _synced }) => {
  test.slow();
  const screens = Object.entries(await addresses(page));
  await page.evaluate(() => (location.hash = '#/appearance'));
  await page.setViewportSize({ width: 1024, height: 700 });
  for (let size = 110; size <= 200; size += 10) await page.getByRole('button', { name: 'Larger letters' }).click();
  await expect(page.locator('html')).toHaveCSS('font-size', '32px');
  for (const [screen, hash] of screens) {
    await open(page, hash);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(excess, `${screen}, letters of twice the size`).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `test-results/screens/200-${screen}.png` });
  }
});
