import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { propertyTimeout } from './test/support/property-runs.ts';
import { shareCompiledCode } from './test/tools/compile-cache.ts';

const fakeElectron = fileURLToPath(new URL('test/support/fake-electron.ts', import.meta.url));

const shellTests = 'test/unit/shell/**/*.test.ts';

shareCompiledCode();

export default defineConfig({
  test: {
    // Much of the waiting is for processes and servers that the tests start: with two cores vitest would take one worker.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: [shellTests],
          setupFiles: ['test/support/property-seed.ts'],
          pool: 'forks',
          // Files share a process: loading the source once instead of 150 times halves the time, and a leak from file to file shows.
          isolate: false,
          testTimeout: propertyTimeout(60_000),
        },
        resolve: { alias: { electron: fakeElectron } },
      },
      {
        test: {
          name: 'shell',
          environment: 'node',
          // The application's main module runs when it is loaded: each file needs a process of its own.
          include: [shellTests],
          pool: 'forks',
          testTimeout: 60_000,
        },
        resolve: { alias: { electron: fakeElectron } },
      },
      {
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['test/unit/**/*.test.tsx'],
          setupFiles: ['test/support/screen-setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['test/integration/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
        resolve: { alias: { electron: fakeElectron } },
      },
    ],
  },
});
