/**
 * The main job on a district as large as a real one, which takes minutes:
 * `npm run trial -- [--students 2000] [--line-items 20] [--scores 500] [--screen]`, on the command line or, after `npm run build`, in a browser.
 * Each step says what it did and how long it took; the first that is not as it must be ends the trial with exit code 1.
 */
import { parseArgs } from 'node:util';
import { openTwoWayDistrict } from '../support/two-way-district.ts';
import { shareCompiledCode } from '../tools/compile-cache.ts';
import { tryByCommand } from './by-command.ts';
import { tryOnScreen } from './on-screen.ts';
import { openTrial } from './trial.ts';

shareCompiledCode();
const { values } = parseArgs({
  options: {
    students: { type: 'string', default: '2000' },
    'line-items': { type: 'string', default: '20' },
    scores: { type: 'string', default: '500' },
    screen: { type: 'boolean', default: false },
  },
});
const students = Number(values.students);
const work = { lineItems: Number(values['line-items']), scores: Number(values.scores) };

const district = await openTwoWayDistrict(students);
try {
  const trial = openTrial(district, work);
  trial.told('a district', { students });
  await (values.screen ? tryOnScreen : tryByCommand)(trial);
} finally {
  await district.close();
}
