import { parentPort, workerData } from 'node:worker_threads';
import { reportOf } from '../../shared/errors.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { SandboxOptions } from '../sandbox/sandbox.ts';
import type { FromSandbox } from './sandbox-thread.ts';

/** The thread of the sandbox: serves until it is told to close. */
const port = parentPort;
if (port === null) throw new Error('only as a worker');
const say = (message: FromSandbox): void => port.postMessage(message);

try {
  // SAFETY: only startSandboxThread starts this script, and these are its options.
  const sandbox = await startSandbox(workerData as SandboxOptions);
  port.on('message', (message: 'close') => {
    if (message === 'close') void sandbox.close().finally(() => port.close());
  });
  say({ kind: 'ready', description: sandbox.describe() });
} catch (error) {
  say({ kind: 'failed', error: reportOf(error) });
}
