import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDownloads, type Downloads } from '../../../electron/hosts/downloads.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'grade-sync-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function serve(downloads: Downloads): Promise<string> {
  const server = createServer((request, response) => {
    void downloads.send(request.url ?? '', response).then((sent) => sent || response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
}

async function ready(downloads: Downloads, name: string): Promise<{ readonly address: string; readonly file: string }> {
  const place = await downloads.choose(name);
  const file = join(place?.folder ?? '', name);
  writeFileSync(file, 'a,b\r\n');
  return { address: place?.publish() ?? '', file };
}

describe('downloads', () => {
  it('gives a file once, under its own name, and keeps no copy', async () => {
    const downloads = openDownloads(folder());
    const origin = await serve(downloads);
    const { address, file } = await ready(downloads, 'Schüler 1.csv');
    const first = await fetch(`${origin}${address}`);
    expect(first.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Sch%C3%BCler%201.csv");
    expect(await first.text()).toBe('a,b\r\n');
    expect((await fetch(`${origin}${address}`)).status).toBe(404);
    await expect.poll(() => existsSync(file)).toBe(false);
  });

  it('gives nothing to an address that it has not made', async () => {
    const downloads = openDownloads(folder());
    const origin = await serve(downloads);
    const { file } = await ready(downloads, 'a.csv');
    for (const path of ['/download/', '/download/x', '/download/../a.csv', '/a.csv']) {
      expect((await fetch(`${origin}${path}`)).status).toBe(404);
    }
    expect(existsSync(file)).toBe(true);
    await downloads.close();
    expect(existsSync(file)).toBe(false);
  });

  it('removes what a crash left behind a day ago, and nothing younger', async () => {
    const root = folder();
    for (const name of ['old', 'young']) mkdirSync(join(root, name));
    const longAgo = new Date(Date.now() - 25 * 60 * 60_000);
    utimesSync(join(root, 'old'), longAgo, longAgo);
    const downloads = openDownloads(root);
    await downloads.choose('a.csv');
    expect(readdirSync(root)).toContain('young');
    expect(readdirSync(root)).not.toContain('old');
  });
});
