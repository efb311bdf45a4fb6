import type { WebSocketServer } from 'ws';

const intervalMs = 30_000;

/** Ends connections whose other end went away without saying so. Returns how to stop it. */
export function keepHeartbeat(server: WebSocketServer, everyMs = intervalMs): () => void {
  const silent = new WeakSet<object>();
  server.on('connection', (socket) => socket.on('pong', () => silent.delete(socket)));
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.ping();
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
