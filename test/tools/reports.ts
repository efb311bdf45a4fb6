import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

/** What the two test runners wrote in their last run. */
export const reportFiles = { vitest: 'test-results/vitest.json', playwright: 'test-results/e2e.json' } as const;

export interface TestOutcome {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
}

export interface Outcomes {
  readonly tests: readonly TestOutcome[];
  /** What is wrong beside a failed test: a report that is missing, a file that did not load, an error outside of a test. */
  readonly problems: readonly string[];
}

const vitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** The outcomes of vitest. A file that failed without a failed test did not load, or broke outside of its tests. */
export function readVitest(text: string, root: string): Outcomes {
  const report = vitestReport.parse(JSON.parse(text));
  const problems: string[] = [];
  const tests = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name).replaceAll('\\', '/');
    const results = assertionResults.map((result) => ({
      file,
      name: [...result.ancestorTitles, result.title].join(' > '),
      outcome: outcomeOf(result.status),
    }));
    if (status === 'failed' && !results.some(({ outcome }) => outcome === 'failed')) {
      problems.push(`${file} failed outside of its tests`);
    }
    return results;
  });
  const isExplained = problems.length > 0 || tests.some(({ outcome }) => outcome === 'failed');
  return { tests, problems: report.success || isExplained ? problems : ['vitest failed outside of the tests'] };
}

const outcomeOf = (status: string): TestOutcome['outcome'] => {
  if (status === 'passed') return 'passed';
  return status === 'failed' ? 'failed' : 'skipped';
};

interface Suite {
  readonly title: string;
  readonly file: string;
  readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
  readonly suites?: readonly Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  file: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  suites: z.lazy(() => z.array(suite)).optional(),
});
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) });

const playwrightOutcomes: Readonly<Record<string, TestOutcome['outcome']>> = {
  expected: 'passed',
  skipped: 'skipped',
};

/** The outcomes of Playwright. A test that passed only when it was tried again counts as failed. */
export function readPlaywright(text: string, folder = 'test/e2e'): Outcomes {
  const report = playwrightReport.parse(JSON.parse(text));
  const flatten = (parts: readonly Suite[], above: readonly string[]): TestOutcome[] =>
    parts.flatMap((part) => {
      // The outermost suite is the file itself.
      const titles = part.title === part.file ? above : [...above, part.title];
      const own = part.specs.flatMap(({ title, tests }) =>
        tests.map(({ status }) => ({
          file: `${folder}/${part.file}`,
          name: [...titles, title].join(' > '),
          outcome: playwrightOutcomes[status] ?? 'failed',
        })),
      );
      return [...own, ...flatten(part.suites ?? [], titles)];
    });
  return {
    tests: flatten(report.suites, []),
    problems: report.errors.map(() => 'Playwright met an error outside of a test'),
  };
}

/** Both reports of the last run. One that was not written is a problem. */
export function readOutcomes(root = process.cwd()): Outcomes {
  const parts = [
    read(reportFiles.vitest, (text) => readVitest(text, root)),
    read(reportFiles.playwright, (text) => readPlaywright(text)),
  ];
  return { tests: parts.flatMap(({ tests }) => tests), problems: parts.flatMap(({ problems }) => problems) };
}

function read(file: string, parse: (text: string) => Outcomes): Outcomes {
  if (!existsSync(file)) return { tests: [], problems: [`${file} was not written`] };
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return { tests: [], problems: [`${file} cannot be read`] };
  }
}
