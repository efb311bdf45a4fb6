import { expect } from '@playwright/test';
import { test } from './support/served-app.ts';

test.describe('page in a hostile world', () => {
  test('keeps its session over a reload, and the address lets nobody else in', async ({ page, app, browser }) => {
    await page.goto(app.url);
    await expect(page).toHaveURL(`${app.origin}/`);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

    const stranger = await browser.newContext();
    const other = await stranger.newPage();
    const answer = await other.goto(app.url);
    expect(answer?.status()).toBe(403);
    await expect(other.getByText('grade-sync serve')).toBeVisible();
    await stranger.close();
  });

  test('another page cannot talk to the host, by whatever name', async ({ page, app, browser }) => {
    await page.goto(app.url);
    const { port } = new URL(app.origin);
    const cookies = await page.context().cookies();
    expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Strict' })]);

    const attacker = await browser.newContext();
    const other = await attacker.newPage();
    await other.route('https://attacker.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>hello</p>' }),
    );
    await other.goto('https://attacker.example/');
    const outcome = await other.evaluate(
      (socket) =>
        new Promise<string>((resolve) => {
          try {
            const opened = new WebSocket(socket);
            opened.addEventListener('open', () => resolve('open'));
            opened.addEventListener('error', () => resolve('refused'));
          } catch {
            resolve('refused');
          }
        }),
      `ws://127.0.0.1:${port}/rpc`,
    );
    expect(outcome).toBe('refused');
    const byName = await attacker.newPage();
    const answer = await byName.goto(`http://localhost:${port}/`);
    expect(answer?.status()).toBe(403);
    await attacker.close();
  });

  test('the policy stops inline scripts, eval, foreign requests and frames', async ({ page, app, complaints }) => {
    await page.goto(app.url);
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    const outcome = await page.evaluate(async () => {
      const ran = { inline: false };
      Object.assign(window, { ran });
      const script = document.createElement('script');
      script.textContent = 'window.ran.inline = true';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'https://attacker.example/';
      document.body.append(frame);
      const fetched = await fetch('https://attacker.example/').then(
        () => 'sent',
        () => 'refused',
      );
      // Later, so that it is the page that evaluates and not the test, which may.
      const evaluated = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(Reflect.construct(Function, ['return "ran"'])()));
          } catch {
            resolve('refused');
          }
        }, 50);
      });
      return { inline: ran.inline, fetched, evaluated };
    });
    expect(outcome).toEqual({ inline: false, fetched: 'refused', evaluated: 'refused' });
    expect(complaints.join('\n')).toContain('Content Security Policy');
    complaints.length = 0;
  });

  test('a screen holds no token and no secret', async ({ page, app }) => {
    await page.goto(app.url);
    const token = new URL(app.url).searchParams.get('token') ?? '';
    expect(token.length).toBeGreaterThan(40);
    const held = await page.evaluate(() =>
      [location.href, document.cookie, document.documentElement.outerHTML, Object.entries(localStorage).join()].join(),
    );
    expect(held).not.toContain(token);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(token);
  });
});
