import { expect } from '@playwright/test';
import { figure, syncNow, test, trySandbox } from './support/served-app.ts';

const numberOf = (text: string | null): number => Number((text ?? '').replaceAll(',', ''));

test.describe('first screen', () => {
  test('goes from nothing to a synced sandbox district, and a second sync changes nothing (S21)', async ({
    page,
    app,
  }) => {
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'No integration yet' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Runs' })).toHaveCount(0);
    await trySandbox(page);
    const card = page.getByRole('region', { name: 'Sandbox district' });
    await expect(card.getByText('TEST', { exact: true })).toBeVisible();
    await expect(page.getByRole('banner').getByText('TEST', { exact: true })).toBeVisible();
    await expect(card.getByText('Import', { exact: true })).toBeVisible();
    await expect(card.getByText('Not synced yet')).toBeVisible();

    await syncNow(page);
    for (const entity of [
      'org',
      'academicSession',
      'course',
      'class',
      'user',
      'enrollment',
      'category',
      'lineItem',
      'result',
    ]) {
      const created = numberOf(await figure(page, entity, 'created').textContent());
      expect(created, entity).toBeGreaterThan(0);
      await expect(figure(page, entity, 'removed')).toHaveText('0');
      const shown = numberOf(await card.locator(`[data-entity="${entity}"] dd`).textContent());
      expect(shown, entity).toBe(created);
    }

    await syncNow(page);
    for (const entity of ['org', 'class', 'user', 'enrollment', 'category', 'lineItem', 'result']) {
      await expect(figure(page, entity, 'created')).toHaveText('0');
      await expect(figure(page, entity, 'updated')).toHaveText('0');
      await expect(figure(page, entity, 'removed')).toHaveText('0');
    }

    await page.getByRole('link', { name: 'Runs' }).click();
    await expect(page.getByRole('row')).toHaveCount(3);
    await page.getByRole('table').getByRole('link').last().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Report of a sync' })).toBeFocused();
    await expect(page.getByText('Succeeded')).toBeVisible();
  });

  test('shows how far a sync is, stops it when asked, and goes on from there', async ({ page, app, request }) => {
    await page.goto(app.url);
    await trySandbox(page);
    const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
    const slow = [{ fault: 'slow', milliseconds: 400, times: 'always' }];
    expect((await request.post(`${address}/sandbox/faults`, { data: slow })).status()).toBe(200);

    await page.getByRole('button', { name: 'Sync now' }).click();
    const progress = page.getByTestId('progress');
    await expect(progress).toContainText('Reading');
    await expect(progress).toContainText(/Listings \d+ of \d+/);
    await expect(progress).toContainText(/Records [1-9]/);
    await expect(progress).toContainText('Per second');
    await expect(progress).toContainText('Time left');
    const stop = page.getByRole('button', { name: 'Stop now' });
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Needs attention')).toBeVisible();
    await expect(page.getByText(/What had been read is kept/)).toBeVisible();
    // The button that was pressed has become another one: the focus is still there.
    await expect(page.getByRole('button', { name: 'Sync now' })).toBeFocused();

    await request.post(`${address}/sandbox/clear-faults`);
    await syncNow(page);
    await expect(page.getByText('Up to date')).toBeVisible();
  });

  test('survives a reload in the middle of a sync', async ({ page, app, request }) => {
    await page.goto(app.url);
    await trySandbox(page);
    const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
    await request.post(`${address}/sandbox/faults`, {
      data: [{ fault: 'slow', milliseconds: 300, times: 'always' }],
    });
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByTestId('progress')).toContainText('Reading');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Stop now' })).toBeVisible();
    await expect(page.getByTestId('progress')).toContainText('Reading');
    await request.post(`${address}/sandbox/clear-faults`);
    await expect(page.getByText('Up to date')).toBeVisible({ timeout: 60_000 });
  });

  test('says what happened and what to do when the source refuses', async ({ page, app, request }) => {
    await page.goto(app.url);
    await trySandbox(page);
    const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).textContent();
    await request.post(`${address}/sandbox/faults`, { data: [{ fault: 'loginPage', times: 'always' }] });
    await page.getByRole('button', { name: 'Sync now' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText(/undefined|Error:|at .*\.ts/);
    await expect(page.getByText('Needs attention')).toBeVisible();
  });
});
