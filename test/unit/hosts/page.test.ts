import { describe, expect, it } from 'vitest';
import { answerPage } from '../../../electron/hosts/page.ts';
import { builtScreens } from '../../support/built-screens.ts';

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('page', () => {
  it('serves the first screen at the root, never cached', async () => {
    const page = await answerPage(builtScreens(), '/');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(text(page.body)).toContain('screens');
  });

  it('allows styles by a nonce that is new each time and nothing inline, evaluated or foreign', async () => {
    const screens = builtScreens();
    const [one, two] = [await answerPage(screens, '/'), await answerPage(screens, '/')];
    const policy = one.headers['content-security-policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(text(one.body)).toContain(`nonce="${nonce}"`);
    expect(text(two.body)).not.toContain(nonce);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%5csecret.txt',
    '/../renderer-beside/secret.txt',
    '//etc/passwd',
    '/%00',
    '/%E0%A4%A',
    '/assets',
    '/none.js',
    '',
  ])('answers 404 to %s', async (path) => {
    const page = await answerPage(builtScreens(), path);
    expect([page.status, page.body.length]).toEqual([404, 0]);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('gives a script its own type', async () => {
    const { headers } = await answerPage(builtScreens(), '/assets/main.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });
});
