/**
 * Which requirements the last test run proves: npm run requirements [-- --json]. A test names what it proves in its own name, as in
 * `… (S4)` or `… (S5–S7, C12)`. Only tests that ran and passed count.
 */
import { readOutcomes, type TestOutcome } from './reports.ts';
import { requirementIds, requirementNames } from './requirement-names.ts';

export interface Requirement {
  readonly id: string;
  readonly provenBy: readonly string[];
}

const one = String.raw`[SC]\d{1,2}(?:\s*[–-]\s*[SC]?\d{1,2})?`;
/** Ids in brackets of their own: “S1” elsewhere may be a term's name. */
const group = new RegExp(String.raw`\((${one}(?:(?:\s*,\s*|\s+and\s+|\s+)${one})*)\)`, 'g');

/** The ids that a test's name claims; ranges are counted out. */
export function idsIn(name: string): readonly string[] {
  const ids = [...name.matchAll(group)].flatMap(([, list = '']) =>
    [...list.matchAll(/([SC])(\d{1,2})(?:\s*[–-]\s*[SC]?(\d{1,2}))?/g)].flatMap(([, letter = '', first = '', last]) =>
      countOut(letter, Number(first), Number(last ?? first)),
    ),
  );
  return [...new Set(ids)].filter((id) => requirementIds.includes(id));
}

const countOut = (letter: string, first: number, last: number): string[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => `${letter}${first + n}`);

/** One entry for each requirement, in order; `provenBy` is empty where nothing proves it yet. */
export function proven(tests: readonly TestOutcome[]): readonly Requirement[] {
  const passed = tests
    .filter(({ outcome }) => outcome === 'passed')
    .map(({ file, name }) => ({ test: `${file} > ${name}`, ids: idsIn(name) }));
  return requirementIds.map((id) => ({
    id,
    provenBy: passed.filter(({ ids }) => ids.includes(id)).map(({ test }) => test),
  }));
}

function describe(requirements: readonly Requirement[]): string {
  const open = requirements.filter(({ provenBy }) => provenBy.length === 0);
  const lines = requirements
    .filter(({ provenBy }) => provenBy.length > 0)
    .flatMap(({ id, provenBy }) => [`${id}  ${requirementNames[id]}`, ...provenBy.map((test) => `     ${test}`)]);
  return [
    'Proven',
    ...lines,
    '',
    'Open',
    ...open.map(({ id }) => `${id}  ${requirementNames[id]}`),
    '',
    `${requirements.length - open.length} of ${requirements.length} proven.`,
  ].join('\n');
}

if (import.meta.main) {
  const { tests, problems } = readOutcomes();
  for (const problem of problems) console.error(`${problem}; run “npm test” first.`);
  const requirements = proven(tests);
  console.log(process.argv.includes('--json') ? JSON.stringify(requirements, null, 2) : describe(requirements));
}
