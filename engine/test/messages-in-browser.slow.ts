import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../src/compose.ts';
import { exampleBundle, exampleRecords } from './bundles.ts';
import { chunksOf, partsOf, Trial } from './hostile-checks.ts';
import { areThere, hostileStrings } from './hostile-fields.ts';
import { bundleOf, goldenCases } from './suite/cases.ts';

/**
 * Messages in a real browser (CHROMIUM, or that of the machine): what hostile strings in every field of every example do there, and
 * what axe finds on web pages.
 */
const examples = readdirSync(new URL('../../examples/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let browser: Browser;
let page: Page;
/** What a page has done: opened dialogs, asked for addresses. */
const done: string[] = [];

beforeAll(async () => {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  page = await browser.newPage();
  page.on('dialog', async (dialog) => {
    done.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.route(/^(?!data:)/, async (route) => {
    // Pictures that a message brings along have no address on the network.
    if (!route.request().url().startsWith('cid:')) done.push(route.request().url());
    await route.abort();
  });
});

afterAll(async () => {
  await browser?.close();
});

/** A page that is as whole as a browser sees it, with all its scripts run that there are. */
async function show(html: string): Promise<void> {
  await page.setContent(html, { waitUntil: 'load' });
}

describe.skipIf(!areThere())('all that has broken other programs, in every field of an example (wants the shared test data)', () => {
  it.each(examples)('does nothing in a browser, breaks no XML, and is all there: %s', async (name) => {
    const trial = await Trial.of(exampleBundle(name), exampleRecords(name)[0]!);
    for (const strings of chunksOf(hostileStrings(), trial.fields)) {
      const { renditions, faults } = trial.try(strings);
      expect(faults).toEqual([]);
      for (const rendition of renditions) {
        if (rendition.format === 'email' || rendition.format === 'html') await show(rendition.html);
        if (rendition.format === 'docx') expect(await page.evaluate(brokenXml, partsOf(rendition.bytes))).toEqual([]);
      }
      expect(done).toEqual([]);
    }
  });
});

/** Runs in the browser. */
function brokenXml(parts: readonly string[]): string[] {
  type Parser = new () => { parseFromString(xml: string, type: string): { querySelector(name: string): { textContent: string } | null } };
  const { DOMParser } = globalThis as unknown as { DOMParser: Parser };
  return parts.flatMap((xml) => new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent ?? []);
}

describe('axe', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  async function violations(html: string): Promise<string[]> {
    await show(html);
    await page.evaluate(axe);
    return await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const found = await checker.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
  }

  it.each(examples)('finds no fault with the web pages of %s, wide or on a telephone', async (name) => {
    const program = await compile(exampleBundle(name), { formats: ['html'] });
    for (const width of [1100, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const record of exampleRecords(name)) {
        const rendition = program.compose(record, 'html');
        if (rendition.format === 'html') expect(await violations(rendition.html)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'fits the screen').toBe(true);
      }
    }
  });

  it.each(goldenCases().map((golden) => [golden.name, golden] as const))('finds no fault with the web page of %s', async (_, golden) => {
    const program = await compile(await bundleOf(golden), { formats: ['html'] });
    const rendition = program.compose(golden.record ?? {}, 'html');
    if (rendition.format === 'html') expect(await violations(rendition.html)).toEqual([]);
  });
});
