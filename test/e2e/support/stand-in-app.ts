import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FromMain, LoadedFile, ToMain } from './stand-in-main.ts';

export interface StandInApp {
  readonly webPreferences: Readonly<Record<string, unknown>>;
  /** Everything that main has told its window so far, as text: answers to requests and events. */
  readonly heard: readonly string[];
  /** Whether main refused that the page goes there. */
  isNavigationRefused(url: string): Promise<boolean>;
  /** What main's protocol answers. */
  load(url: string): Promise<LoadedFile>;
  /** The exit status of the main process after its window was closed. */
  close(): Promise<number | null>;
}

type Question = ToMain extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never;

/**
 * Starts the built application on the stand-in and makes the page its window: files come from main's own protocol, and the built preload runs
 * before them with nothing to require but `electron`.
 */
export async function openStandIn(
  page: Page,
  profile: string,
  own: NodeJS.ProcessEnv = process.env,
): Promise<StandInApp> {
  const child = fork(join(import.meta.dirname, 'stand-in-main.ts'), [], {
    env: { ...own, GRADE_SYNC_PROFILE: profile },
    execArgv: [],
    execPath: join(import.meta.dirname, '../../../node_modules/.bin/node'),
  });
  const ask = asker(child);
  const heard: string[] = [];
  const window = await new Promise<Extract<FromMain, { kind: 'window' }>>((resolve, reject) => {
    child.on('message', (message: FromMain) => {
      if (message.kind === 'window') resolve(message);
    });
    child.once('exit', (code) => reject(new Error(`main ended with ${code}`)));
  });
  const load = async (url: string): Promise<LoadedFile> => (await ask({ kind: 'load', url })) as LoadedFile;

  const start = new URL(window.url);
  // A browser knows no app:// pages: an address that no server has stands for it.
  const place = `https://${start.hostname}.app.invalid`;
  await page.route(`${place}/**`, async (route) => {
    const { status, headers, base64 } = await load(
      route.request().url().replace(place, `${start.protocol}//${start.hostname}`),
    );
    await route.fulfill({ status, headers, body: Buffer.from(base64, 'base64') });
  });
  await page.exposeFunction('standInInvoke', async (channel: string, ...args: unknown[]) => {
    const answer = await ask({ kind: 'invoke', channel, args });
    heard.push(JSON.stringify(answer));
    return answer;
  });
  child.on('message', (message: FromMain) => {
    if (message.kind !== 'send') return;
    heard.push(JSON.stringify(message.args));
    void page.evaluate(emit, message).catch(() => undefined);
  });
  await page.addInitScript(preloadScript(readFileSync(String(window.webPreferences['preload']), 'utf8')));
  await page.goto(`${place}${start.pathname}`);

  return {
    webPreferences: window.webPreferences,
    heard,
    load,
    isNavigationRefused: async (url) => (await ask({ kind: 'navigate', url })) === true,
    async close() {
      const exit = once(child, 'exit');
      child.send({ kind: 'closeWindow' } satisfies ToMain);
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}

function asker(child: ChildProcess): (question: Question) => Promise<unknown> {
  const waiting = new Map<number, (value: unknown) => void>();
  let next = 1;
  child.on('message', (message: FromMain) => {
    if (message.kind !== 'answer') return;
    waiting.get(message.id)?.(message.value);
    waiting.delete(message.id);
  });
  return (question) =>
    new Promise((resolve) => {
      const id = next++;
      waiting.set(id, resolve);
      child.send({ ...question, id });
    });
}

/** In the page: hands an event to the preload's listeners. */
function emit({ channel, args }: { channel: string; args: readonly unknown[] }): void {
  Reflect.get(window, 'standInEmit')(channel, args);
}

/** What a sandboxed preload finds: `require` knows `electron`, and of that the two parts that exist there. */
const preloadScript = (preload: string): string => `(() => {
  const invoke = window.standInInvoke;
  const listeners = new Map();
  window.standInEmit = (channel, args) => { for (const f of listeners.get(channel) ?? []) f({}, ...args); };
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze(api) }) },
    ipcRenderer: {
      invoke,
      on: (channel, f) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(f)),
      removeListener: (channel, f) => listeners.get(channel)?.delete(f),
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return electron;
  };
  (function (require, module, exports) { ${preload}
  })(require, { exports: {} }, {});
})()`;
