import type { CheckedServer } from './checked-server.ts';
import { fail, pass, type Check, type CheckResult } from './check.ts';

/** C12: the address begins with https://, except on the loopback address of a test integration. */
export const https: Check = {
  id: 'https',
  title: 'Encrypted address',
  needs: [],
  run: ({ server, integration }) => Promise.resolve(encrypted(server, integration.config.environment)),
};

/** The same of any server. */
export function encrypted({ url: address, product }: CheckedServer, environment: string): CheckResult {
  const url = new URL(address);
  if (url.protocol === 'https:') return pass('The address begins with https://.');
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return isLoopback && environment === 'test'
    ? pass('Plain http, which is allowed because this is a test on this computer itself.')
    : fail(
        `The address of ${product} does not begin with https://.`,
        `Enter the address with https://. If ${product} does not answer there, its own support helps to set up HTTPS; ours cannot.`,
      );
}
