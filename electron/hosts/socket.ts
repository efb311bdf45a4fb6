import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Router } from '../router.ts';

const messageSchema = z.strictObject({ id: z.number().int(), name: z.string().max(100), input: z.unknown() });
type Message = z.output<typeof messageSchema>;

/** What a page may have waiting at once; more is no page of ours. */
const waitingAtMost = 64;
/** A page that takes nothing in does not get ever more to hold: progress is dropped, the next one says as much. */
const bufferedAtMost = 4 << 20;
const policyViolation = 1008;

/** Carries requests, replies and events of one page. What is not a request of ours ends the connection. */
export function serveSocket(socket: WebSocket, router: Router): void {
  let waiting = 0;
  const say = (message: unknown): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const stop = router.onEvent((push) => {
    if (push.event === 'sync.progressed' && socket.bufferedAmount > bufferedAtMost) return;
    say({ push });
  });
  // A broken connection closes next; there is nobody to tell.
  socket.on('error', () => undefined);
  socket.on('close', stop);
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(data);
    if (message === undefined || waiting >= waitingAtMost) return socket.close(policyViolation);
    void answer(message);
  });

  async function answer({ id, name, input }: Message): Promise<void> {
    waiting++;
    const reply = await router.request(name, input);
    waiting--;
    say({ id, reply });
  }
}

function parse(data: RawData): Message | undefined {
  try {
    // SAFETY: ws hands over Buffers unless it was told otherwise.
    return messageSchema.parse(JSON.parse((data as Buffer).toString('utf8')));
  } catch {
    return undefined;
  }
}
