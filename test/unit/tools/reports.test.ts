import { describe, expect, it } from 'vitest';
import { closingOf } from '../../tools/count-tests.ts';
import { readPlaywright, readVitest } from '../../tools/reports.ts';

const vitest = (...testResults: unknown[]): string =>
  JSON.stringify({ success: !JSON.stringify(testResults).includes('"failed"'), testResults });
const assertion = (status: string) => ({ ancestorTitles: ['module'], title: `is ${status}`, status });

describe('report of vitest', () => {
  it('tells what became of every test', () => {
    const { tests, problems } = readVitest(
      vitest({
        name: '/p/test/a.test.ts',
        status: 'failed',
        assertionResults: ['passed', 'failed', 'pending', 'todo', 'skipped'].map(assertion),
      }),
      '/p',
    );
    expect(tests.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'skipped', 'skipped', 'skipped']);
    expect(tests[0]).toEqual({ file: 'test/a.test.ts', name: 'module > is passed', outcome: 'passed' });
    expect(problems).toEqual([]);
  });

  it('does not overlook a file that did not load', () => {
    const text = vitest({ name: '/p/test/a.test.ts', status: 'failed', assertionResults: [] });
    expect(readVitest(text, '/p').problems).toEqual(['test/a.test.ts failed outside of its tests']);
  });

  it('does not overlook a failure that no file explains', () => {
    const text = JSON.stringify({ success: false, testResults: [] });
    expect(readVitest(text, '/p').problems).toEqual(['vitest failed outside of the tests']);
  });
});

describe('report of Playwright', () => {
  const report = (status: string, errors: unknown[] = []): string => {
    const specs = [{ title: 'opens', tests: [{ status }] }];
    const inner = { title: 'first screen', file: 'a.spec.ts', specs, suites: [] };
    return JSON.stringify({ errors, suites: [{ title: 'a.spec.ts', file: 'a.spec.ts', specs: [], suites: [inner] }] });
  };

  it('names a test by its file and titles', () => {
    expect(readPlaywright(report('expected')).tests).toEqual([
      { file: 'test/e2e/a.spec.ts', name: 'first screen > opens', outcome: 'passed' },
    ]);
  });

  it.each([
    ['skipped', 'skipped'],
    ['unexpected', 'failed'],
    ['flaky', 'failed'],
  ])('counts %s as %s', (status, outcome) => {
    expect(readPlaywright(report(status)).tests[0]?.outcome).toBe(outcome);
  });

  it('does not overlook an error outside of a test', () => {
    expect(readPlaywright(report('expected', [{}])).problems).toHaveLength(1);
  });
});

describe('closing line', () => {
  const test = (outcome: 'passed' | 'failed' | 'skipped') => ({ file: 'a', name: 'b', outcome });

  it('adds up tests, problems and failed steps', () => {
    const tests = [test('passed'), test('passed'), test('failed'), test('skipped')];
    expect(closingOf({ tests, problems: ['a report is missing'] }, 2).line).toBe('2 passed, 4 failed, 1 skipped');
    expect(closingOf({ tests: [test('passed')], problems: [] }).line).toBe('1 passed, 0 failed, 0 skipped');
  });

  it('counts it as a failure when nothing ran', () => {
    expect(closingOf({ tests: [], problems: [] }).line).toBe('0 passed, 1 failed, 0 skipped');
    expect(closingOf({ tests: [test('skipped')], problems: [] }).failed).toBe(1);
  });
});
