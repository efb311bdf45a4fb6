import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { test } from './support/served-app.ts';

test.use({ isSynced: true });

async function openList(page: Page, screen: string, list: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
  await page.getByRole('navigation', { name: screen }).getByRole('link', { name: list, exact: true }).click();
  await expect(page.getByTestId('total')).toContainText(/^\d/);
}

/** From the open dialog or page to the file. */
async function take(page: Page): Promise<Download> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).last().click();
  return coming;
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** Every cell of the first rows on the screen, and the heads of the columns. */
async function onScreen(page: Page, rows: number): Promise<string[][]> {
  const grid = page.getByRole('grid');
  const heads = await grid.getByRole('columnheader').allInnerTexts();
  const lines: string[][] = [heads.map((head) => head.trim())];
  for (let at = 0; at < rows; at++) {
    const cells = await grid.locator(`[role="row"][aria-rowindex="${at + 2}"] [role="gridcell"]`).allInnerTexts();
    lines.push(cells.map((cell) => cell.trim()));
  }
  return lines;
}

test('a list is exported as it is on the screen, a whole district only after a question, and the log says so', async ({
  page,
  synced: _synced,
}) => {
  test.setTimeout(180_000);

  await openList(page, 'Rostering', 'Courses');
  const shown = await onScreen(page, 5);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export courses' });
  await expect(dialog.getByText(/^\d[\d,]* rows$/)).toBeVisible();
  const csv = await take(page);
  expect(csv.suggestedFilename()).toMatch(/^Courses \d{4}-\d\d-\d\d\.csv$/);
  const table: string[][] = parse(await bytesOf(csv), { record_delimiter: '\r\n' });
  expect(table[0]).toEqual(shown[0]);
  expect(table.slice(1, 6).map((row) => row.slice(0, 2))).toEqual(shown.slice(1).map((row) => row.slice(0, 2)));
  const address = new URL(csv.url());
  expect(address.pathname).toMatch(/^\/download\/[\w-]{43}$/);
  expect((await page.request.get(csv.url())).status()).toBe(404);

  await dialog.getByRole('radio', { name: /Excel/ }).check();
  const [sheet] = (await readXlsx(await bytesOf(await take(page)))).sheets;
  expect(sheet?.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))).toEqual(table);
  await page.keyboard.press('Escape');

  await openList(page, 'Rostering', 'Students');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const start = page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true });
  await expect(page.getByText(/This file holds everybody/)).toBeVisible();
  await expect(start).toBeDisabled();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/screens/export-${scheme}.png` });
  }
  await page.getByRole('checkbox', { name: /Yes, export up to/ }).check();
  await page.getByRole('checkbox', { name: /mark of UTF-8/ }).check();
  // With another format it is another file: the agreement is asked for again.
  await expect(start).toBeDisabled();
  await page.getByRole('checkbox', { name: /Yes, export up to/ }).check();
  const students = await bytesOf(await take(page));
  expect(students.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Exports', exact: true }).click();
  await page.getByRole('checkbox', { name: /Yes, export up to/ }).check();
  const pack = await take(page);
  expect(pack.suggestedFilename()).toMatch(/^OneRoster 1\.1 .*\.zip$/);
  expect((await bytesOf(pack)).subarray(0, 2).toString('latin1')).toBe('PK');
  const log = page.getByRole('table', { name: 'Access log' });
  await expect(log.getByRole('row')).toHaveCount(5);
  await expect(log.getByRole('row').nth(1)).toContainText('Rosters and gradebook (everybody)');
  await expect(log.getByRole('row').nth(2)).toContainText('Students, all (everybody)');
  await expect(log.getByRole('row').nth(4)).toContainText('Courses, all');
  await expect(log.getByText('Exported', { exact: true })).toHaveCount(4);
  await page.setViewportSize({ width: 1024, height: 700 });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/screens/exports-${scheme}.png`, fullPage: true });
  }
});
