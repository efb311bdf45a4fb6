import { z } from 'zod';
import { errorReportSchema } from '../../shared/integration/run.ts';
import type { Bridge, Push, Reply } from '../../shared/ipc/bridge.ts';
import { isEventName, type EventName } from '../../shared/ipc/contract.ts';

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorReportSchema }),
]);
const messageSchema = z.union([
  z.object({ id: z.number(), reply: replySchema }),
  z.object({ push: z.object({ event: z.custom<EventName>(isEventName), data: z.unknown() }) }),
]);

const firstDelayMs = 250;
const longestDelayMs = 4000;

const lost: Reply = {
  ok: false,
  error: {
    code: 'host.unreachable',
    recovery: 'retry',
    message: 'Grade Sync does not answer.',
    fix: 'If it was stopped, start it again and open the address that it prints.',
  },
};

/**
 * A bridge over a socket that is opened again whenever it breaks. What was asked and not answered by then is answered with the error
 * `host.unreachable`: nobody can say whether it was done. What is asked while there is no connection gets the same.
 */
export function openSocketBridge(openSocket: () => WebSocket): Bridge {
  const waiting = new Map<number, (reply: Reply) => void>();
  const pushListeners = new Set<(push: Push) => void>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let nextId = 1;
  let delayMs = firstDelayMs;
  let socket = connect();
  /** Settles when the first attempt has: what is asked right after the page has loaded waits for it. */
  let opening = settled(socket);

  function connect(): WebSocket {
    const opened = openSocket();
    opened.addEventListener('open', () => {
      delayMs = firstDelayMs;
      for (const listener of connectionListeners) listener(true);
    });
    opened.addEventListener('message', ({ data }) => receive(String(data)));
    opened.addEventListener('close', () => {
      for (const answer of waiting.values()) answer(lost);
      waiting.clear();
      for (const listener of connectionListeners) listener(false);
      setTimeout(() => {
        socket = connect();
        opening = settled(socket);
      }, delayMs);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    });
    return opened;
  }

  function receive(text: string): void {
    const message = messageSchema.parse(JSON.parse(text));
    if ('push' in message) {
      for (const listener of pushListeners) listener(message.push);
      return;
    }
    // SAFETY: JSON has no undefined, so what is optional is missing or there.
    waiting.get(message.id)?.(message.reply as Reply);
    waiting.delete(message.id);
  }

  return {
    async request(name, input) {
      await opening;
      if (socket.readyState !== WebSocket.OPEN) return lost;
      const id = nextId++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, name, input }));
      });
    },
    onPush: (listener) => subscribe(pushListeners, listener),
    onConnection: (listener) => subscribe(connectionListeners, listener),
  };
}

const settled = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => resolve());
  });

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
