import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { createTwoWay } from './support/two-way-file.ts';
import { syncNow, test, trySandbox } from './support/served-app.ts';

async function findings(page: Page, within: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    // A dialog’s own header is no banner of the page.
    .disableRules(['landmark-no-duplicate-banner'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name }).click();
}

async function openMappings(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await trySandbox(page);
  await openSection(page, 'Attribute mappings');
  await expect(page.getByRole('heading', { level: 1, name: 'Attribute mappings' })).toBeVisible();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** A mapping of the e-mail address in upper case to the username of teachers. */
async function mapUsername(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /Teachers/ }).click();
  await page.getByRole('button', { name: 'New attribute mapping' }).click();
  await choose(page, 'Target attribute', 'username');
  await choose(page, 'Source attributes', 'email');
  await page.keyboard.press('Escape');
  await choose(page, 'Add a step', 'Upper or lower case');
  await choose(page, 'To', 'UPPER CASE');
  await page.getByRole('button', { name: 'Keep mapping' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('maps line items, results and categories where Grade Sync is active (S28)', async ({ page, app }) => {
  await openMappings(page, app.url);
  for (const name of [/^Line Item/, /^Result/, /^Category/]) {
    await page.getByRole('tab', { name }).click();
    await page.getByRole('button', { name: 'New attribute mapping' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
});

test('keeps a mapping as draft, shows it on real records, and uses it once activated', async ({ page, app }) => {
  await openMappings(page, app.url);
  await mapUsername(page);
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  const preview = page.getByRole('table', { name: 'Preview' });
  await expect(preview.getByRole('row')).toHaveCount(11);
  await expect(preview.getByText(/^STAFF\d+@DISTRICT\.EXAMPLE$/).first()).toBeVisible();

  // Each target is offered once.
  await page.getByRole('button', { name: 'New attribute mapping' }).click();
  await page.getByRole('combobox', { name: 'Target attribute' }).click();
  await expect(page.getByRole('option', { name: 'email', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: 'username', exact: true })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel' }).click();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ teacher: [{ target: 'username' }] });

  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByText('In use', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  await syncNow(page);
  await openSection(page, 'Attribute mappings');
  await page.getByRole('button', { name: 'Reset to default' }).click();
  await page.getByRole('tab', { name: /Teachers/ }).click();
  await expect(page.getByText('No mapping of your own.')).toBeVisible();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Edit username' })).toBeVisible();
});

test('says that a field of PowerSchool needs a new plugin', async ({ page, app }) => {
  await openMappings(page, app.url);
  await page.getByRole('button', { name: 'New attribute mapping' }).click();
  await choose(page, 'Target attribute', 'username');
  await page.getByRole('textbox', { name: 'Field of PowerSchool' }).fill('not a name');
  await page.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByText('Type a name such as')).toBeVisible();
  await page.getByRole('textbox', { name: 'Field of PowerSchool' }).fill('U_DEF_EXT_STUDENTS.SSO_USERNAME');
  await page.getByRole('textbox', { name: 'Field of PowerSchool' }).press('Enter');
  await page.getByRole('button', { name: 'Keep mapping' }).click();
  await expect(page.getByText(/does not bring these fields yet.*U_DEF_EXT_STUDENTS\.SSO_USERNAME/)).toBeVisible();
});

test('says that an import needs no master fields', async ({ page, app }) => {
  await page.goto(app.url);
  await trySandbox(page);
  await openSection(page, 'Master fields');
  await expect(page.getByText('An import needs no master fields')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`master fields, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 1024, height: 700 } });

    test('list what is missing until the preset is taken, and are cleared of relationships', async ({ page, app }) => {
      createTwoWay(app.profile);
      await page.goto(app.url);
      await openSection(page, 'Master fields');
      await expect(page.getByText('Missing for grade exchange')).toBeVisible();
      await expect(page.getByText(/Student: PowerSchool is to be master of/)).toBeVisible();
      expect(await findings(page, 'main')).toEqual([]);
      await page.screenshot({ path: `test-results/screens/master-fields-${colorScheme}.png`, fullPage: true });

      await expect(page.getByRole('radio', { name: 'Both gradebooks count' })).toBeChecked();
      await page.getByRole('radio', { name: 'The LMS always overwrites PowerSchool' }).check();
      await page.reload();
      await expect(page.getByRole('radio', { name: 'The LMS always overwrites PowerSchool' })).toBeChecked();

      await page.getByRole('button', { name: 'Generate' }).click();
      await expect(page.getByRole('checkbox', { name: 'rosters (relationship)' })).not.toBeChecked();
      await expect(page.getByRole('checkbox', { name: 'email', exact: true })).toBeChecked();
      await page.waitForTimeout(400);
      expect(await findings(page, '[role=dialog]')).toEqual([]);
      await page.screenshot({ path: `test-results/screens/master-fields-generate-${colorScheme}.png` });
      await page.getByRole('dialog').getByRole('button', { name: 'Generate' }).click();
      await expect(page.getByText(/Student: PowerSchool is to be master of/)).toBeHidden();

      const override = page.getByRole('button', { name: 'Let it run without' });
      await expect(override).toBeDisabled();
      await page.getByRole('textbox', { name: /The name: Springfield/ }).fill('Springfield');
      await override.click();
      await expect(page.getByText(/confirmed on \d{4}-\d{2}-\d{2}/)).toBeVisible();

      await page.getByRole('button', { name: 'Use the preset' }).click();
      await expect(page.getByText('Nothing is missing for grade exchange.')).toBeVisible();
      await page.getByText(/^Class \(/).click();
      await expect(page.getByRole('table', { name: 'Class' }).getByRole('row', { name: /otherStaff/ })).toHaveCount(0);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1200, height: 800 },
    { width: 1024, height: 700 },
  ]) {
    test.describe(`attribute mappings, ${colorScheme}, ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test('are free of findings and not cut off', async ({ page, app }) => {
        await openMappings(page, app.url);
        await mapUsername(page);
        await expect(page.getByRole('table', { name: 'Preview' })).toBeVisible();
        expect(await findings(page, 'main')).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        const name = `${colorScheme}-${viewport.width}`;
        await page.screenshot({ path: `test-results/screens/mappings-${name}.png`, fullPage: true });
        await page.getByRole('button', { name: 'Edit username' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await page.waitForTimeout(400);
        expect(await findings(page, '[role=dialog]')).toEqual([]);
        await page.screenshot({ path: `test-results/screens/mapping-form-${name}.png` });
      });
    });
  }
}
