/**
 * `npm test`: everything that must be green. Installs the tools of the tests (saying what), checks format, types and room
 * boundaries, runs the unit and server tests and the browser tests, and ends with `N passed, N failed`.
 *
 * `npm test -- --slow` runs the slow suites instead (kill tests, the full data set, long walks in the browser).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'test-results');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Tools that were unpacked without root are found through their starters; CHROMIUM says where the browser is. */
function toolsEnvironment(): NodeJS.ProcessEnv {
  const path = [join(root, 'node_modules', '.bin'), ...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  const starters = join(root, '.tools', 'bin');
  if (existsSync(starters)) path.unshift(starters);
  const chromium = process.env.CHROMIUM ?? path.map((folder) => join(folder, 'chromium')).find(existsSync);
  return { ...process.env, PATH: path.join(':'), ...(chromium === undefined ? {} : { CHROMIUM: chromium }) };
}

function run(title: string, command: string, args: readonly string[], environment = toolsEnvironment()): boolean {
  console.error(`\n== ${title}`);
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment });
  if (ended.error) console.error(`${command}: ${ended.error.message}`);
  return ended.status === 0;
}

/** A step without tests of its own counts as one. */
function step(title: string, command: string, args: readonly string[]): Tally {
  return run(title, command, args) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function vitest(title: string, args: readonly string[]): Tally {
  const report = join(out, `${title.replaceAll(' ', '-')}.json`);
  const green = run(title, bin('vitest'), ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number };
  return {
    passed: counts.numPassedTests,
    // A file that fails to load has no failed test, yet the run is red.
    failed: Math.max(counts.numFailedTests, green ? 0 : 1),
    skipped: counts.numPendingTests,
  };
}

/** @param long the walks that take a minute and more, instead of the others */
function playwright(long = false): Tally {
  const report = join(out, 'browser.json');
  const environment = { ...toolsEnvironment(), PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(long ? { POSTHORN_LONG_WALKS: '1' } : {}) };
  const green = run(
    'browser tests',
    bin('playwright'),
    ['test', '--config', 'web/playwright.config.ts', '--reporter=list,json'],
    environment,
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, green ? 0 : 1), skipped: stats.skipped };
}

function suites(slow: boolean): Tally[] {
  if (slow)
    return [
      vitest('slow suites', ['--config', 'vitest.slow.config.ts']),
      step('workplace build', 'npm', ['run', 'build', '--workspace', 'web']),
      playwright(true),
    ];
  return [
    step('format and lint', bin('biome'), ['ci', '.']),
    step('types', 'npm', ['run', 'check:types']),
    step('room boundaries', bin('node'), ['scripts/check-rooms.ts']),
    step('workplace build', 'npm', ['run', 'build', '--workspace', 'web']),
    vitest('tests', []),
    playwright(),
  ];
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
if (!run('test tools', 'sh', ['scripts/setup-test-tools.sh'], process.env)) {
  console.error('The test tools could not be installed; tests that need them will fail. See scripts/setup-test-tools.sh.');
}
const total = suites(process.argv.includes('--slow')).reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
