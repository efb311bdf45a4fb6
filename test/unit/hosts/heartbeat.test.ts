import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepHeartbeat } from '../../../electron/hosts/heartbeat.ts';

async function open(autoPong: boolean) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const stop = keepHeartbeat(server, 20);
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
  onTestFinished(() => {
    stop();
    socket.terminate();
    server.close();
  });
  await once(socket, 'open');
  return { server, socket };
}

describe('heartbeat', () => {
  it('ends a connection whose other end does not answer', async () => {
    const { server, socket } = await open(false);
    await once(socket, 'close');
    await expect.poll(() => server.clients.size).toBe(0);
  });

  it('keeps one that answers', async () => {
    const { server, socket } = await open(true);
    for (let beat = 0; beat < 4; beat++) await once(socket, 'ping');
    expect([server.clients.size, socket.readyState]).toEqual([1, WebSocket.OPEN]);
  });
});
