import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { gradeExchangePreset } from '../../../shared/integration/grade-exchange.ts';
import { openDistrictDesk, type DistrictDesk } from '../../support/district-desk.ts';
import { openLms, type Lms } from '../../support/lms.ts';

/** The application in a browser on a 2-Way Sync between the two simulated systems. */
export interface TwoWayApp {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly desk: DistrictDesk;
  readonly lms: Lms;
  close(): Promise<void>;
}

const command = join(import.meta.dirname, '../../../electron/cli.ts');

export async function startTwoWayApp(): Promise<TwoWayApp> {
  const sandbox = await startSandbox({ seed: 3, students: 40 });
  const { powerschool, schoolPassport } = sandbox.describe();
  const desk = openDistrictDesk(
    { ...powerschool, partnerSecret: schoolPassport.clientSecret },
    {
      mode: 'two-way',
      gradeSync: { enabled: true },
      masterFields: [...gradeExchangePreset()],
      partner: { system: 'school-passport', url: schoolPassport.url, clientId: schoolPassport.clientId },
    },
  );
  const secrets = {
    'powerschool.clientSecret': powerschool.clientSecret,
    'partner.clientSecret': schoolPassport.clientSecret,
  };
  const child = spawn(
    'node',
    [command, 'serve', '--no-open', '--json', '--profile', desk.profile, '--secrets', 'env'],
    { env: { ...process.env, GRADE_SYNC_SECRETS: JSON.stringify(secrets) }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  for await (const line of createInterface({ input: child.stdout })) {
    text += line;
    if (line.includes('}')) break;
  }
  return {
    url: (JSON.parse(text) as { url: string }).url,
    sandbox,
    desk,
    lms: openLms(sandbox.partner.records),
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(desk.profile, { recursive: true, force: true, maxRetries: 5 });
      await sandbox.close();
    },
  };
}
