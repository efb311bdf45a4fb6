/**
 * npm run nightly: the properties once more, with 100,000 cases for the merge and 20 times as many as usual for all others, drawn from the day's
 * date, so that each night tries others. A failure is seen again with the seed that stands in the first and the last line, which also goes into
 * `test-results/nightly.txt`.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';

const seed = process.env['PROPERTY_SEED'] ?? new Date().toISOString().slice(0, 10).replaceAll('-', '');
const runs = process.env['PROPERTY_RUNS'] ?? '100000';
const said = `PROPERTY_SEED=${seed} PROPERTY_RUNS=${runs}`;

console.log(`${said} npm run nightly`);
const begun = performance.now();
const { status } = spawnSync('vitest', ['run', '--project', 'unit', 'property.test.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, PROPERTY_SEED: seed, PROPERTY_RUNS: runs },
});
const seconds = Math.round((performance.now() - begun) / 1000);
const outcome = `${said} ${status === 0 ? 'holds' : 'fails'} (${seconds} s)`;
mkdirSync('test-results', { recursive: true });
appendFileSync('test-results/nightly.txt', `${new Date().toISOString()} ${outcome}\n`);
console.log(outcome);
process.exitCode = status ?? 1;
