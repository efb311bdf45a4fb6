import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { prepareKeyring } from '../../support/keyring.ts';
import type { ServedApp } from './served-app.ts';
import { openStandIn } from './stand-in-app.ts';

/** The application on an empty profile, with its first screen open, whoever carries it. */
export interface WizardHost {
  readonly profile: string;
  /** Everything that the screens were told, as text. */
  readonly heard: readonly string[];
  /** Without one, a secret is kept for the session after somebody has chosen so. */
  readonly hasKeychain: boolean;
  /** Pictures of the same screens are taken once. */
  readonly isPictured: boolean;
}

/** In a browser, on the backend that `serve` starts. */
export async function openServedHost(page: Page, app: ServedApp): Promise<WizardHost> {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  await page.goto(app.url);
  return { profile: app.profile, heard, hasKeychain: true, isPictured: true };
}

/** The built main and preload, on a stand-in for Electron. On every computer the same: no keychain can be reached. */
export async function openBuiltHost(page: Page): Promise<WizardHost & { close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'grade-sync-stand-in-'));
  const keyring = prepareKeyring('deadBus', []);
  const app = await openStandIn(page, profile, keyring.env);
  return {
    profile,
    heard: app.heard,
    hasKeychain: false,
    isPictured: false,
    async close() {
      await app.close();
      keyring.remove();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
