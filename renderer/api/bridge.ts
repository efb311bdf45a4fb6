import type { Bridge } from '../../shared/ipc/bridge.ts';
import { openSocketBridge } from './socket-bridge.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; missing in a browser. */
    readonly gradeSync?: Bridge;
  }
}

/** The preload's bridge in the desktop application, otherwise a socket to the host that served the page. */
export function chooseBridge(page: Window): Bridge {
  return page.gradeSync ?? openSocketBridge(() => new WebSocket(`ws://${page.location.host}/rpc`));
}
