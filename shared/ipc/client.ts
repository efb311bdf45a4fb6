import { errorFromReport } from '../errors.ts';
import type { Bridge } from './bridge.ts';
import {
  events,
  requests,
  type EventData,
  type EventName,
  type Input,
  type Output,
  type RequestName,
} from './contract.ts';

/** The backend as a screen sees it. */
export interface Client {
  /** Rejects with the AppError that the backend answered. */
  call<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void;
  onConnection(listener: (connected: boolean) => void): () => void;
}

export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input) {
      const reply = await bridge.request(name, input);
      if (!reply.ok) throw errorFromReport(reply.error);
      // SAFETY: the schema of this very request made the value.
      return requests[name].output.parse(reply.value) as Output<typeof name>;
    },
    on(event, listener) {
      return bridge.onPush((push) => {
        // SAFETY: the schema of this very event made the data.
        if (push.event === event) listener(events[event].parse(push.data) as EventData<typeof event>);
      });
    },
    onConnection: (listener) => bridge.onConnection?.(listener) ?? (() => undefined),
  };
}
