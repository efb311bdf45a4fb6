import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { numbersIn } from './support/local-copy.ts';
import { syncNow, test, trySandbox } from './support/served-app.ts';

test('two syncs are compared: how much changed, which records, what they were before and are now', async ({
  page,
  app,
  request,
}) => {
  test.setTimeout(120_000);
  const name = 'Ñandú <b>x</b>';
  await page.goto(app.url);
  await trySandbox(page);
  const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
  await syncNow(page);
  const rows = await request.post(`${address}/sandbox/rows`, {
    data: numbersIn(app.profile, 'SELECT sourceKey FROM user WHERE sourceSubkey = 1 ORDER BY sourceKey LIMIT 3').map(
      (id) => ({ table: 'STUDENTS', id, set: { LAST_NAME: name } }),
    ),
  });
  expect(await rows.text()).toContain('dataVersion');
  await syncNow(page);

  await page.getByRole('link', { name: 'Runs' }).click();
  const compare = page.getByRole('button', { name: 'Compare' });
  await expect(compare).toBeDisabled();
  for (const at of [0, 1]) await page.getByRole('checkbox').nth(at).press('Space');
  await expect(page.getByText('Two syncs are chosen.')).toBeVisible();
  await compare.press('Enter');

  const people = page.locator('tr[data-entity="user"]');
  await expect(people).toHaveAttribute('aria-busy', 'false');
  await expect(people.locator('[data-difference="changed"]')).toHaveText('3');
  await expect(people.locator('[data-difference="added"]')).toHaveText('0');
  await expect(page.locator('tr[data-entity="result"] [data-difference="changed"]')).toHaveText('0');
  await people.getByRole('link').press('Enter');
  const list = page.getByRole('table', { name: 'Teachers and students: changed' });
  await expect(list.getByRole('row')).toHaveCount(4);
  const first = list.getByRole('row').nth(1);
  await expect(first.locator('[data-field="familyName"] ins')).toHaveText(name);
  await expect(first.locator('[data-field="familyName"] del')).not.toHaveText(name);

  for (const scheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1200, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `test-results/screens/compare-${scheme}-${width}.png`, fullPage: true });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }

  const section = page.getByRole('region', { name: 'Teachers and students: changed' });
  await section.getByRole('button', { name: 'Export' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 rows');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  const lines = parse<Record<string, string>>(readFileSync(await (await coming).path()), { columns: true });
  expect(lines.map((line) => line['Last name, after'])).toEqual([name, name, name]);
  for (const line of lines) {
    expect(line['Last name, before']).not.toBe('');
    expect(line['First name, before']).toBe('');
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // A name of another person leaves nothing; the address alone brings everything back.
  await page.getByLabel('Name or PowerSchool ID').fill('no such name');
  await expect(page.getByText('Nothing here is different.')).toBeVisible();
  await page.getByLabel('Name or PowerSchool ID').fill('nandu');
  await expect(list.getByRole('row')).toHaveCount(4);
  await page.reload();
  await expect(list.getByRole('row')).toHaveCount(4);

  await list.getByRole('row').nth(1).getByRole('link').first().press('Enter');
  const panel = page.getByRole('dialog', { name: 'Record' });
  await expect(panel.getByRole('heading', { level: 2 }).last()).toContainText(name);
  await expect(panel.getByText('Last name')).toBeVisible();
  await expect.poll(async () => (await panel.getByRole('tabpanel').boundingBox())?.height ?? 0).toBeGreaterThan(200);
  await page.screenshot({ path: 'test-results/screens/compare-record.png' });
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  await page.getByRole('link', { name: 'Browse the copy as it was then' }).first().click();
  await expect(page).toHaveURL(/asOf=/);
  await expect(page.getByTestId('total')).toContainText(/^\d/);
  await page.goBack();
  await page.getByRole('link', { name: 'Report', exact: true }).last().click();
  await page.getByLabel('Compare with').selectOption({ index: 1 });
  await expect(page.getByRole('heading', { level: 1, name: 'Two syncs compared' })).toBeVisible();
});
