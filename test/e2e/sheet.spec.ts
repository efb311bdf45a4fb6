import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { serveOulad } from './support/oulad-app.ts';
import { test as base } from './support/served-app.ts';

const folder = fileURLToPath(new URL('../fixtures/oulad', import.meta.url));
const csv = (name: string): readonly Record<string, string>[] =>
  parse(readFileSync(`${folder}/${name}.csv`, 'utf8'), { columns: true });

const test = base.extend<{ openUniversity: string }>({
  /** The address of the application with the classes of the Open University in its copy. */
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what the fixture needs: nothing.
  openUniversity: async ({}, provide) => {
    const app = await serveOulad(folder);
    await provide(app.url);
    await app.close();
  },
});
test.use({ isSynced: true });
test.slow();

const grid = (page: Page) => page.getByRole('grid');
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const cell = (page: Page, row: number, column: string) =>
  grid(page).locator(`[aria-rowindex="${row}"] [role="gridcell"][data-column="${column}"]`);

/** Nothing that stays in place covers any of the focused cell (WCAG 2.4.11). Runs in the page. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [3, width / 2, width - 3].every((x) =>
    element.contains(document.elementFromPoint(left + x, top + height / 2)),
  );
}

/** From the list of line items, by the record of the first one’s class, to its sheet. */
async function openSheet(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Gradebook', exact: true }).click();
  const items = page.getByRole('grid', { name: 'Line items' });
  await items.locator('[role="gridcell"][data-column="class"] a').first().click();
  await page.getByRole('link', { name: 'Open the gradebook sheet' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
  await expect(grid(page)).toBeVisible();
}

test('the sheet of a class opens from its record and from the list of classes, and explains its averages', async ({
  page,
  synced: _synced,
}) => {
  await openSheet(page);
  const overall = grid(page).locator('[role="gridcell"][data-column="overall"]').filter({ hasText: '%' }).first();
  const shown = await overall.textContent();
  await overall.click();
  await expect(details(page).getByTestId('average')).toHaveText(shown ?? '');
  await expect(details(page).getByText('Computed from points and assignment weights')).toBeVisible();
  const rows = await details(page).getByRole('row').allTextContents();
  expect(rows.length).toBeGreaterThan(1);
  await page.reload();
  await expect(details(page).getByTestId('average')).toHaveText(shown ?? '');
  await page.keyboard.press('Escape');
  await expect(details(page)).toBeHidden();

  await page.getByRole('link', { name: 'Show the class' }).click();
  await expect(page.getByRole('grid', { name: 'Classes' })).toBeVisible();
  await page.getByRole('button', { name: 'Close the record' }).click();
  const link = page.getByRole('grid').locator('[role="gridcell"][data-column="sheet"]').first();
  await link.scrollIntoViewIfNeeded();
  await link.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /^Gradebook of/ })).toBeVisible();
});

test('a cell leads to its score, and the keys of a grid lead to every cell without hiding it', async ({
  page,
  synced: _synced,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openSheet(page);
  const focused = page.locator('[role="gridcell"]:focus, [role="columnheader"]:focus');
  await cell(page, 3, 'student').focus();
  for (const key of ['Control+End', 'Control+Home', 'End', 'PageDown', 'ArrowLeft', 'ArrowUp', 'Home']) {
    await page.keyboard.press(key);
    await expect(focused).toHaveCount(1);
    await expect.poll(() => focused.evaluate(isInSight), key).toBe(true);
  }
  const scored = grid(page).locator('[role="gridcell"][data-column^="lineItem-"]').filter({ hasText: /\d/ }).first();
  await scored.focus();
  const place = await focused.evaluate((element) => [
    Number(element.closest('[role="row"]')?.getAttribute('aria-rowindex')),
    element.getAttribute('data-column'),
  ]);
  await page.keyboard.press('Enter');
  await expect(details(page).getByText('Result', { exact: true })).toBeVisible();
  await expect.poll(() => focused.evaluate(isInSight)).toBe(true);
  await details(page).getByRole('tab', { name: 'Identifiers' }).click();
  await expect(details(page).locator('[data-identifier="PowerSchool ID"]')).toHaveText(/^\d+#\d+$/);
  await page.keyboard.press('Escape');
  await expect(cell(page, Number(place[0]), String(place[1]))).toBeFocused();
});

test('students are put in the order of a column, and the sheet is copied as it stands', async ({
  page,
  synced: _synced,
}) => {
  await openSheet(page);
  const averages = () => grid(page).locator('[role="gridcell"][data-column="overall"]').allTextContents();
  await grid(page).locator('[role="columnheader"][data-column="overall"]').click();
  await expect(page).toHaveURL(/sort=overall/);
  await expect
    .poll(async () => {
      const given = (await averages()).map((text) => (text === '' ? -1 : Number.parseFloat(text)));
      return JSON.stringify(given) === JSON.stringify(given.toSorted((a, b) => a - b));
    })
    .toBe(true);
  await page.evaluate(() => {
    // oxlint-disable-next-line typescript/unbound-method -- It is called on its own object below.
    const original = DataTransfer.prototype.setData;
    DataTransfer.prototype.setData = function set(type: string, text: string) {
      Reflect.set(window, 'copied', text);
      original.call(this, type, text);
    };
  });
  await page.getByRole('button', { name: 'Copy the sheet' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = String(await page.evaluate(() => Reflect.get(window, 'copied')));
  const [head = '', ...lines] = copied.split('\n');
  expect(head.split('\t').slice(0, 2)).toEqual(['Student', 'Overall']);
  const total = Number(((await page.getByTestId('total').textContent()) ?? '').split(' ')[0]);
  expect(lines).toHaveLength(total);
  expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([head.split('\t').length]));
});

test('a class of the Open University shows the averages that its file makes', async ({ page, openUniversity }) => {
  await page.goto(openUniversity);
  await openSheet(page);
  const [assessment = ''] = (
    await grid(page).locator('[role="columnheader"][data-column^="lineItem-"]').first().innerText()
  ).match(/\d+/) ?? [''];
  const all = csv('assessments');
  const own = all.find((row) => row['id_assessment'] === assessment);
  const weights = new Map(
    all
      .filter(
        (row) => row['code_module'] === own?.['code_module'] && row['code_presentation'] === own?.['code_presentation'],
      )
      .map((row) => [row['id_assessment'], Number(row['weight'])]),
  );
  await grid(page).locator('[role="gridcell"][data-column="student"]').nth(3).click();
  const number = await details(page).locator('[data-field="identifier"] dd').textContent();
  let earned = 0;
  let possible = 0;
  for (const row of csv('studentAssessment')) {
    const weight = weights.get(row['id_assessment'] ?? '');
    if (row['id_student'] !== number || row['score'] === '' || weight === undefined) continue;
    earned += Number(row['score']) * weight;
    possible += weight;
  }
  const expected = possible === 0 ? '' : `${(earned / possible).toFixed(1)}\u00a0%`;
  const row = grid(page).locator('[role="row"][data-open]');
  await expect(row.locator('[data-column="overall"]')).toHaveText(expected);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('the sheet is free of findings, with its details open or not', async ({ page, synced: _synced }) => {
      await openSheet(page);
      const findings = async () =>
        (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
      expect(await findings()).toEqual([]);
      await page.screenshot({ path: `test-results/screens/sheet-${colorScheme}.png` });
      await grid(page).locator('[role="gridcell"][data-column="overall"]').filter({ hasText: '%' }).first().click();
      await expect(details(page).getByTestId('average')).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.screenshot({ path: `test-results/screens/sheet-average-${colorScheme}.png` });
      await page.getByRole('button', { name: 'Charts' }).click();
      const charts = page.getByRole('complementary', { name: 'Charts' });
      await expect(charts.locator('.recharts-bar-rectangle path').first()).toBeAttached();
      await charts.getByText('Show as a table').first().click();
      await expect(charts.getByRole('table', { name: 'How the scores lie' })).toBeVisible();
      expect(await findings()).toEqual([]);
      await page.screenshot({ path: `test-results/screens/sheet-charts-${colorScheme}.png` });
      await page.setViewportSize({ width: 1024, height: 700 });
      await page.screenshot({ path: `test-results/screens/sheet-narrow-${colorScheme}.png` });
    });

    test('Home shows how large the copy is and how its runs went, in bars and in tables', async ({
      page,
      synced: _synced,
    }) => {
      const section = page.getByRole('region', { name: 'Charts' });
      await expect(section.locator('.recharts-bar-rectangle path').first()).toBeAttached();
      await section.getByText('Show as a table').first().click();
      const shown = section.getByRole('table', { name: 'Records by entity' }).getByRole('row', { name: /^Results/ });
      const tile = page.locator('[data-entity="result"] dd').first();
      await expect(shown.getByRole('cell')).toHaveText((await tile.textContent()) ?? '');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      await section.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `test-results/screens/home-charts-${colorScheme}.png`, fullPage: true });
    });
  });
