import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakeElectron = fileURLToPath(new URL('test/support/fake-electron.ts', import.meta.url));

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          pool: 'forks',
          testTimeout: 15_000,
        },
        resolve: { alias: { electron: fakeElectron } },
      },
      {
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['test/unit/**/*.test.tsx'],
          setupFiles: ['test/support/screen-setup.ts'],
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
