import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cliScript } from '../../support/cli-script.ts';
import { openLms, type Lms } from '../../support/lms.ts';
import { openTwoWayDistrict, type TwoWayDistrict } from '../../support/two-way-district.ts';

/** The application in a browser on a 2-Way Sync between the two simulated systems. */
export interface TwoWayApp extends TwoWayDistrict {
  readonly url: string;
  readonly lms: Lms;
}

export async function startTwoWayApp(students = 40): Promise<TwoWayApp> {
  const district = await openTwoWayDistrict(students);
  const { url, stop } = await serveDistrict(district);
  return {
    ...district,
    url,
    lms: openLms(district.sandbox.partner.records),
    async close() {
      await stop();
      await district.close();
    },
  };
}

/** Serves the application on the profile of a district's desk. */
export async function serveDistrict({
  desk,
  secrets,
}: TwoWayDistrict): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const child = spawn(
    'node',
    [cliScript, 'serve', '--no-open', '--json', '--profile', desk.profile, '--secrets', 'env'],
    { env: { ...process.env, GRADE_SYNC_SECRETS: secrets }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  for await (const line of createInterface({ input: child.stdout })) {
    text += line;
    if (line.includes('}')) break;
  }
  return {
    url: (JSON.parse(text) as { url: string }).url,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
