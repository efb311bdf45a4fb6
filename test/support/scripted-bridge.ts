import type { Bridge, Push, Reply } from '../../shared/ipc/bridge.ts';
import type { RequestName } from '../../shared/ipc/contract.ts';

type Answers = Partial<Record<RequestName, (input: unknown) => Reply | Promise<Reply>>>;

/** A bridge with the answers of a test behind it. What a test did not foresee is an error that shows on the screen. */
export interface ScriptedBridge extends Bridge {
  readonly asked: { readonly name: string; readonly input: unknown }[];
  readonly answers: Answers;
  push(push: Push): void;
  setConnected(connected: boolean): void;
}

export const ok = (value: unknown): Reply => ({ ok: true, value });
export const failed = (message: string, fix?: string): Reply => ({
  ok: false,
  error: { code: 'test.failed', recovery: 'ask', message, ...(fix === undefined ? {} : { fix }) },
});

export function scriptedBridge(answers: Answers): ScriptedBridge {
  const all: Answers = { 'app.info': () => ok({ version: '1.2.3', secrets: 'memory' }), ...answers };
  const listeners = new Set<(push: Push) => void>();
  const connections = new Set<(connected: boolean) => void>();
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  return {
    asked,
    answers: all,
    push(push) {
      for (const listener of listeners) listener(push);
    },
    setConnected(connected) {
      for (const listener of connections) listener(connected);
    },
    async request(name, input) {
      asked.push({ name, input });
      return (await all[name as RequestName]?.(input)) ?? failed(`Nobody answers ${name}.`);
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection(listener) {
      connections.add(listener);
      return () => connections.delete(listener);
    },
  };
}
