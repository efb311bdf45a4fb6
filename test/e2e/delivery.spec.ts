import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Download, type Page } from '@playwright/test';
import { createDistrict } from '../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool, type PowerSchoolServer } from '../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/sandbox.ts';
import type { DraftFile } from '../../shared/integration/draft.ts';
import { makeCertificate } from '../support/certificates.ts';
import { openDraft } from './support/draft-page.ts';
import { test } from './support/served-app.ts';

// Pictures of whole pages, and looking for what is hard to read in them, take their time.
test.describe.configure({ timeout: 300_000 });

const begun: DraftFile = {
  name: 'Riverside',
  environment: 'test',
  mode: 'import',
  gradeSync: { enabled: true, activation: { reference: 'GG-7', confirmedOn: '2026-11-20', confirmedBy: 'Support' } },
  prerequisites: { request: { sentOn: '2026-11-01' }, plugin: { from: 'built' } },
};

/** With blanks inside, quotation marks, markup, other scripts and what a shell, an address or a header would stumble over. */
const unusualSecret = `p ä"ß'<b>&amp;%41$HOME\\n{}:/?#@€日本𝄞`;

/** A PowerSchool without a plugin. */
function startServer(options: Partial<Parameters<typeof startPowerSchool>[0]> = {}): Promise<PowerSchoolServer> {
  const database = openSandboxDatabase();
  createDistrict(database, { seed: 3, students: 45, today: new Date(), scoresPerStudent: 5 });
  return startPowerSchool({ database, ...options });
}

async function enterSecret(page: Page, secret: string): Promise<void> {
  const field = page.getByLabel('Client secret', { exact: false }).and(page.locator('input[type="password"]'));
  await field.fill(secret);
  await field.press('Enter');
  await expect(page.getByText('Kept for this session only: it has to be')).toBeVisible();
}

async function buildOne(page: Page): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Build one for me' }).click();
  return download;
}

const check = (page: Page, id: string) => page.locator(`[data-check="${id}"]`);

async function expectClean(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).include('#content').analyze()).violations).toEqual([]);
}

async function takePictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/${name}-${colorScheme}.png`, fullPage: true });
    await expectClean(page);
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('builds a plugin, connects with it, and all checks pass; the secret is left nowhere', async ({ page, app }) => {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  const server = await startServer();
  await openDraft(page, app.url, begun, 'delivery');
  await expect(page.getByRole('heading', { level: 1, name: 'Delivery' })).toBeVisible();
  await takePictures(page, 'delivery-begun');

  await expect(page.getByRole('textbox', { name: 'Address of PowerSchool' })).toBeDisabled();
  const built = await buildOne(page);
  expect(built.suggestedFilename()).toMatch(/^grade-sync-plugin-[\d.]+\.zip$/);
  await expect(page.getByText('This plugin gives the integration all that it needs.')).toBeVisible();
  const { id } = await server.installPlugin(readFileSync(await built.path()));
  const { clientId, clientSecret } = server.setEnabled(id, true);

  const address = page.getByRole('textbox', { name: 'Address of PowerSchool' });
  await address.fill(`  ${server.url}/admin/home.html `);
  await address.blur();
  await expect(address).toHaveValue(server.url);
  await expect(check(page, 'version')).toHaveAttribute('data-result', 'pass');
  await expect(page.getByText('The others are tried once client ID and client secret are there.')).toBeVisible();

  await page.getByRole('textbox', { name: 'Client ID' }).fill(clientId ?? '');
  await enterSecret(page, unusualSecret);
  await expect(check(page, 'credentials')).toHaveAttribute('data-result', 'fail');
  await expect(page.getByText('One check fails: put that right to go on.')).toBeVisible();
  await takePictures(page, 'delivery-refused');

  await page.getByRole('button', { name: 'Replace' }).click();
  await enterSecret(page, clientSecret ?? '');
  await expect(page.getByText('All checks passed.')).toBeVisible();
  await expect(page.locator('[data-check]')).toHaveCount(13);
  await page.getByRole('button', { name: /^What it may read and write/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^Students: .* — read$/ })).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await takePictures(page, 'delivery-passed');

  // What was found outlasts the page.
  await page.reload();
  await expect(page.getByText('All checks passed.')).toBeVisible();
  expect(heard.some((text) => text.includes('checks.found'))).toBe(true);
  for (const secret of [unusualSecret, clientSecret ?? '']) {
    const forms = [secret, JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')];
    for (const form of forms) {
      expect(heard.filter((text) => text.includes(form))).toEqual([]);
      const holding = filesIn(app.profile).filter((file) => readFileSync(file).includes(form));
      expect(holding).toEqual([]);
    }
    expect(await page.content()).not.toContain(secret);
  }
  await server.close();
});

test('takes the special plugin that was sent, then the credentials, and tries the connection (S24)', async ({
  page,
  app,
}) => {
  const server = await startServer();
  const sent = Buffer.from(await buildPlugin({ gradeSync: true, changeColumns: true, name: 'Special plugin' }));
  const { id } = await server.installPlugin(sent);
  const { clientId, clientSecret } = server.setEnabled(id, true);
  await openDraft(page, app.url, begun, 'delivery');
  const address = page.getByRole('textbox', { name: 'Address of PowerSchool' });
  await expect(address).toBeDisabled();
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'grade-sync-special.zip', mimeType: 'application/zip', buffer: sent });
  await expect(page.getByText('Special plugin', { exact: true })).toBeVisible();
  await expect(page.getByText('This plugin gives the integration all that it needs.')).toBeVisible();
  await address.fill(server.url);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(`  ${clientId ?? ''} `);
  await enterSecret(page, `${clientSecret ?? ''}  `);
  await expect(page.getByText('All checks passed.')).toBeVisible();
  await expect(page.getByRole('link', { name: /Delivery/ }).getByLabel('complete')).toBeVisible();

  // What PowerSchool does later is seen when it is checked again, and blocks the way on.
  server.setEnabled(id, false);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(check(page, 'credentials')).toHaveAttribute('data-result', 'fail');
  await expect(page.getByRole('link', { name: /Delivery/ }).getByLabel('complete')).toHaveCount(0);
  await server.close();
});

test('takes a plugin that was sent, and says of a bad one why not', async ({ page, app }) => {
  await openDraft(page, app.url, begun, 'delivery');
  const choose = page.locator('input[type="file"]');
  const file = (name: string, content: string) => ({ name, mimeType: 'application/zip', buffer: Buffer.from(content) });
  const plugin = (access: string) =>
    `<plugin xmlns="http://plugin.powerschool.pearson.com" name="Special" version="2.1"><oauth/>` +
    `<access_request>${access}</access_request><publisher name="Support"><contact email="s@example.org"/></publisher></plugin>`;

  await choose.setInputFiles(file('plugin.zip', 'no plugin at all'));
  await expect(page.getByRole('alert')).toContainText('neither a zip nor XML');
  await choose.setInputFiles(file('plugin.zip', ''));
  await expect(page.getByRole('alert')).toContainText('The file is empty.');
  await choose.setInputFiles(file('holiday.jpg', 'x'));
  await expect(page.getByRole('alert')).toContainText('only as .zip or .xml');
  await choose.setInputFiles({
    name: 'large.zip',
    mimeType: 'application/zip',
    buffer: Buffer.alloc(20 * 1024 * 1024 + 1),
  });
  await expect(page.getByRole('alert')).toContainText('larger than 20 MB');
  await expectClean(page);

  // A megabyte goes over in pieces.
  const padding = `<!--${' '.repeat(1024 * 1024)}-->`;
  await choose.setInputFiles(
    file('special.xml', plugin('<field table="STUDENTS" field="SSN" access="FullAccess"/>') + padding),
  );
  await expect(page.getByText('version 2.1, by Support (s@example.org)')).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'larger' })).toBeHidden();
  await expect(page.getByText('This plugin does not suffice.')).toBeVisible();
  await expect(page.locator('.gs-lines')).toContainText('<field table="STUDENTS" field="DCID" access="ViewOnly"/>');
  await page.getByRole('button', { name: /^What it asks for although/ }).click();
  await expect(page.getByText(/^Students: social security number \(SSN\)/)).toBeVisible();
  await takePictures(page, 'delivery-plugin-lacks');

  // By dropping, too.
  const transfer = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'dropped.xml'));
      return data;
    },
    plugin('').replace('Special', 'Dropped'),
  );
  await page.dispatchEvent('.gs-drop', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Dropped', { exact: true })).toBeVisible();
});

test('refuses what is no address, and a failing check blocks the way on', async ({ page, app }) => {
  const tls = await makeCertificate();
  const server = await startServer({ tls });
  await openDraft(page, app.url, { ...begun, powerschool: { clientId: 'abc' } }, 'delivery');
  await buildOne(page);
  const address = page.getByRole('textbox', { name: 'Address of PowerSchool' });
  for (const rubbish of [
    'not an address',
    'https://',
    'http://?',
    'javascript:alert(1)',
    'ftp://ps.example.org',
    'file:///etc/passwd',
    'https://name:word@ps.example.org',
    'https://ps.example.org/?a=1',
    'https://ps.example.org/#admin',
    'https://[::1',
    'https://ps.example.org:99999',
    '::::',
    '999999999999',
    'a..b',
    '-',
  ]) {
    await address.fill(rubbish);
    await address.blur();
    await expect(page.getByText('This is no address of a server.'), rubbish).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check again' })).toBeDisabled();
  }
  await address.fill('https://ps.invalid/admin/home.html?x=1#top');
  await address.blur();
  await expect(address).toHaveValue('https://ps.invalid');
  await expect(check(page, 'reachable')).toHaveAttribute('data-result', 'fail');
  await address.fill('http://ps.example.org');
  await expect(check(page, 'https')).toContainText('does not begin with https://');

  await address.fill(server.url);
  const certificate = check(page, 'certificate');
  await expect(certificate).toContainText('PowerSchool’s own support helps with certificates; ours cannot.');
  await certificate.getByRole('button', { name: /^Certificate chain/ }).click();
  await expect(certificate.getByRole('cell', { name: /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/ })).toBeVisible();
  await takePictures(page, 'delivery-certificate');
  await expect(page.getByRole('link', { name: /Delivery/ }).getByLabel('complete')).toHaveCount(0);
  await server.close();
});

test('asks to confirm a version that PowerSchool keeps to itself', async ({ page, app }) => {
  const sandbox: Sandbox = await startSandbox({ seed: 3, students: 45 });
  const { url, clientId, clientSecret } = sandbox.describe().powerschool;
  await fetch(`${url}/sandbox/switches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tellsVersion: false }),
  });
  await openDraft(page, app.url, { ...begun, powerschool: { url, clientId } }, 'delivery');
  await buildOne(page);
  await enterSecret(page, clientSecret);
  await expect(check(page, 'version')).toHaveAttribute('data-result', 'warn');
  await page.getByRole('checkbox', { name: /^The administrator of PowerSchool has confirmed/ }).check();
  await expect(check(page, 'version')).toHaveAttribute('data-result', 'pass');
  await expect(check(page, 'version')).toContainText('you have confirmed that it is 8.3 or higher');
  await sandbox.close();
});

test('an import locks Delivery until support has confirmed the activation, and can be left until then (S23)', async ({
  page,
  app,
}) => {
  const { gradeSync: _confirmed, ...file } = begun;
  const draftId = await openDraft(page, app.url, { ...file, gradeSync: { enabled: true } }, 'delivery');
  await expect(page.getByRole('heading', { level: 1, name: 'Grade Sync activation' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Delivery/ })).toHaveCount(0);
  const letter = page.getByRole('textbox', { name: 'Text of the request' });
  await expect(letter).toHaveValue(/District: Riverside\nPlugin: Grade Sync.*\nIntegration ID: draft\./);
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Enter the reference of support’s confirmation.' })).toBeVisible();
  await takePictures(page, 'activation');

  await page.getByRole('textbox', { name: 'Reference of the confirmation' }).fill('GG-12');
  await page.getByLabel('Confirmed on').fill('2026-11-20');
  await page.getByRole('textbox', { name: 'Confirmed by' }).fill('Support desk');
  await page.getByRole('button', { name: 'Save and close' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.evaluate((id) => location.assign(`#/setup/${id}`), draftId);
  await expect(page.getByRole('textbox', { name: 'Reference of the confirmation' })).toHaveValue('GG-12');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Delivery' })).toBeVisible();
});

test('the article on the plugin and every advanced setting are at hand where PowerSchool is connected, and what is set there is kept (S25)', async ({
  page,
  app,
}) => {
  await openDraft(page, app.url, begun, 'delivery');
  await page.getByRole('button', { name: 'Advanced settings' }).click();
  const settings = [
    'Rows per page',
    'Longest wait for an answer, in seconds',
    'Least time between two requests, in milliseconds',
    'Requests at the same time',
    'Go on with a broken-off sync within, in hours',
    'Application name of a Data Version subscription',
    'Students who are not active, too',
    'Staff without sections, too',
    'Co-teachers, too',
    'PowerSchool tells when a gradebook row was changed',
  ];
  for (const label of settings) await expect(page.getByLabel(label)).toBeVisible();
  await page.getByLabel('Rows per page').fill('250');
  await page.getByLabel('Co-teachers, too').uncheck();
  await page.getByRole('link', { name: 'Help on this page' }).click();
  await expect(page.getByRole('heading', { name: 'PowerSchool: plugin and credentials' })).toBeVisible();
  await page.goBack();
  await page.reload();
  await page.getByRole('button', { name: 'Advanced settings' }).click();
  await expect(page.getByLabel('Rows per page')).toHaveValue('250');
  await expect(page.getByLabel('Co-teachers, too')).not.toBeChecked();
});
