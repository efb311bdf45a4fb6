import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { actAll } from '../../electron/sandbox/school-passport/control.ts';
import { startTwoWayApp, type TwoWayApp } from './support/two-way-app.ts';

let app: TwoWayApp;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startTwoWayApp();
  await app.desk.sync();
  actAll([{ act: 'changeIds', entity: 'class' }], {
    records: app.sandbox.partner.records,
    stamp: () => new Date().toISOString(),
  });
  await app.desk.sync('--plan-only');
});
test.afterAll(() => app.close());

async function looksWell(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/${name}-${scheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('classes under new ids are listed, previewed, accepted all at once, taken back, and accepted again from a file', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Re-map ids' }).click();
  const rows = page.locator('[data-kind="partnerRenumbered"]');
  await expect(rows.first()).toContainText('same section or course number');
  const open = await rows.count();
  await page.getByRole('checkbox', { name: /^This district was connected before/ }).click();
  await expect(page.getByText('Production waits until the ids are matched')).toBeVisible();
  await expect(page.getByText(/^\d+ records are left to decide below\.$/)).toBeVisible();
  await page.getByLabel('Your name').fill('Ada Admin');
  const settle = page.getByRole('button', { name: 'Confirm: the ids are matched' });
  await expect(settle).toBeDisabled();
  await page.getByRole('button', { name: 'Refuse all of these' }).click();
  const question = page.getByRole('region', { name: 'Refuse all of these' });
  await expect(question).toContainText('stays a record of its own');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(rows).toHaveCount(open);
  await page.getByRole('button', { name: 'Accept all that are certain or likely' }).press('Enter');
  const preview = page.getByRole('region', { name: 'Before you accept' });
  await expect(preview).toContainText('All of it happens at once in the next sync, or none.');
  await looksWell(page, 'remap');
  await preview.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('None fits this filter.')).toBeVisible();
  await settle.click();
  await expect(page.getByText(/^Ada Admin confirmed on .* that the ids are matched\.$/)).toBeVisible();

  await page.getByRole('button', { name: /^Take back: / }).press('Enter');
  await expect(rows).toHaveCount(open);

  const [klass] = JSON.parse((await app.desk.run('ids', 'list', app.desk.integrationId, '--json')).stdout)
    .proposals as { powerschool: string; wasPartner: string; partner: string }[];
  await page.locator('input[type="file"]').setInputFiles({
    name: 'ids.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`entity,oldId,newId\nclass,${klass?.wasPartner},${klass?.partner}\nclass,nobody,nothing\n`),
  });
  await expect(page.getByText('1 pair to decide, 0 linked already.')).toBeVisible();
  await expect(page.getByText('Line 3: class, nobody, nothing')).toBeVisible();
  await page.getByLabel('What happened').selectOption('From your file');
  await expect(page.locator('[data-kind="file"]')).toHaveCount(1);
  await page.getByRole('button', { name: /^They are the same: / }).press('Enter');
  await preview.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.locator('[data-batch]').first()).toContainText('1 pair accepted');
  await page.setViewportSize({ width: 1200, height: 800 });
  await looksWell(page, 'remap-decided');
});
