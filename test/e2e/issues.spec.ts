import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { numbersIn } from './support/local-copy.ts';
import { syncNow, test, trySandbox } from './support/served-app.ts';

test('issues: by cause, narrowed down by severity, records, school and words, and each leads to its record', async ({
  page,
  app,
  request,
}) => {
  test.setTimeout(90_000);
  await page.goto(app.url);
  await trySandbox(page);
  const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
  await syncNow(page);
  // Students leave their sections, their scores stay: scores of students who are not enrolled.
  const enrollments = numbersIn(
    app.profile,
    `SELECT DISTINCT e.sourceKey FROM enrollment AS e JOIN result AS r ON r.classKey = e.classKey AND r.sourceSubkey = e.userKey
     WHERE e.sourceSubkey = 0 AND e.userKind = 1 ORDER BY 1 LIMIT 3`,
  );
  expect(enrollments).toHaveLength(3);
  const rows = await request.post(`${address}/sandbox/rows`, {
    data: enrollments.map((id) => ({ table: 'CC', delete: id })),
  });
  expect(await rows.text()).toContain('dataVersion');
  await syncNow(page);
  await page.getByRole('link', { name: 'Issues' }).click();
  const total = async (): Promise<number> =>
    Number(((await page.locator('[data-total]').textContent()) ?? '').replaceAll(/\D/g, ''));
  await expect(page.locator('[data-total]')).toContainText(/^[1-9]/);
  const all = await total();

  await page.getByLabel('Severity').selectOption('Error');
  await expect(page).toHaveURL(/severity=error/);
  await expect(page.locator('[data-code]').getByText('Warning', { exact: true })).toHaveCount(0);
  await expect.poll(total).toBe(all);
  await page.getByLabel('Severity').selectOption('Warning');
  await expect(page.getByText('No issue passes the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect.poll(total).toBe(all);

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export issues' });
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const lines: Record<string, string>[] = parse(readFileSync(await (await coming).path()), { columns: true });
  expect(lines).toHaveLength(all);
  expect(lines[0]).toMatchObject({
    Severity: 'error',
    'PowerSchool ID': expect.stringMatching(/^\d+#\d+$/),
    'What is wrong': expect.stringMatching(/\.$/),
    'What to do': expect.stringMatching(/\.$/),
  });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const card = page.locator('[data-code]').first();
  await card.getByRole('button', { name: 'Show the records' }).press('Enter');
  const second = card.getByRole('row').nth(1);
  await expect(second).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [1200, 1024]) {
      await page.setViewportSize({ width, height: width === 1200 ? 800 : 700 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `test-results/screens/issues-${scheme}-${width}.png` });
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await page.getByLabel('Cause, name or PowerSchool ID').fill('nothing is called so');
  await expect(page.getByText('No issue passes the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await card.getByRole('button', { name: 'Show the records' }).click();
  await card.getByRole('row').nth(1).getByRole('link').click();
  await expect(page).toHaveURL(/#\/(rostering|gradebook)\/.*record=/);

  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Issues that this sync found' }).click();
  await expect.poll(total).toBe(all);
});
