import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/served-app.ts';

/** Opens the application and begins a draft through a socket of the page's own. */
async function beginDraft(page: Page, url: string): Promise<string> {
  const opened = page.waitForEvent('websocket');
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  const socketUrl = (await opened).url();
  return page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ id: 1, name: 'drafts.create', input: { copyOf: null } })),
        );
        socket.addEventListener('message', ({ data }) => {
          const message = JSON.parse(String(data)) as { id?: number; reply?: { value: { draftId: string } } };
          if (message.id === 1) resolve(message.reply?.value.draftId ?? '');
        });
      }),
    socketUrl,
  );
}

test('the wizard says what is missing, goes on once it is there, and loses nothing', async ({ page, app }) => {
  const draftId = await beginDraft(page, app.url);
  await page.evaluate((id) => location.assign(`#/setup/${id}`), draftId);
  await expect(page.getByRole('heading', { level: 1, name: 'Prerequisites' })).toBeVisible();
  const next = page.getByRole('button', { name: 'Next' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await next.press('Enter');
  await page.getByRole('button', { name: 'Give the integration a name.' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the integration' })).toBeFocused();
  await page.screenshot({ path: 'test-results/screens/setup-prerequisites-light.png', fullPage: true });
  expect((await new AxeBuilder({ page }).include('#content').analyze()).violations).toEqual([]);

  await page.getByRole('textbox', { name: 'Name of the integration' }).fill('Riverside');
  await page.getByRole('radio', { name: /^Test/ }).check();
  await page.getByLabel('Grade Sync and the special plugin were requested').fill('2026-11-02');
  await page.getByRole('radio', { name: /^Build it here/ }).check();
  await next.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sync mode' })).toBeVisible();
  await page.getByRole('radio', { name: /^2-Way Sync/ }).check();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: 'test-results/screens/setup-mode-dark.png', fullPage: true });
  expect((await new AxeBuilder({ page }).include('#content').analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the integration' })).toHaveValue('Riverside');
  await page.reload();
  await page.getByRole('link', { name: /Sync mode/ }).click();
  await expect(page.getByRole('radio', { name: /^2-Way Sync/ })).toBeChecked();
});
