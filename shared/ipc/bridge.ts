import type { ErrorReport } from '../errors.ts';
import type { EventName } from './contract.ts';

/** The answer to a request. Errors travel as data: a carrier's own way of throwing would lose all but the message. */
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorReport };

/** An event on its way to a screen. */
export interface Push {
  readonly event: EventName;
  readonly data: unknown;
}

/** What a carrier can do for a screen. The preload's object and the loopback socket both are one. */
export interface Bridge {
  request(name: string, input: unknown): Promise<Reply>;
  /** Returns its own unsubscribe. */
  onPush(listener: (push: Push) => void): () => void;
  /** Tells whether the backend can be reached, now and whenever that changes. Missing where it always can. */
  onConnection?(listener: (connected: boolean) => void): () => void;
}

/** The names of Electron's two channels. */
export const channels = { request: 'grade-sync:request', push: 'grade-sync:push' } as const;
