/**
 * Runs the built main process where there is no Electron: `electron` is the stand-in, and the window's side is played by the process that
 * started this one (`stand-in-app.ts`), over Node's own IPC.
 */
import { registerHooks } from 'node:module';
import { app, ipcRenderer, state, type BrowserWindow } from '../../support/fake-electron.ts';

export type ToMain =
  | { readonly kind: 'load'; readonly id: number; readonly url: string }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'navigate'; readonly id: number; readonly url: string }
  | { readonly kind: 'closeWindow' };

export type FromMain =
  | { readonly kind: 'window'; readonly url: string; readonly webPreferences: Readonly<Record<string, unknown>> }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] };

export interface LoadedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly base64: string;
}

const fake = new URL('../../support/fake-electron.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: fake, format: 'module-typescript', shortCircuit: true } : next(name, context),
});

const say = (message: FromMain): void => void process.send?.(message);
let window: BrowserWindow | undefined;

state.onWindow = (opened) => {
  window = opened;
  const send = opened.webContents.send;
  opened.webContents.send = (channel, ...args) => {
    send(channel, ...args);
    say({ kind: 'send', channel, args });
  };
  say({ kind: 'window', url: opened.url, webPreferences: opened.options.webPreferences });
};
app.on('fake-exit', (code: number) => process.exit(code));

process.on('message', (message: ToMain) => {
  if (message.kind === 'closeWindow') return window?.close();
  void answer(message).then((value) => say({ kind: 'answer', id: message.id, value }));
});

async function answer(message: Exclude<ToMain, { kind: 'closeWindow' }>): Promise<unknown> {
  if (message.kind === 'invoke') return ipcRenderer.invoke(message.channel, ...message.args);
  if (message.kind === 'load') return load(message.url);
  let prevented = false;
  window?.webContents.emit('will-navigate', { url: message.url, preventDefault: () => (prevented = true) });
  return prevented;
}

async function load(url: string): Promise<LoadedFile> {
  const response = await state.served.get('app')?.(new Request(url));
  if (response === undefined) throw new Error('main serves no protocol');
  const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
  return { status: response.status, headers: Object.fromEntries(response.headers), base64 };
}

process.argv = ['/app/grade-sync'];
await import(new URL('../../../out/main/main.js', import.meta.url).href);
