import { performance } from 'node:perf_hooks';
import { openBackend } from '../../electron/backend.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import { runFloor } from './floor.ts';

/**
 * One side of one measurement in a process of its own, so that neither leaves anything to the other: `floor URL FILE` or
 * `ours PROFILE INTEGRATION SECRET full|incremental`. Prints one line of JSON.
 */
const [side, ...rest] = process.argv.slice(2);

async function ours(profileFolder: string, integrationId: string, secret: string, kind: string): Promise<unknown> {
  const credentials = openMemoryCredentials();
  await credentials.set(integrationId, 'powerschool.clientSecret', secret);
  const backend = openBackend({ profileFolder, credentials });
  const started = performance.now();
  const report = await backend.runs.start({ integrationId, full: kind === 'full' });
  const seconds = (performance.now() - started) / 1000;
  await backend.close();
  return { seconds, report };
}

const [first = '', second = '', third = '', fourth = 'full'] = rest;
const outcome = side === 'floor' ? await runFloor(first, second) : await ours(first, second, third, fourth);
const peakMemoryMB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ ...(outcome as object), peakMemoryMB }));
