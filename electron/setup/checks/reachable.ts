import { connect } from 'node:net';
import { fail, pass, type Check, type CheckResult } from './check.ts';
import type { CheckedServer } from './checked-server.ts';
import { connectTimeoutMs, serverAddress } from './server-address.ts';

/** A connection to PowerSchool's host and port comes about. Nothing is sent. */
export const reachable: Check = {
  id: 'reachable',
  title: 'Server can be reached',
  needs: ['https'],
  run: ({ server, signal }) => answers(server, signal),
};

/** The same of any server. */
export async function answers({ url, product }: CheckedServer, signal: AbortSignal): Promise<CheckResult> {
  const { host, port } = serverAddress(url);
  const code = await connectionError(host, port, signal);
  return code === null ? pass(`${host} answers on port ${port}.`) : describe(code, host, port, product);
}

async function connectionError(host: string, port: number, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]);
  const socket = connect({ host, port, signal: limit });
  try {
    return await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.name));
    });
  } finally {
    socket.destroy();
    signal.throwIfAborted();
  }
}

function describe(code: string, host: string, port: number, product: string): CheckResult {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fail(
      `There is no server by the name of ${host}, or names cannot be looked up now.`,
      'Check the spelling of the address and this computer’s network.',
    );
  }
  if (code === 'ECONNREFUSED') {
    return fail(
      `${host} refuses connections on port ${port}.`,
      `Check the port in the address, and that ${product} is running.`,
    );
  }
  return fail(
    `No connection to ${host} on port ${port} came about.`,
    'Check the network: a firewall or a missing VPN connection may be in the way.',
  );
}
