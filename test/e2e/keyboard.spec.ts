import { expect, type Locator, type Page } from '@playwright/test';
import { createTwoWay } from './support/two-way-file.ts';
import { test, trySandbox } from './support/served-app.ts';

/** Goes on with the tabulator until something has the focus; on a screen everything is within reach. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the tabulator does not come there');
}

async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press(key);
}

async function openSection(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Chooses from a list with the arrows, whose options can be typed to be found, or not. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await tabTo(page, field);
  if ((await field.getAttribute('readonly')) === null) await page.keyboard.type(option);
  else await page.keyboard.press('ArrowDown');
  const marked = page.locator('[role=option][data-combobox-selected]');
  await expect(page.getByRole('option', { name: option, exact: true })).toBeVisible();
  for (let presses = 0; presses < 40; presses++) {
    if ((await marked.count()) > 0 && (await marked.textContent()) === option) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

test.describe('with the keyboard alone', () => {
  test('attributes are mapped: steps added and put in order, looked at on real records, activated', async ({
    page,
    app,
  }) => {
    await page.goto(app.url);
    await trySandbox(page);
    await openSection(page, 'Attribute mappings');
    await tabTo(page, page.getByRole('tab', { name: /Students/ }));
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('tab', { name: /Teachers/ })).toHaveAttribute('aria-selected', 'true');

    await press(page, 'New attribute mapping');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await choose(page, 'Target attribute', 'username');
    await choose(page, 'Source attributes', 'email');
    await choose(page, 'Add a step', 'Upper or lower case');
    await choose(page, 'To', 'UPPER CASE');
    await choose(page, 'Add a step', 'Replace text');
    await tabTo(page, page.getByRole('textbox', { name: 'Find' }));
    await page.keyboard.type('staff');
    await tabTo(page, page.getByRole('textbox', { name: 'Replace by' }));
    await page.keyboard.type('T');

    // As it is, nothing is found any more; the step has to come first. The focus goes along with it.
    await press(page, 'Move step 2 up');
    await expect(page.getByRole('button', { name: 'Move step 1 down' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Move step 2 up' })).toBeFocused();
    await page.keyboard.press('Enter');
    await choose(page, 'Add a step', 'Trim spaces');
    await press(page, 'Remove step 3');
    await expect(page.getByRole('button', { name: 'Remove step 2' })).toBeFocused();
    await press(page, 'Keep mapping');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'New attribute mapping' })).toBeFocused();
    await expect(
      page
        .getByRole('table', { name: 'Preview' })
        .getByText(/^T\d+@DISTRICT\.EXAMPLE$/)
        .first(),
    ).toBeVisible();

    await press(page, 'Edit username');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Edit username' })).toBeFocused();
    await page.reload();
    await tabTo(page, page.getByRole('tab', { name: /Students/ }));
    await press(page, 'Activate');
    await expect(page.getByText('In use', { exact: true })).toBeVisible();
    await tabTo(page, page.getByRole('tab', { name: /Students/ }));
    await page.keyboard.press('ArrowLeft');
    await press(page, 'Remove username');
    await expect(page.getByRole('button', { name: 'New attribute mapping' })).toBeFocused();
    await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  });

  test('master fields are generated, taken away one by one, and filled by the preset', async ({ page, app }) => {
    createTwoWay(app.profile);
    await page.goto(app.url);
    await openSection(page, 'Master fields');
    await press(page, 'Generate');
    const dialog = page.getByRole('dialog');
    await choose(page, 'Entity', 'Teacher');
    await tabTo(page, dialog.getByRole('checkbox', { name: 'email', exact: true }));
    await page.keyboard.press('Space');
    await tabTo(page, dialog.getByRole('button', { name: 'Generate' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Generate' })).toBeFocused();
    await expect(page.getByText(/Teacher: PowerSchool is to be master of email\./)).toBeVisible();

    const teacher = page.locator('summary', { hasText: /^Teacher \(/ });
    await tabTo(page, teacher);
    await page.keyboard.press('Enter');
    const rules = page.getByRole('table', { name: 'Teacher' }).getByRole('row');
    const before = await rules.count();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(rules).toHaveCount(before - 1);
    await expect(teacher).toBeFocused();
    await press(page, /^Use the preset/);
    await expect(page.getByText('Nothing is missing for grade exchange.')).toBeVisible();
  });
});
