import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts';
import { test as served } from './support/served-app.ts';
import { openBuiltHost, openServedHost, type WizardHost } from './support/wizard-hosts.ts';

// A whole set-up, with pictures of every step, light and dark, in the first of the hosts.
const inBrowser = served.extend<{ host: WizardHost }>({
  host: async ({ page, app }, provide) => provide(await openServedHost(page, app)),
});
const builtDesktop = base.extend<{ host: WizardHost }>({
  host: async ({ page }, provide) => {
    const own = await openBuiltHost(page);
    await provide(own);
    await own.close();
  },
});

/** The same suite runs in each of them. */
const hosts = [
  { name: 'in a browser', test: inBrowser },
  { name: 'in the built desktop application on a stand-in for Electron', test: builtDesktop },
] as const;

let sandbox: Sandbox;
let host: WizardHost;

async function takePictures(page: Page, name: string): Promise<void> {
  if (!host.isPictured) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/wizard-${name}-${colorScheme}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).include('#content').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name} ${id}: ${html}`))).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click();
async function heading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
}

async function prerequisites(page: Page, plugin: 'built' | 'sent'): Promise<void> {
  await heading(page, 'Prerequisites');
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Name of the integration').fill('Riverside');
  await page.getByRole('radio', { name: /^Test/ }).check();
  await page.getByLabel(/were requested from support on/).fill('2026-11-01');
  await page.getByRole('radio', { name: plugin === 'built' ? /^Build it here/ : /^Support has sent it/ }).check();
  if (plugin === 'sent') await page.getByLabel('Received on').fill('2026-11-02');
  await takePictures(page, `prerequisites-${plugin}`);
  await next(page);
}

async function mode(page: Page, name: RegExp, picture: string): Promise<void> {
  await heading(page, 'Sync mode');
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('radio', { name }).check();
  await page.getByRole('radio', { name: /^With Grade Sync/ }).check();
  await takePictures(page, `mode-${picture}`);
  await next(page);
}

async function secret(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: false }).and(page.locator('input[type="password"]'));
  await field.fill(value);
  await field.press('Enter');
  if (!host.hasKeychain) await page.getByRole('button', { name: 'Keep for this session only' }).click();
}

/** Takes the plugin and connects with it; returns the secret. */
async function delivery(page: Page, plugin: 'built' | 'sent', writes: boolean): Promise<string> {
  await heading(page, 'Delivery');
  let content: Buffer;
  if (plugin === 'built') {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Build one for me' }).click();
    content = readFileSync(await (await download).path());
  } else {
    content = Buffer.from(await buildPlugin({ gradeSync: true, writes, changeColumns: true, name: 'Special plugin' }));
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'special.zip', mimeType: 'application/zip', buffer: content });
  }
  await expect(page.getByText('This plugin gives the integration all that it needs.')).toBeVisible();
  const uploaded = await fetch(sandbox.describe().powerschool.pluginUploadUrl, {
    method: 'POST',
    body: new Uint8Array(content),
    headers: { 'content-type': 'application/zip' },
  });
  const { clientId, clientSecret } = (await uploaded.json()) as { clientId: string; clientSecret: string };
  await page.getByRole('textbox', { name: 'Address of PowerSchool' }).fill(sandbox.describe().powerschool.url);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await secret(page, 'Client secret', clientSecret);
  await expect(page.getByText('All checks passed.')).toBeVisible();
  await takePictures(page, `delivery-${plugin}`);
  await next(page);
  return clientSecret;
}

/** Nothing is chosen for anybody here; names and courses are shown on classes that are read while one looks. */
async function roster(page: Page, kind: 'import' | 'two-way'): Promise<void> {
  await heading(page, 'Roster');
  await expect(page.getByRole('button', { name: 'Next', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('radio', { name: 'One course for many sections' }).check();
  await expect(page.getByText(/sections make \d+ courses/)).toBeVisible({ timeout: 30_000 });
  const names = page.getByRole('table', { name: 'How that looks' });
  await expect(names.getByRole('row').nth(1)).toContainText(/\(\S+\)/);
  await page.getByLabel('What a class is called').fill('{courseName} – {teacherLastName} – {sectionNumber}');
  await expect(names.getByRole('row').nth(1)).toContainText(/ – .+ – \S+/);
  if (kind === 'two-way') await page.getByRole('radio', { name: /^SAML/ }).check();
  await takePictures(page, `roster-${kind}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await next(page);
}

async function restOfIt(page: Page, kind: 'import' | 'two-way'): Promise<void> {
  await heading(page, 'Schools');
  await expect(page.getByRole('radio', { name: /^All schools/ })).toBeChecked();
  await page.getByRole('radio', { name: 'Only these' }).check();
  await expect(page.getByRole('checkbox')).toHaveCount(3);
  await takePictures(page, `schools-${kind}`);
  await page.getByRole('radio', { name: /^All schools/ }).check();
  await next(page);
  await roster(page, kind);
  await heading(page, 'Attribute mappings');
  await takePictures(page, `mappings-${kind}`);
  await next(page);
  await heading(page, 'Master fields');
  if (kind === 'two-way') await page.getByRole('button', { name: 'Use the preset “Grade exchange”' }).click();
  await takePictures(page, `master-fields-${kind}`);
  await next(page);
  await heading(page, 'Review');
  await expect(page.getByText('Everything that is needed is there.')).toBeVisible();
  await takePictures(page, `review-${kind}`);
  await page.getByRole('button', { name: 'Finish and run the first sync' }).click();
  await heading(page, 'Home');
  await expect(page.getByRole('heading', { level: 2, name: 'Riverside' })).toBeVisible();
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 120_000 });
}

function nowhere(secrets: readonly string[]): void {
  const files = readdirSync(host.profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const text of secrets) {
    expect(files.filter((file) => readFileSync(file).includes(text))).toEqual([]);
    expect(host.heard.filter((message) => message.includes(text))).toEqual([]);
  }
}

for (const { name, test } of hosts) {
  test.describe(name, () => {
    test.describe.configure({ timeout: 300_000 });
    test.beforeEach(async ({ host: own }) => {
      host = own;
      sandbox = await startSandbox({ seed: 3, students: 40 });
    });
    test.afterEach(() => sandbox.close());

    test('the whole wizard in Import, with a plugin of its own building, ends with a first sync (S16, S18, S19, S20, S26)', async ({
      page,
    }) => {
      await page.getByRole('button', { name: 'Activate PowerSchool' }).click();
      await prerequisites(page, 'built');
      await mode(page, /^Import/, 'import');
      await heading(page, 'Grade Sync activation');
      await page.getByLabel(/^Reference/).fill('GG-77');
      await page.getByLabel(/^Confirmed on/).fill('2026-11-20');
      await page.getByLabel(/^Confirmed by/).fill('Support');
      await takePictures(page, 'activation');
      await next(page);
      const clientSecret = await delivery(page, 'built', false);

      // Left in the middle, gone on with later: nothing is lost.
      await page.getByRole('button', { name: 'Save and close' }).click();
      await takePictures(page, 'left');
      await page.getByRole('link', { name: 'Go on with Riverside' }).click();
      await restOfIt(page, 'import');
      nowhere([clientSecret]);
    });

    test('the whole wizard in 2-Way Sync, with the plugin that was sent, ends with a plan', async ({ page }) => {
      await page.setViewportSize({ width: 1024, height: 700 });
      await page.getByRole('button', { name: 'Activate PowerSchool' }).click();
      await prerequisites(page, 'sent');
      await mode(page, /^2-Way Sync/, 'two-way');
      const clientSecret = await delivery(page, 'sent', true);
      await heading(page, 'Partner');
      const hub = sandbox.describe().schoolPassport;
      await page.getByRole('textbox', { name: 'Address of School Passport' }).fill(hub.url);
      await page.getByRole('textbox', { name: 'Client ID' }).fill(hub.clientId);
      await secret(page, 'Client secret of School Passport', hub.clientSecret);
      await expect(page.getByText('All checks passed.')).toBeVisible();
      await page.getByRole('checkbox', { name: /^This district was connected before/ }).check();
      await takePictures(page, 'partner');
      await next(page);
      await restOfIt(page, 'two-way');
      await page.getByRole('link', { name: 'Look at the plan' }).click();
      await expect(page.locator('[data-side="partner"]')).toContainText('new, 0 changed, 0 removed');
      expect(sandbox.partner.records.all('category', 'lineItem', 'result')).toEqual([]);
      await page.getByRole('link', { name: 'Re-map ids' }).click();
      await expect(page.getByRole('checkbox', { name: /^This district was connected before/ })).toBeChecked();
      nowhere([clientSecret, hub.clientSecret]);
    });
  });
}
