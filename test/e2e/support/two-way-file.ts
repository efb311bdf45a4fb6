import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliScript } from '../../support/cli-script.ts';

/** A 2-Way Sync beside what the profile holds. */
export function createTwoWay(profile: string): void {
  const file = join(profile, 'two-way.json');
  const powerschool = { url: 'http://127.0.0.1:9', clientId: 'x' };
  const partner = { system: 'school-passport', url: 'http://127.0.0.1:9', clientId: 'x' };
  const config = {
    name: 'Springfield',
    mode: 'two-way',
    environment: 'test',
    gradeSync: { enabled: true },
    powerschool,
    partner,
  };
  writeFileSync(file, JSON.stringify(config));
  const secrets = JSON.stringify({ 'powerschool.clientSecret': 'x', 'partner.clientSecret': 'x' });
  execFileSync(
    'node',
    [cliScript, 'integrations', 'create', '--file', file, '--profile', profile, '--secrets', 'env'],
    {
      env: { ...process.env, GRADE_SYNC_SECRETS: secrets },
      stdio: 'ignore',
    },
  );
}
