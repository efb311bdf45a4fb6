import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { openIntegrations } from '../../electron/integrations/integrations.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { openProfile } from '../../electron/profile.ts';
import { test } from './support/served-app.ts';

/** An integration beside what the profile holds. */
function createImport(profile: string, gradeSync: object = {}): void {
  const integrations = openIntegrations(openProfile(profile), openMemoryCredentials());
  integrations.create({
    name: 'Riverside',
    mode: 'import',
    environment: 'test',
    gradeSync,
    powerschool: { url: 'https://ps.example.org', clientId: 'an-id' },
  });
  integrations.close();
}

const withGradeSync = { enabled: true, activation: { reference: 'GG-1', confirmedOn: '2026-11-20' } };

async function openSettings(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('link', { name: 'Settings of Riverside' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();
}

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections of the settings' }).getByRole('link', { name }).click();
}

test('settings change only when they are saved, and unsaved ones are asked about', async ({ page, app }) => {
  createImport(app.profile);
  await openSettings(page, app.url);
  const name = page.getByRole('textbox', { name: 'Name' }).first();
  await name.fill('');
  await expect(page.getByRole('alert')).toContainText('This is missing.');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await name.fill('Lakeside');
  await openSection(page, 'About');
  const dialog = page.getByRole('dialog', { name: 'The changes are not saved' });
  await dialog.getByRole('button', { name: 'Stay here' }).last().click();
  await expect(name).toHaveValue('Lakeside');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();

  await openSection(page, 'Limits and advanced');
  await page.getByRole('textbox', { name: 'Removed records of a school, in percent' }).fill('5');
  await page.goBack();
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('Lakeside');
  await openSection(page, 'Limits and advanced');
  await expect(page.getByRole('textbox', { name: 'Removed records of a school, in percent' })).toHaveValue('10');
});

test('an integration without Grade Sync says why, and is copied to a new one with it (S17)', async ({ page, app }) => {
  createImport(app.profile);
  await openSettings(page, app.url);
  await expect(page.getByText(/can only be switched on while an integration is created/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Pause Grade Sync' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Create a new one with Grade Sync' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the integration' })).toHaveValue('Riverside with Grade Sync');
});

test('Grade Sync rests and goes on again, and the card says so', async ({ page, app }) => {
  createImport(app.profile, withGradeSync);
  await openSettings(page, app.url);
  const pause = page.getByRole('checkbox', { name: 'Pause Grade Sync' });
  await pause.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByText('Grade Sync paused')).toBeVisible();
  await page.getByRole('link', { name: 'Settings of Riverside' }).click();
  await pause.uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.locator('#content').getByText('Grade Sync', { exact: true })).toBeVisible();
});

test('a secret is kept, replaced and removed, and the integration is deleted by its typed name', async ({
  page,
  app,
}) => {
  createImport(app.profile);
  await openSettings(page, app.url);
  await openSection(page, 'Connection and credentials');
  const secret = page.getByRole('textbox', { name: 'Client secret' });
  await secret.fill('hush-hush');
  await page.getByRole('button', { name: 'Keep for this session only' }).click();
  await expect(page.getByText(/Kept for this session only/)).toBeVisible();
  await page.getByRole('button', { name: 'Replace' }).click();
  await secret.fill('another');
  await page.getByRole('button', { name: 'Keep for this session only' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(secret).toHaveValue('');

  await openSection(page, 'General');
  const remove = page.getByRole('button', { name: 'Delete the integration' });
  await expect(remove).toBeDisabled();
  await page.getByRole('textbox', { name: /type its name/ }).fill('Riverside');
  await remove.press('Enter');
  await expect(page.getByRole('heading', { name: 'No integration yet' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`settings, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: colorScheme === 'light' ? 1200 : 1024, height: 700 } });

    test('every section is free of findings', async ({ page, app }) => {
      createImport(app.profile, withGradeSync);
      await openSettings(page, app.url);
      for (const name of [
        'General',
        'Connection and credentials',
        'Schools',
        'Roster',
        'Schedule',
        'Attribute mappings',
        'Master fields',
        'Limits and advanced',
        'Data and privacy',
        'About',
      ]) {
        await openSection(page, name);
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
        await page.waitForLoadState('networkidle');
        const file = `settings-${name.toLowerCase().replaceAll(' ', '-')}-${colorScheme}.png`;
        await page.screenshot({ path: `test-results/screens/${file}`, fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name} ${id}: ${html}`))).toEqual([]);
      }
    });
  });
}
