import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { allErrors } from '../platform/errors/index.ts';
import { configurationPage, errorsPage, exitCodesPage } from './reference.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
const page = (name: string) => fileURLToPath(new URL(`../../../docs/reference/${name}.md`, import.meta.url));

/** Errors get into the table when their room's file is loaded. */
for (const file of globSync('*/errors.ts', { cwd: source })) await import(`${source}${file}`);

test('the page of errors says what the table says', async () => {
  await expect(errorsPage()).toMatchFileSnapshot(page('errors'));
});

test('the page of settings says what the settings are', async () => {
  // The number of processors and what is in the environment differ from machine to machine and are not in it.
  await expect(configurationPage()).toMatchFileSnapshot(page('configuration'));
});

test('the page of exit codes knows every exit code of the table', async () => {
  const text = exitCodesPage();
  for (const [code, { exitCode = 1 }] of allErrors())
    if (exitCode !== 1) expect(text).toMatch(new RegExp(`\\| ${exitCode} \\|.*\`${code}\``));
  await expect(text).toMatchFileSnapshot(page('exit-codes'));
});

test('every error has a cause and a hint in whole sentences, and a fitting status', () => {
  for (const [code, entry] of allErrors()) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(entry.cause, code).toMatch(/^[A-Z].*\.$/s);
    expect(entry.hint, code).toMatch(/[.)?]$/);
    expect(entry.status, code).toBeGreaterThanOrEqual(400);
  }
});
