import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channels, type Bridge, type Push, type Reply } from '../shared/ipc/bridge.ts';
import { isEventName, isRequestName } from '../shared/ipc/contract.ts';

/** All that a screen gets of Electron: the requests and events of the contract, by name. */
const bridge: Bridge = {
  request(name, input) {
    if (!isRequestName(name)) return Promise.resolve(unknownName);
    // SAFETY: the registrar in main answers with an envelope, whatever happens.
    return ipcRenderer.invoke(channels.request, name, input) as Promise<Reply>;
  },
  onPush(listener) {
    const forward = (_event: IpcRendererEvent, push: Push): void => {
      if (isEventName(push.event)) listener(push);
    };
    ipcRenderer.on(channels.push, forward);
    return () => {
      ipcRenderer.removeListener(channels.push, forward);
    };
  },
};

const unknownName: Reply = {
  ok: false,
  error: { code: 'ipc.unknownRequest', recovery: 'stop', message: 'The screen asked for something unknown.' },
};

contextBridge.exposeInMainWorld('gradeSync', bridge);
