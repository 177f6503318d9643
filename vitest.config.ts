import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests, one after the other: pure ones, those on a real Postgres and renderer, and those on the one real
 * engine of the run. Nothing is mocked, so no module can be spoilt for the next file: a worker loads each once
 * (`isolate: false`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['tests/unit/**/*.test.ts'],
          pool: 'threads',
          maxWorkers: 2,
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'parts',
          sequence: { groupOrder: 2 },
          include: ['tests/db/**/*.test.ts', 'tests/letters/**/*.test.ts', 'tests/web/**/*.test.ts'],
          globalSetup: ['tests/helpers/postgres-setup.ts'],
          isolate: false,
          maxWorkers: 2, // also on two cores: these tests wait for Postgres half of their time
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'engine',
          sequence: { groupOrder: 3 },
          include: ['tests/engine/**/*.test.ts', 'tests/browser/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/helpers/sportello-setup.ts'],
          fileParallelism: false,
          isolate: false,
          maxConcurrency: 1_000, // walks wait for each other, see processes/catalogue/scenario/shared-time.ts
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
