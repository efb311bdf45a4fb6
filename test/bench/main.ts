import { parseArgs } from 'node:util';
import { benchBrowse } from './browse.ts';
import { benchDelta } from './delta.ts';
import { benchImport } from './import.ts';
import { benchPlan } from './plan.ts';
import { benchPush } from './push.ts';

export interface BenchOptions {
  /** Scores of the district, about. */
  readonly rows: number;
  readonly students: number;
  /** Runs of each side. */
  readonly runs: number;
}

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Record<string, unknown>>>> = {
  import: (options) => benchImport('import', options),
  resync: (options) => benchImport('resync', options),
  delta: benchDelta,
  browse: benchBrowse,
  plan: benchPlan,
  push: benchPush,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    students: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean' },
  },
});
const bench = benches[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join('|')} [--rows N] [--students N] [--runs N]`);
  process.exitCode = 2;
} else {
  const options = {
    rows: Number(values.rows ?? (positionals[0] === 'browse' ? 1_000_000 : 200_000)),
    students: Number(values.students),
    runs: Number(values.runs),
  };
  console.log(JSON.stringify(await bench(options), null, 2));
}
