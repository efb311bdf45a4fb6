/**
 * Adds up what the test runners wrote and prints the closing line, alone on the last line: `N passed, N failed, N skipped`.
 * Usage: node test/tools/count-tests.ts [FAILED_STEPS]. Each failed step and each problem outside of a test counts as failed.
 */
import { readOutcomes, type Outcomes } from './reports.ts';

export interface Closing {
  readonly line: string;
  readonly failed: number;
  readonly skipped: number;
}

/** Nothing that ran is nothing that was proven: no test at all counts as failed. */
export function closingOf({ tests, problems }: Outcomes, failedSteps = 0): Closing {
  const count = (wanted: string): number => tests.filter(({ outcome }) => outcome === wanted).length;
  const passed = count('passed');
  const skipped = count('skipped');
  const nothingRan = passed + count('failed') === 0 && problems.length === 0 ? 1 : 0;
  const failed = count('failed') + problems.length + failedSteps + nothingRan;
  return { line: `${passed} passed, ${failed} failed, ${skipped} skipped`, failed, skipped };
}

if (import.meta.main) {
  const outcomes = readOutcomes();
  for (const problem of outcomes.problems) console.error(problem);
  const closing = closingOf(outcomes, Number(process.argv[2] ?? 0));
  console.log(closing.line);
  process.exitCode = closing.failed > 0 ? 1 : 0;
}
