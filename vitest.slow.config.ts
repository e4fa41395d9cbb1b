import { defineConfig } from 'vitest/config';

/** Suites that take minutes: `npm test -- --slow` (with the long walks through the browser). Run before an issue is closed. */
export default defineConfig({
  test: {
    include: ['**/*.slow.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['server/test/database.ts'],
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
