import { defineConfig } from 'vitest/config';

/**
 * Loading the engine and the rooms anew for every file took two fifths of the processor's time. What a module remembers (fonts, shaped words) is
 * remembered in one process by the product, too.
 */
const isolate = false;

export default defineConfig({
  test: {
    // Tests start processes of their own; more workers than processors only make them wait for each other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'engine',
          isolate,
          include: ['engine/**/*.test.ts', 'contract/**/*.test.ts', 'scripts/**/*.test.ts', 'examples/**/*.test.ts'],
          setupFiles: ['scripts/property-seed.ts'],
          // Machines that run tests are often busy with others: a limit is there to end what hangs, not to measure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate,
          include: ['server/**/*.test.ts'],
          // One embedded PostgreSQL for all; each test file works in a database of its own.
          globalSetup: ['server/test/database.ts'],
          setupFiles: ['scripts/property-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'web', isolate, include: ['web/src/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
