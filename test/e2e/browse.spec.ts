import { expect, type Locator, type Page } from '@playwright/test';
import { test, trySandbox } from './support/served-app.ts';

test.use({ isSynced: true });
test.slow();

const grid = (page: Page) => page.getByRole('grid');
const total = (page: Page) => page.getByTestId('total');
/** Not a number while nothing is shown yet. */
const numberIn = (text: string | null): number => Number.parseInt((text ?? '').replaceAll(/\D/g, ''), 10);
const cells = (page: Page, column: string): Locator => grid(page).locator(`[role="gridcell"][data-column="${column}"]`);
const panel = (page: Page) => page.getByRole('complementary', { name: 'Record' });

async function openList(page: Page, screen: 'Rostering' | 'Gradebook', view: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
  await page.getByRole('navigation', { name: screen }).getByRole('link', { name: view, exact: true }).click();
  await expect(page.getByRole('grid', { name: view })).toBeVisible();
  await expect(total(page)).toHaveText(/^[\d,]+ /);
  await expect(cells(page, 'powerSchoolId').or(grid(page).getByRole('gridcell')).first()).not.toBeEmpty();
}

async function addFilter(page: Page, column: string, condition: string, ...values: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add filter' }).click();
  const editor = page.getByRole('dialog', { name: 'Add filter' });
  await editor.getByLabel('Column').selectOption(column);
  await editor.getByLabel('Condition').selectOption(condition);
  for (const [at, value] of values.entries()) {
    const box = editor.getByRole('checkbox', { name: value, exact: true });
    if (await box.isVisible()) await box.check();
    else await editor.getByLabel(values.length === 2 ? (['From', 'To'][at] ?? '') : 'Value').fill(value);
  }
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(editor).toBeHidden();
  await expect(total(page)).toHaveText(/^[\d,]+ /);
}

test.describe('browsing', () => {
  test('every list says how many there are, and a record opens beside it, by a link of its own, too (S29)', async ({
    page,
    synced: _synced,
  }) => {
    const lists = [
      ['Rostering', 'Schools', /^\d+$/],
      ['Rostering', 'Terms', /^\d+$/],
      ['Rostering', 'Courses', /^\d+$/],
      ['Rostering', 'Classes', /^\d+$/],
      ['Rostering', 'Teachers', /^\d+$/],
      ['Rostering', 'Students', /^\d+$/],
      ['Rostering', 'Enrollments', /^\d+$/],
      ['Gradebook', 'Categories', /^\d+_\d+$/],
      ['Gradebook', 'Line items', /^\d+#\d+$/],
      ['Gradebook', 'Results', /^\d+#\d+$/],
    ] as const;
    for (const [screen, view, form] of lists) {
      await openList(page, screen, view);
      expect(numberIn(await total(page).textContent()), view).toBeGreaterThan(0);
      const columns = await grid(page).getByRole('columnheader').count();
      await grid(page)
        .getByRole('gridcell')
        .nth(columns + 1)
        .click({ position: { x: 4, y: 4 } });
      await expect(panel(page)).toBeVisible();
      await panel(page).getByRole('tab', { name: 'Identifiers' }).click();
      const id = panel(page).locator('[data-identifier="PowerSchool ID"]');
      await expect(id).toHaveText(form);
      const shown = await id.textContent();
      const parts = await panel(page).getByRole('row').locator('td:first-child').allTextContents();
      expect(parts, view).toEqual(shown?.split(/[#_]/));
      await page.reload();
      await expect(id).toHaveText(shown ?? '');
      await page.keyboard.press('Escape');
      await expect(panel(page)).toBeHidden();
    }
  });

  test('filters of every kind, joined by and or or, lead to the rows that they describe and stay in the address', async ({
    page,
    synced: _synced,
  }) => {
    await openList(page, 'Gradebook', 'Results');
    const all = numberIn(await total(page).textContent());
    const count = async () => numberIn(await total(page).textContent());

    await addFilter(page, 'score', 'atLeast', '40');
    await expect.poll(count).toBeLessThan(all);
    const high = await count();
    for (const text of await cells(page, 'score').allTextContents()) expect(Number(text)).toBeGreaterThanOrEqual(40);
    await addFilter(page, 'score', 'between', '0', '5');
    await expect(page.getByText('No results match these filters.')).toBeVisible();
    await page.getByLabel('Rows that match').selectOption('or');
    await expect.poll(count).toBeGreaterThan(high);
    await page.goBack();
    await page.goBack();
    await expect.poll(count).toBe(high);
    await page.reload();
    await expect.poll(count).toBe(high);

    await page.getByRole('button', { name: 'Clear all' }).click();
    await addFilter(page, 'missing', 'equals');
    await expect.poll(count).toBeLessThan(all);
    for (const text of await cells(page, 'missing').allTextContents()) expect(text).toBe('Yes');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await addFilter(page, 'scoreStatus', 'in', 'Fully graded');
    await expect.poll(count).toBeLessThan(all);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await addFilter(page, 'score', 'empty');
    await expect.poll(count).toBeLessThan(all);
    for (const text of await cells(page, 'score').allTextContents()) expect(text).toBe('');

    await openList(page, 'Gradebook', 'Line items');
    const items = await count();
    await addFilter(page, 'dueDate', 'less', '2026-10-01');
    await expect.poll(count).toBeLessThan(items);
    await openList(page, 'Rostering', 'Students');
    const students = await count();
    await addFilter(page, 'familyName', 'contains', 'NGUYEN');
    await expect.poll(count).toBeLessThan(students);
    for (const text of await cells(page, 'familyName').allTextContents()) expect(text).toBe('Nguyễn');
  });

  test('groups of filters hold within filters, and the keyboard makes, joins and removes them', async ({
    page,
    synced: _synced,
  }) => {
    await openList(page, 'Gradebook', 'Results');
    const count = async () => numberIn(await total(page).textContent());
    const all = await count();
    await addFilter(page, 'score', 'atLeast', '10');
    await expect.poll(count).toBeLessThan(all);
    const scored = await count();

    await page.getByRole('button', { name: 'Add group' }).focus();
    await page.keyboard.press('Enter');
    const first = page.getByRole('dialog', { name: 'Add group' });
    await first.getByLabel('Column').selectOption('late');
    await first.getByRole('button', { name: 'Apply' }).press('Enter');
    await expect.poll(count).toBeLessThan(scored);
    const late = await count();
    const group = page.getByRole('group', { name: 'Group: any of these' });
    await group.getByRole('button', { name: 'Add to this group' }).press('Enter');
    const second = page.getByRole('dialog', { name: 'Add to this group' });
    await second.getByLabel('Column').selectOption('missing');
    await second.getByRole('button', { name: 'Apply' }).press('Enter');
    await expect.poll(count).toBeGreaterThan(late);
    const either = await count();
    expect(either).toBeLessThan(scored);
    for (const row of await grid(page)
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .all()) {
      const marks = [row.locator('[data-column="late"]'), row.locator('[data-column="missing"]')];
      expect(await Promise.all(marks.map((mark) => mark.textContent()))).toContain('Yes');
    }
    await page.screenshot({ path: 'test-results/screens/filter-groups.png' });
    await page.reload();
    await expect.poll(count).toBe(either);

    await page.getByRole('button', { name: 'Views' }).click();
    const views = page.getByRole('dialog', { name: 'Views' });
    await views.getByLabel('Save this view').fill('Late or missing');
    await views.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(views.getByRole('button', { name: 'Late or missing', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('group', { name: 'Group: any of these' }).getByLabel('In this group').selectOption('and');
    await expect.poll(count).toBeLessThan(late);
    await page.getByRole('button', { name: 'Remove this group' }).press('Enter');
    await expect.poll(count).toBe(scored);
    await expect(page.getByRole('button', { name: 'Add filter' })).toBeFocused();
    await page.getByRole('button', { name: 'Views' }).click();
    await views.getByRole('button', { name: 'Late or missing', exact: true }).click();
    await expect.poll(count).toBe(either);
  });

  test('the columns of a list are as they were left, in another browser, too', async ({
    page,
    app,
    synced: _synced,
  }) => {
    await openList(page, 'Rostering', 'Courses');
    const heads = () => grid(page).getByRole('columnheader').allTextContents();
    expect(await heads()).not.toContain('PowerSchool ID');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'PowerSchool ID' }).check();
    await page.keyboard.press('Escape');
    await openList(page, 'Rostering', 'Schools');
    await openList(page, 'Rostering', 'Courses');
    expect(await heads()).toContain('PowerSchool ID');
    await page.evaluate(() => localStorage.clear());
    await page.goto(page.url().replace(/#.*/, ''));
    await expect(page).toHaveURL(new RegExp(app.origin));
    await openList(page, 'Rostering', 'Courses');
    await expect.poll(heads).toContain('PowerSchool ID');
  });

  test('copies of a category are found by its number in the metadata (S15) and stand in one group (S14)', async ({
    page,
    synced: _synced,
  }) => {
    await openList(page, 'Gradebook', 'Categories');
    const all = numberIn(await total(page).textContent());
    await page.getByRole('switch', { name: 'Group by category' }).click();
    const groups = page.getByRole('grid', { name: 'Group by category' });
    await expect(total(page)).toHaveText(/different categories/);
    expect(numberIn(await total(page).textContent())).toBeLessThan(all);
    const copies = numberIn(await groups.locator('[role="gridcell"][data-column="copies"]').first().textContent());
    const id = await groups.locator('[role="gridcell"][data-column="categoryId"]').first().textContent();
    expect(copies).toBeGreaterThan(1);
    await groups.locator('[role="gridcell"][data-column="copies"] a').first().click();
    await expect(total(page)).toHaveText(`${copies} categories`);
    await expect(
      page.getByRole('button', { name: `Change the filter: Metadata extension categoryId is “${id}”` }),
    ).toBeVisible();
    expect(new Set(await cells(page, 'class').allTextContents()).size).toBe(copies);
  });

  test('columns are chosen, moved, kept in sight and made wider; a saved view brings all of it back', async ({
    page,
    synced: _synced,
  }) => {
    await openList(page, 'Rostering', 'Students');
    const heads = () => grid(page).getByRole('columnheader').allTextContents();
    await page.getByRole('button', { name: 'Columns' }).click();
    const chooser = page.getByRole('dialog', { name: 'Columns' });
    await chooser.getByRole('checkbox', { name: 'PowerSchool ID' }).check();
    await chooser.getByRole('checkbox', { name: 'Email' }).uncheck();
    await chooser.getByRole('button', { name: 'Keep First name in sight' }).click();
    await chooser.getByRole('button', { name: 'Move First name up' }).click();
    await page.keyboard.press('Escape');
    expect((await heads()).slice(0, 2)).toEqual(['First name', 'Last name']);
    const head = grid(page).getByRole('columnheader', { name: 'First name' });
    const before = (await head.boundingBox())?.width ?? 0;
    await head.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await head.boundingBox())?.width).toBe(before + 16);
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(total(page)).toHaveText(/^[\d,]+ /);

    await page.getByRole('button', { name: 'Views' }).click();
    const views = page.getByRole('dialog', { name: 'Views' });
    await views.getByLabel('Save this view').fill('By first name');
    await views.getByRole('button', { name: 'Save', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns' }).click();
    await chooser.getByRole('button', { name: 'As they come' }).click();
    await page.keyboard.press('Escape');
    expect((await heads()).slice(0, 2)).toEqual(['Last name', 'First name']);
    await page.reload();
    await page.getByRole('button', { name: 'Views' }).click();
    await views.getByRole('button', { name: 'By first name', exact: true }).click();
    await expect.poll(async () => (await heads()).slice(0, 2)).toEqual(['First name', 'Last name']);
    await expect(head).toHaveAttribute('aria-sort', 'descending');
  });

  test('rows are selected with Shift and Ctrl and copied as a table; any row can be gone to', async ({
    page,
    synced: _synced,
  }) => {
    await openList(page, 'Gradebook', 'Results');
    const rows = grid(page).getByRole('row');
    const at = (row: number) => rows.and(grid(page).locator(`[aria-rowindex="${row + 1}"]`));
    await at(2).getByRole('gridcell').nth(3).click();
    await page.keyboard.press('Escape');
    await at(4)
      .getByRole('gridcell')
      .nth(3)
      .click({ modifiers: ['Shift'] });
    await at(7)
      .getByRole('gridcell')
      .nth(3)
      .click({ modifiers: ['ControlOrMeta'] });
    await expect(page.getByText('4 selected')).toBeVisible();
    await page.evaluate(() => {
      document.addEventListener('copy', (event) => {
        Reflect.set(window, 'copied', event.clipboardData?.getData('text/plain'));
      });
      // oxlint-disable-next-line typescript/unbound-method -- It is called on its own object below.
      const original = DataTransfer.prototype.setData;
      DataTransfer.prototype.setData = function set(type: string, text: string) {
        Reflect.set(window, 'copied', text);
        original.call(this, type, text);
      };
    });
    await page.getByRole('button', { name: 'Copy 4 rows' }).click();
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'copied'))).toBeTruthy();
    const lines = String(await page.evaluate(() => Reflect.get(window, 'copied'))).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^Student\tLine item\tClass\tScore/);
    expect(lines[4]?.split('\t')[0]).toBe(await at(7).getByRole('gridcell').first().textContent());

    const all = numberIn(await total(page).textContent());
    await page.getByRole('button', { name: 'Go to the last row' }).click();
    await expect(at(all).getByRole('gridcell').first()).not.toBeEmpty();
    await expect(at(all).locator('[data-active]')).toBeFocused();
    await page.getByLabel('Go to row').fill('5000');
    await page.keyboard.press('Enter');
    await expect(at(5000).locator('[data-active]')).toBeFocused();
    const drawn = await rows.count();
    expect(drawn).toBeLessThan(60);
    // A focused cell is never under the headers.
    for (let step = 0; step < 20; step++) await page.keyboard.press('ArrowUp');
    const cell = await grid(page).locator('[data-active]').boundingBox();
    const head = await grid(page).getByRole('columnheader').first().boundingBox();
    expect(cell?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0) - 1);
  });

  test('one box finds people by misspelt names, classes, line items, runs, settings, pages and actions', async ({
    page,
    synced: _synced,
  }) => {
    const option = (name: string | RegExp) => page.getByRole('option', { name });
    const find = async (text: string, name: string | RegExp) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').getByRole('combobox').fill(text);
      await expect(option(name).first(), text).toBeVisible();
    };
    await find('lukasyk', /Łukasik/);
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { level: 2, name: /Łukasik/ })).toBeVisible();
    await find('mathematics', /Mathematics/);
    await page.keyboard.press('Escape');
    await find('homework', /^Homework \d/);
    await page.keyboard.press('Escape');
    await find('privacy', /privacy/i);
    await page.keyboard.press('Escape');
    await find('dark', 'Dark colours');
    await page.keyboard.press('Escape');
    await find('quality', /Data quality/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Data quality' })).toBeVisible();
    await find(String(new Date().getFullYear()), /20\d\d-\d\d-\d\dT/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('nobody is called so at all');
    await expect(page.getByText(/^Nothing found/)).toBeVisible();
  });

  test('an earlier state of the copy is marked as such and left by one link', async ({ page, synced: _synced }) => {
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('link', { name: /as it was after this sync/ }).click();
    await expect(page.getByText(/^As it was after the sync of /)).toBeVisible();
    await expect(total(page)).toHaveText(/^[\d,]+ students$/);
    await page.getByRole('link', { name: 'Back to now' }).click();
    await expect(page.getByText(/^As it was after the sync of /)).toBeHidden();
    await expect(page).not.toHaveURL(/asOf/);
  });
});

test.describe('from an empty profile', () => {
  test.use({ isSynced: false });

  test('by keyboard alone: sync, find a student, read a score, copy the PowerSchool ID (S30)', async ({
    page,
    app,
  }) => {
    await page.goto(app.url);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await expect(page.getByRole('button', { name: 'Try the sandbox district' })).toBeVisible();
    await press('Tab', 'Enter', 'Tab', 'Tab');
    await expect(page.getByRole('button', { name: 'Try the sandbox district' })).toBeFocused();
    await press('Enter');
    await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
    await press('ControlOrMeta+k');
    await page.keyboard.type('sync');
    await expect(page.getByRole('option', { name: 'Sync now' })).toBeVisible();
    await press('Enter');
    await expect(page.getByRole('button', { name: 'Stop now' })).toBeVisible();
    await expect(page.getByText('Up to date')).toBeVisible({ timeout: 60_000 });

    await press('ControlOrMeta+k');
    await page.keyboard.type('lukasik');
    await expect(page.getByRole('option', { name: /Łukasik/ }).first()).toBeVisible();
    await press('Enter');
    await expect(panel(page).getByRole('heading', { level: 2, name: /Łukasik/ })).toBeFocused();
    await press('Tab', 'Tab');
    await expect(panel(page).getByRole('tab', { name: 'Overview' })).toBeFocused();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await expect(panel(page).getByRole('tab', { name: 'Related' })).toBeFocused();
    const score = panel(page).getByRole('region', { name: 'Results' }).getByRole('listitem').first();
    await expect(score).toContainText(/graded|submitted|exempt/i);
    await press('ArrowLeft');
    await press('Tab', 'Tab');
    const copy = panel(page).getByRole('button', { name: 'Copy the PowerSchool ID' });
    await expect(copy).toBeFocused();
    await press('Enter');
    await expect(panel(page).getByText('PowerSchool ID copied')).toBeAttached();
    await press('Escape');
    await expect(panel(page)).toBeHidden();
  });

  test('before the first sync a list says what will be there, and brings it', async ({ page, app }) => {
    await page.goto(app.url);
    await trySandbox(page);
    await page.getByRole('link', { name: 'Rostering', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(grid(page)).toBeVisible({ timeout: 60_000 });
    await expect(total(page)).toHaveText(/^\d+ students$/);
  });
});
