import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { serveRouter, type Loopback } from '../../../electron/hosts/loopback.ts';
import type { Router } from '../../../electron/router.ts';
import { openSocketBridge } from '../../../renderer/api/socket-bridge.ts';
import { builtScreens } from '../../support/built-screens.ts';
import { echoRouter } from '../../support/echo-router.ts';

/** A bridge on a real host, with the cookie that a browser would have. */
async function open() {
  const router = echoRouter();
  let answer: Router['request'] = (name, input) => router.request(name, input);
  const host = await serveRouter({ ...router, request: (name, input) => answer(name, input) }, builtScreens());
  const cookie = await enter(host);
  const sockets: NodeSocket[] = [];
  let isEnding = false;
  const bridge = openSocketBridge(() => {
    // The bridge tries for ever: after the test it gets sockets that never open.
    const address = isEnding ? 'ws://127.0.0.1:9' : `${host.origin.replace('http', 'ws')}/rpc`;
    const socket = new NodeSocket(address, { origin: host.origin, headers: { cookie } });
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  onTestFinished(async () => {
    isEnding = true;
    await host.close();
  });
  return { bridge, router, sockets, host, answerWith: (request: typeof answer) => (answer = request) };
}

async function enter(host: Loopback): Promise<string> {
  const response = await fetch(host.url, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('socket bridge', () => {
  it('waits for the connection, then carries requests and matches replies to them', async () => {
    const { bridge } = await open();
    const replies = await Promise.all([bridge.request('a', 1), bridge.request('b', 2)]);
    expect(replies).toEqual([
      { ok: true, value: { name: 'a', input: 1 } },
      { ok: true, value: { name: 'b', input: 2 } },
    ]);
  });

  it('hands events to every listener until it unsubscribes', async () => {
    const { bridge, router } = await open();
    await bridge.request('a', 1);
    const heard: unknown[] = [];
    const stop = bridge.onPush((push) => heard.push(push));
    router.tell({ event: 'home.changed', data: {} });
    await expect.poll(() => heard).toEqual([{ event: 'home.changed', data: {} }]);
    stop();
    router.tell({ event: 'home.changed', data: {} });
    await bridge.request('a', 1);
    expect(heard).toHaveLength(1);
  });

  it('answers what was under way when the connection broke, says so, and connects again', async () => {
    const { bridge, sockets, answerWith } = await open();
    await bridge.request('a', 1);
    const states: boolean[] = [];
    bridge.onConnection?.((connected) => states.push(connected));
    answerWith(() => new Promise(() => undefined));
    const lost = bridge.request('sync.start', {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    sockets[0]?.terminate();
    expect(await lost).toMatchObject({ ok: false, error: { code: 'host.unreachable', recovery: 'retry' } });
    expect(await bridge.request('a', 1)).toMatchObject({ ok: false, error: { code: 'host.unreachable' } });
    await expect.poll(() => states).toEqual([false, true]);
    answerWith(() => Promise.resolve({ ok: true, value: 'back' }));
    expect(await bridge.request('a', 1)).toEqual({ ok: true, value: 'back' });
  });
});
