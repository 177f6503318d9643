import { defineConfig } from 'vitest/config';

/** Three kinds of tests: pure ones, those on a real Postgres and renderer, and those on the one real engine of the run. */
export default defineConfig({
  test: {
    projects: [
      {
        // They share nothing that could be spoilt: one thread loads each module once for all files.
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'parts',
          include: ['tests/db/**/*.test.ts', 'tests/letters/**/*.test.ts', 'tests/web/**/*.test.ts'],
          globalSetup: ['tests/helpers/postgres-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts', 'tests/browser/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/helpers/sportello-setup.ts'],
          fileParallelism: false,
          maxConcurrency: 1_000, // walks wait for each other, see processes/catalogue/scenario/shared-time.ts
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
