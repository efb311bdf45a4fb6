import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { cliScript } from '../../support/cli-script.ts';
import type { PreparedCommand } from '../../support/keyring.ts';
import { expect, test as base, type Page } from '@playwright/test';

export interface ServedApp {
  /** With the one-time token. */
  readonly url: string;
  readonly origin: string;
  readonly profile: string;
}

interface Fixtures {
  /** The real application as `serve` starts it, on a profile that is empty or, with `isSynced`, holds the synced sandbox district. */
  readonly app: ServedApp;
  readonly isSynced: boolean;
  /** A page on Home of the synced sandbox district. Needs `isSynced`. */
  readonly synced: undefined;
  /** What the page complained about; a test that ends with something here fails. */
  readonly complaints: string[];
}

interface WorkerFixtures {
  /** Writes the profile with the synced sandbox district into a folder; 2,000 students; it is made once, when it is first asked for. */
  readonly writeSynced: (profile: string) => Promise<void>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  writeSynced: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what the fixture needs: nothing.
    async ({}, provide) => {
      let made: Promise<string> | undefined;
      await provide(async (profile) => cpSync(await (made ??= syncedProfile()), profile, { recursive: true }));
      if (made !== undefined) rmSync(await made, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  isSynced: [false, { option: true }],
  app: async ({ isSynced, writeSynced }, provide) => {
    const profile = newProfile();
    if (isSynced) await writeSynced(profile);
    const { child, url } = await serve(profile);
    await provide({ url, origin: new URL(url).origin, profile });
    await stop(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  synced: async ({ page, app }, provide) => {
    await page.goto(app.url);
    // The district itself lasts as long as the application that started it.
    await expect(page.getByRole('button', { name: 'Start the sandbox district' })).toBeVisible();
    await provide(undefined);
  },
  complaints: [
    // The application goes last: that it went is no complaint.
    async ({ page, app: _app }, provide) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await provide(complaints);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

const newProfile = (): string => mkdtempSync(join(tmpdir(), 'grade-sync-e2e-'));

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}

/** A profile with the synced sandbox district, which nothing runs on. */
async function syncedProfile(): Promise<string> {
  const profile = newProfile();
  await promisify(execFile)('node', [join(import.meta.dirname, 'write-synced-profile.ts'), profile]);
  return profile;
}

/** Starts the application on a profile, without a keychain or, in a process group of its own, with one that was prepared for it. */
export async function serve(
  profile: string,
  prepare?: (command: readonly string[]) => PreparedCommand,
): Promise<{ child: ChildProcess; url: string }> {
  const secrets = prepare === undefined ? 'env' : 'keychain';
  const usual = ['node', cliScript, 'serve', '--no-open', '--json', '--profile', profile, '--secrets', secrets];
  const prepared = prepare?.(usual) ?? { args: usual, env: process.env };
  const [program = '', ...args] = prepared.args;
  const { GRADE_SYNC_SECRETS: _secrets, ...env } = prepared.env;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'], detached: prepare !== undefined });
  const lines = createInterface({ input: child.stdout });
  // The answer may be printed over several lines.
  let text = '';
  for await (const line of lines) {
    text += line;
    if (line.includes('}')) break;
  }
  const { url } = JSON.parse(text) as { url: string };
  return { child, url };
}

/** From the empty first screen to an activated sandbox district. */
export async function trySandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sandbox district' }).click();
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();
}

/** Syncs and waits until the report is there. */
export async function syncNow(page: Page): Promise<void> {
  const report = page.locator('.gs-facts a[href*="runs/"]');
  const before = (await report.count()) === 0 ? '' : await report.getAttribute('href');
  await page.getByRole('button', { name: 'Sync now' }).click();
  // A short sync may be over before its own buttons were ever seen.
  await expect(report).toBeVisible({ timeout: 60_000 });
  await expect(report).not.toHaveAttribute('href', before ?? '', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible({ timeout: 60_000 });
}

/** One figure of the report's table. */
export const figure = (page: Page, entity: string, column: string) =>
  page.locator(`tr[data-entity="${entity}"] [data-column="${column}"]`);
