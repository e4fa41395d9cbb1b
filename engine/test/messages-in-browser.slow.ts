import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../src/compose.ts';
import { exampleBundle, exampleRecords } from './bundles.ts';
import { partsOf, Trial } from './hostile-checks.ts';
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

/**
 * Strings as they are dealt to the examples, each string to one of them: all of them in all examples would take half an hour, and find
 * little that this doesn't. `PROPERTY_SEED=random` deals them otherwise.
 */
async function dealt(): Promise<ReadonlyMap<string, { readonly trial: Trial; readonly hands: readonly (readonly string[])[] }>> {
  const trials = await Promise.all(examples.map(async (name) => Trial.of(exampleBundle(name), exampleRecords(name)[0]!)));
  const seed = process.env.PROPERTY_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.PROPERTY_SEED ?? 0);
  const strings = hostileStrings();
  console.log(`${strings.length} strings for ${examples.length} examples, PROPERTY_SEED=${seed}`);
  const hands = examples.map((): string[][] => []);
  let from = seed % strings.length;
  for (let left = strings.length; left > 0; ) {
    for (let i = 0; i < trials.length && left > 0; i++) {
      const size = Math.min(left, trials[i]!.fields);
      hands[i]!.push(Array.from({ length: size }, (_, at) => strings[(from + at) % strings.length] as string));
      from += size;
      left -= size;
    }
  }
  return new Map(examples.map((name, i) => [name, { trial: trials[i]!, hands: hands[i]! }]));
}

describe.skipIf(!areThere())('all that has broken other programs, in the fields of the examples (wants the shared test data)', () => {
  let all: Awaited<ReturnType<typeof dealt>>;
  beforeAll(async () => {
    all = await dealt();
  });

  it.each(examples)('does nothing in a browser, breaks no XML, and is all there: %s', async (name) => {
    const { trial, hands } = all.get(name)!;
    const begun = performance.now();
    for (const strings of hands) {
      const { renditions, faults } = trial.try(strings);
      expect(faults).toEqual([]);
      for (const rendition of renditions) {
        if (rendition.format === 'email' || rendition.format === 'html') await show(rendition.html);
        if (rendition.format === 'docx') expect(await page.evaluate(brokenXml, partsOf(rendition.bytes))).toEqual([]);
      }
      expect(done).toEqual([]);
    }
    console.log(`${name}: ${hands.length} records in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  });
});

/** Runs in the browser. */
function brokenXml(parts: readonly string[]): string[] {
  type Parser = new () => { parseFromString(xml: string, type: string): { querySelector(name: string): { textContent: string } | null } };
  const { DOMParser } = globalThis as unknown as { DOMParser: Parser };
  return parts.flatMap((xml) => new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent ?? []);
}

/** Of an example, for axe, which takes a second for a page: the first of them show what there is. */
const MOST_RECORDS = 3;

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
      for (const record of exampleRecords(name).slice(0, MOST_RECORDS)) {
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
