/**
 * A stand-in for the parts of `electron` that main and preload use: it passes messages on and copies them as IPC does, and it has no
 * opinion of its own. The unit tests and the built application both run on it where no Electron binary is at hand.
 */
import { EventEmitter } from 'node:events';

type Handler = (event: unknown, ...args: unknown[]) => unknown;
type Serve = (request: Request) => Promise<Response>;
type OpenHandler = (details: { url: string }) => { action: string };

export interface Sender {
  readonly origin: string;
  readonly parent: unknown;
}

const topFrame: Sender = { origin: 'app://grade-sync', parent: null };

/** What the application did, and what a test wants the system to answer. */
export const state = {
  handlers: new Map<string, Handler>(),
  served: new Map<string, Serve>(),
  schemes: [] as unknown[],
  windows: [] as BrowserWindow[],
  openedOutside: [] as string[],
  exposed: new Map<string, unknown>(),
  menu: null as unknown,
  trays: [] as Tray[],
  paths: new Map<string, string>(),
  sandboxed: false,
  quits: 0,
  exitCode: undefined as number | undefined,
  packaged: true,
  hasLock: true,
  sender: topFrame as Sender | null,
  dialogAnswer: 0,
  dialogs: [] as unknown[],
  permissionHandlers: {} as Record<string, (...args: never[]) => unknown>,
  onWindow: undefined as ((window: BrowserWindow) => void) | undefined,
};

class App extends EventEmitter {
  get isPackaged(): boolean {
    return state.packaged;
  }
  isQuitting = false;
  enableSandbox = (): void => void (state.sandboxed = true);
  requestSingleInstanceLock = (): boolean => state.hasLock;
  whenReady = (): Promise<void> => Promise.resolve();
  setPath = (name: string, path: string): void => void state.paths.set(name, path);
  quit = (): void => {
    state.quits++;
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    this.isQuitting = true;
    // A copy: each that closes leaves the list.
    for (const window of state.windows.slice()) window.close();
    this.isQuitting = false;
    if (state.windows.length > 0) return;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit();
  };
  exit = (code = 0): void => {
    state.exitCode = code;
    this.emit('fake-exit', code);
  };
}
export const app = new App();

/** Emits with an event that can be prevented; tells whether it was. */
export function emitPreventable(emitter: EventEmitter, name: string, properties: object = {}): boolean {
  let prevented = false;
  emitter.emit(name, { ...properties, preventDefault: () => (prevented = true) });
  return prevented;
}

class WebContents extends EventEmitter {
  openHandler: OpenHandler | undefined;
  setWindowOpenHandler = (handler: OpenHandler): void => void (this.openHandler = handler);
  // IPC copies: what cannot be cloned fails here as it would there.
  send = (channel: string, ...args: unknown[]): void => void ipcRenderer.emit(channel, {}, ...structuredClone(args));
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): BrowserWindow[] => state.windows;
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly webContents = new WebContents();
  url = '';
  isShown = false;
  focused = 0;
  isMin = false;

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    state.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = (url: string): Promise<void> => {
    this.url = url;
    state.onWindow?.(this);
    this.emit('ready-to-show');
    return Promise.resolve();
  };
  show = (): void => void (this.isShown = true);
  focus = (): void => void this.focused++;
  isMinimized = (): boolean => this.isMin;
  restore = (): void => void (this.isMin = false);
  isDestroyed = (): boolean => !state.windows.includes(this);
  close = (): void => {
    if (emitPreventable(this, 'close')) return;
    state.windows.splice(state.windows.indexOf(this), 1);
    this.emit('closed');
    if (state.windows.length === 0 && !app.isQuitting) app.emit('window-all-closed');
  };
}

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (state.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    state.handlers.set(channel, handler);
  },
  removeHandler: (channel: string): void => void state.handlers.delete(channel),
};

class Renderer extends EventEmitter {
  invoke = async (channel: string, ...args: unknown[]): Promise<unknown> => {
    const handler = state.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler({ senderFrame: state.sender }, ...structuredClone(args)));
  };
}
export const ipcRenderer = new Renderer();

export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): void => void state.exposed.set(name, api),
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly unknown[]): void => void state.schemes.push(...schemes),
  handle: (scheme: string, serve: Serve): void => void state.served.set(scheme, serve),
};

const keep =
  (name: string) =>
  (handler: (...args: never[]) => unknown): void =>
    void (state.permissionHandlers[name] = handler);
export const session = {
  defaultSession: {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
  },
};

export const shell = {
  openExternal: (url: string): Promise<void> => {
    state.openedOutside.push(url);
    return Promise.resolve();
  },
};

export const dialog = {
  showMessageBox: (...args: readonly unknown[]): Promise<{ response: number }> => {
    // The window comes first, where there is one.
    state.dialogs.push(args.at(-1));
    return Promise.resolve({ response: state.dialogAnswer });
  },
};

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => void (state.menu = menu),
};

export class Tray extends EventEmitter {
  toolTip = '';
  menu: unknown = null;
  isDestroyed = false;
  image: { readonly path: string };
  constructor(image: { readonly path: string }) {
    super();
    this.image = image;
    state.trays.push(this);
  }
  setToolTip = (text: string): void => void (this.toolTip = text);
  setContextMenu = (menu: unknown): void => void (this.menu = menu);
  setImage = (image: { readonly path: string }): void => void (this.image = image);
  destroy = (): void => {
    this.isDestroyed = true;
    state.trays.splice(state.trays.indexOf(this), 1);
  };
}

export const nativeImage = { createFromPath: (path: string) => ({ path }) };

class NativeTheme extends EventEmitter {
  shouldUseDarkColorsForSystemIntegratedUI = false;
}
export const nativeTheme = new NativeTheme();
