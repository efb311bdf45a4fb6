/**
 * npm test: installs what the tests need where it may, builds, runs every test, ends with the closing line. Tests that this machine
 * cannot run are left out and named; with REQUIRE_ALL=1 that is a failure, and so is a skipped test.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { closingOf } from './count-tests.ts';
import { installMissing, needs } from './machine.ts';
import { readOutcomes, reportFiles } from './reports.ts';

const requireAll = process.env['REQUIRE_ALL'] === '1';
const tell = (text: string): void => console.error(text);

/** Runs one of the project's tools; false if it fails. */
function step(name: string, ...args: string[]): boolean {
  tell(`\n— ${[name, ...args].join(' ')}`);
  const isWindows = process.platform === 'win32';
  const { status } = spawnSync(name, args, {
    stdio: 'inherit',
    shell: isWindows,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return status === 0;
}

for (const file of Object.values(reportFiles)) rmSync(file, { force: true });
installMissing(tell);
const missing = needs.filter((need) => !need.isThere());
const hasBrowser = !missing.some(({ packages }) => packages.includes('chromium'));

let failedSteps = 0;
if (step('vite', 'build', '--app', '--logLevel', 'warn')) process.env['TEST_WHAT_WAS_BUILT'] = '1';
else failedSteps++;
// What the runners' reports say is counted below; their exit status repeats it.
step('vitest', 'run');
if (hasBrowser) step('playwright', 'test');

const { tests, problems } = readOutcomes();
const left = hasBrowser ? problems : problems.filter((problem) => !problem.startsWith(reportFiles.playwright));
for (const { name, packages, tests: what } of missing) {
  tell(`Left out: ${what}, because this machine has no ${name.replace(/^a /, '')} (${packages.join(', ')}).`);
}
if (requireAll) failedSteps += missing.length;
for (const problem of left) tell(problem);
const closing = closingOf({ tests, problems: left }, failedSteps);
if (requireAll && closing.skipped > 0) {
  for (const { file, name } of tests.filter(({ outcome }) => outcome === 'skipped')) tell(`Skipped: ${file} > ${name}`);
}
console.log(closing.line);
process.exitCode = closing.failed > 0 || (requireAll && closing.skipped > 0) ? 1 : 0;
