import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

/** The browser of the machine (Debian's Chromium), or another one by CHROMIUM. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Walks through the real product as a person would: `playwright test --config web/playwright.config.ts`. The product is started
 * once by `e2e/start-product.ts`; the tests share it and run one after another.
 */
export default defineConfig({
  testDir: here('./e2e'),
  outputDir: here('../test-results/browser'),
  globalSetup: here('./e2e/start-product.ts'),
  // A full run has half an hour on two cores: one walk for each kind of work is in it, the others are among the slow suites (`npm test -- --slow`).
  ...(process.env.POSTHORN_LONG_WALKS === undefined ? { grepInvert: /@long/ } : { grep: /@long|entrance/ }),
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1360, height: 860 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A button that is not there says so after a minute, not when the whole test has used up its time.
    actionTimeout: 60_000,
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args },
  },
  projects: [
    { name: 'entrance', testMatch: 'entrance.setup.ts' },
    {
      name: 'scenes',
      testMatch: '*.spec.ts',
      dependencies: ['entrance'],
      use: { storageState: here('../test-results/signed-in.json') },
    },
  ],
});
