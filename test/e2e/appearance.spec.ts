import { once } from 'node:events';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { serve, test } from './support/served-app.ts';

const rowHeight = (page: Page): Promise<number> =>
  page
    .locator('.gs-grid-body .gs-grid-row')
    .first()
    .evaluate((row) => row.getBoundingClientRect().height);

async function openAppearance(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Appearance', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible();
}

async function openStudents(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: 'Open the menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('link', { name: 'Rostering', exact: true }).click();
  await expect(page.getByRole('grid').locator('[role="gridcell"]').first()).not.toBeEmpty();
}

test.describe('appearance', () => {
  test.use({ isSynced: true });

  test('colours, density and the size of letters show at once and are kept in the profile', async ({
    page,
    app,
    synced: _synced,
    browser,
  }) => {
    await openStudents(page);
    expect(await rowHeight(page)).toBe(36);
    await openAppearance(page);
    await page.getByText('Compact', { exact: true }).click();
    await page.getByText('Dark', { exact: true }).click();
    for (let size = 110; size <= 200; size += 10) {
      await page.getByRole('button', { name: 'Larger letters' }).click();
      await expect(page.getByRole('status').filter({ hasText: `${size} %` })).toBeVisible();
    }
    await expect(page.getByRole('button', { name: 'Larger letters' })).toBeDisabled();
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(html).toHaveCSS('font-size', '32px');
    await page.screenshot({ path: 'test-results/screens/appearance-200-dark.png' });
    await openStudents(page);
    expect(await rowHeight(page)).toBe(52);
    await page.screenshot({ path: 'test-results/screens/students-200-dark.png' });

    // Another browser, which has nothing in its own storage.
    const { child, url } = await serve(app.profile);
    const other = await browser.newPage();
    await other.goto(url);
    await expect(other.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(other.locator('html')).toHaveCSS('font-size', '32px');
    await expect(other.locator('html')).toHaveAttribute('data-density', 'compact');
    await other.close();
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });

  test('with colours that the system forces, what is chosen, switched on or drawn can still be told apart', async ({
    page,
    synced: _synced,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    /** System colours as the browser has them: `Highlight` is not what it is called when it is computed. */
    const system = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('span'));
      probe.style.forcedColorAdjust = 'none';
      const read = (name: string): string => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      };
      const colors = { highlight: read('Highlight'), text: read('CanvasText'), canvas: read('Canvas') };
      probe.remove();
      return colors;
    });
    expect(new Set(Object.values(system)).size).toBe(3);
    const outlined = { outlineStyle: 'solid', outlineWidth: '2px', outlineColor: system.highlight };
    const outlineOf = (locator: Locator) =>
      locator.evaluate((element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        return { outlineStyle, outlineWidth, outlineColor };
      });
    const backgrounds = (locator: Locator) =>
      locator.evaluateAll((elements) => elements.map((element) => getComputedStyle(element).backgroundColor));

    expect(await outlineOf(page.getByRole('link', { name: 'Home' }))).toEqual(outlined);
    const legend = page.getByRole('figure', { name: 'Changes per run' }).locator('.mantine-ColorSwatch-colorOverlay');
    await expect(legend).toHaveCount(3);
    expect(await backgrounds(legend)).toEqual([system.highlight, system.text, system.canvas]);

    await openAppearance(page);
    const chosen = page.locator('label').filter({ hasText: /^Comfortable$/ });
    const other = page.locator('label').filter({ hasText: /^Compact$/ });
    expect(await outlineOf(chosen)).toEqual(outlined);
    expect((await outlineOf(other)).outlineStyle).toBe('none');
    await page.screenshot({ path: 'test-results/screens/forced-colours.png' });

    await openStudents(page);
    await page.keyboard.press('Tab');
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .nth(2);
    await row
      .getByRole('gridcell')
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    await expect(row).toHaveAttribute('aria-selected', 'true');
    expect(await outlineOf(row)).toEqual(outlined);
    expect((await outlineOf(page.locator('[role="gridcell"][data-active]'))).outlineStyle).not.toBe('none');

    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Schedule' }).click();
    const catchUp = page.getByRole('switch').last();
    const track = catchUp.locator('xpath=following-sibling::*[1]');
    const isOn = await catchUp.isChecked();
    // The colour passes through others on its way.
    const isHighlighted = async (is: boolean): Promise<void> => {
      await expect.poll(async () => (await backgrounds(track))[0] === system.highlight).toBe(is);
    };
    await isHighlighted(isOn);
    await catchUp.click();
    await expect(catchUp).toBeChecked({ checked: !isOn });
    await isHighlighted(!isOn);
    await page.screenshot({ path: 'test-results/screens/forced-switch.png' });
  });

  test('what one window chooses is seen in the other', async ({ page, app, context }) => {
    await page.goto(app.url);
    await openAppearance(page);
    const other = await context.newPage();
    await other.goto(`${app.origin}/#/appearance`);
    await expect(other.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible();
    await page.getByText('Compact', { exact: true }).click();
    await expect(other.locator('html')).toHaveAttribute('data-density', 'compact');
  });
});

test.describe('shortcuts', () => {
  test('a question mark shows them, but not where text is entered', async ({ page, app }) => {
    await page.goto(app.url);
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(page.getByRole('button', { name: 'Try the sandbox district' })).toBeVisible();
    await page.keyboard.press('?');
    await expect(sheet.getByText('Search and go anywhere')).toBeVisible();
    await expect(sheet.getByText('Ctrl', { exact: true }).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.screenshot({ path: 'test-results/screens/shortcuts.png' });
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();

    await page.keyboard.press('Control+K');
    const box = page.getByRole('combobox', { name: 'Find a person, a class, a page or an action' });
    await box.press('?');
    await expect(box).toHaveValue('?');
    await expect(sheet).toBeHidden();
    await box.fill('keyboard');
    await expect(page.getByRole('option', { name: 'Keyboard shortcuts' })).toBeVisible();
    await box.press('Enter');
    await expect(sheet).toBeVisible();
  });

  test.describe('on a Mac', () => {
    test.use({
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    });

    test('the key of commands is Cmd, in words and in deed', async ({ page, app }) => {
      await page.goto(app.url);
      const button = page.getByRole('button', { name: /^Search/ });
      await expect(button).toContainText('⌘ K');
      await expect(button).toHaveAttribute('aria-keyshortcuts', 'Meta+K');
      const box = page.getByRole('combobox', { name: 'Find a person, a class, a page or an action' });
      await page.keyboard.press('Control+K');
      await expect(box).toBeHidden();
      await page.keyboard.press('Meta+K');
      await expect(box).toBeVisible();
    });
  });
});
