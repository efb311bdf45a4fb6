import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { openStandIn, type StandInApp } from './support/stand-in-app.ts';
import { figure, syncNow, trySandbox } from './support/served-app.ts';

const test = base.extend<{ app: StandInApp }>({
  app: async ({ page }, provide) => {
    const profile = mkdtempSync(join(tmpdir(), 'grade-sync-stand-in-'));
    const app = await openStandIn(page, profile);
    await provide(app);
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

test.describe('built desktop application on a stand-in for Electron', () => {
  test('does the main job through the built preload, main and worker threads', async ({ page, app }) => {
    expect(app.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    await trySandbox(page);
    await syncNow(page);
    await expect(page.getByText('Up to date')).toBeVisible();
    await expect(figure(page, 'result', 'created')).not.toHaveText('0');
  });

  test('gives the page one frozen object and no Node', async ({ page, app }) => {
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    const found = await page.evaluate(() => ({
      bridge: Object.keys(Reflect.get(window, 'gradeSync')).sort(),
      frozen: Object.isFrozen(Reflect.get(window, 'gradeSync')),
      node: [typeof Reflect.get(window, 'process'), typeof Reflect.get(window, 'require')],
    }));
    expect(found).toEqual({ bridge: ['onPush', 'request'], frozen: true, node: ['undefined', 'undefined'] });
    expect(app.webPreferences['webviewTag']).toBe(false);
  });

  test('serves its screens with the same policy as the loopback host, and nothing beside them', async ({ app }) => {
    const page = await app.load('app://grade-sync/index.html');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/,
    );
    for (const path of ['..%2fmain%2fmain.js', '..%2f..%2fpackage.json', '%2fetc%2fpasswd']) {
      expect((await app.load(`app://grade-sync/${path}`)).status).toBe(404);
    }
  });

  test('refuses to go anywhere else', async ({ app }) => {
    expect(await app.isNavigationRefused('https://attacker.example/')).toBe(true);
    expect(await app.isNavigationRefused('file:///etc/passwd')).toBe(true);
    expect(await app.isNavigationRefused('app://grade-sync/index.html')).toBe(false);
  });

  test('ends in good order when its window is closed', async ({ page }) => {
    const profile = mkdtempSync(join(tmpdir(), 'grade-sync-stand-in-'));
    const app = await openStandIn(page, profile);
    await trySandbox(page);
    expect(await app.close()).toBe(0);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
});
