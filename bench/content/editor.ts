/**
 * How fast the author's editor is with a template of forty pages: until it is open, from a key to its letter in the text, and from a key to the
 * page of the preview that shows it. In a real browser, against the product with the embedded PostgreSQL. The workplace must have been
 * built (`npm run build -w web`). Writes bench/results/editor.{json,md}.
 *
 *     node bench/content/editor.ts [--paragraphs N] [--keys N]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { compile } from '../../engine/src/index.ts';
import type { TemplateBundle } from '../../engine/src/template/model.ts';
import { exampleBundle, exampleRecords } from '../../engine/test/bundles.ts';
import { machine, machineLine } from '../compose/machine.ts';

const { values } = parseArgs({ options: { paragraphs: { type: 'string', default: '420' }, keys: { type: 'string', default: '60' } } });
const paragraphs = Number(values.paragraphs);
const keys = Number(values.keys);

const SENTENCES =
  'This contract begins on the day on which we send you the documents. It ends when one side ends it, with three months of notice to the end of a year. We write to you before, and tell you what that means for you.';

const data = mkdtempSync(join(tmpdir(), 'posthorn-editor-'));
const product = spawn(
  process.execPath,
  [resolve(import.meta.dirname, '../../server/bin/posthorn.js'), 'demo', '--records', '5', '--data', data, '--port', '0', '--json'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const { url, signIn } = await ready();
  await writeLong(url, signIn);
  report(await measureEngine(), await measureEditor(url, signIn));
} finally {
  if (product.exitCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  rmSync(data, { recursive: true, force: true });
}

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Two lines of JSON: where the product is, then that its work is done. */
async function ready(): Promise<{ url: string; signIn: SignIn }> {
  let first: { url: string; signIn: SignIn } | undefined;
  for await (const line of createInterface({ input: product.stdout! })) {
    if (first !== undefined) return first;
    first = JSON.parse(line) as typeof first;
  }
  throw new Error('posthorn demo ended before it was ready');
}

/** The shop's invoice with so many paragraphs more, a heading for every dozen, and a condition now and then. */
function long<T extends { readonly body: readonly unknown[] }>(template: T): T {
  const more = Array.from({ length: paragraphs }, (_, i) => {
    const text = (part: string) => ({ en: part, de: part });
    const paragraph = { type: 'paragraph', text: text(`${i + 1}. ${SENTENCES} For {{ customer.name }} this holds **without exception**.`) };
    const heading = { type: 'heading', level: 2, text: text(`Section ${i / 12 + 1}`) };
    // biome-ignore lint/suspicious/noThenProperty: the model's word for it
    const condition = { type: 'if', condition: 'size(invoice.lines) > 1', then: [paragraph] };
    return [...(i % 12 === 0 ? [heading] : []), i % 25 === 24 ? condition : paragraph];
  });
  return { ...template, body: [...template.body, ...more.flat()] };
}

async function writeLong(url: string, { email, password }: SignIn): Promise<void> {
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api/drafts/template/shop-invoice${path}`, {
      method,
      headers: {
        cookie,
        origin: url,
        'x-csrf-token': csrfToken,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as { revision: number; document: { body: unknown[] } };
  };
  const { revision, document } = await call('POST', '', {});
  await call('POST', '/lock', { editor: 'bench' });
  await call('PUT', '', { document: long(document), editor: 'bench' }, { 'if-match': `"${revision}"` });
  await call('DELETE', '/lock?editor=bench');
}

/** Processor time of the engine for a keystroke, whatever else the machine does: compiled and composed anew after one letter more. */
async function measureEngine() {
  const shop = exampleBundle('shop');
  const [record] = exampleRecords('shop');
  let template = long(shop.template) as TemplateBundle['template'];
  const times: number[] = [];
  let pages = 0;
  for (let i = 0; i < 40; i++) {
    const body = [...template.body];
    body[100] = { type: 'paragraph', text: `${SENTENCES.slice(0, i + 40)}` };
    template = { ...template, body };
    const before = process.cpuUsage();
    const program = await compile({ ...shop, template }, { formats: ['pdf'], live: true });
    const rendition = program.compose(record!, 'pdf', { language: 'en', only: new Set([9, 10, 11]) });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    pages = rendition.format === 'pdf' ? rendition.pages : 0;
  }
  return { pages, median: median(times.slice(10)) };
}

async function measureEditor(url: string, { email, password }: SignIn) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(240_000);
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    const opened: { text: number; page: number }[] = [];
    // The first time the browser fetches and compiles; an author opens more than one template.
    for (let i = 0; i < 4; i++) opened.push(await open(page));
    const typed = await type(page);
    return { ...typed, text: median(opened.slice(1).map((one) => one.text)), page: median(opened.slice(1).map((one) => one.page)) };
  } finally {
    await browser.close();
  }
}

/** From the link to the text, and to the first page of the preview. */
async function open(page: Page): Promise<{ text: number; page: number }> {
  await page.getByRole('link', { name: 'Templates' }).first().click();
  const edit = page.locator('a[href="/templates/shop-invoice"]').first();
  await edit.click();
  await page.getByRole('link', { name: /Edit|Go on editing/ }).waitFor();
  const begin = performance.now();
  await page.getByRole('link', { name: /Edit|Go on editing/ }).click();
  await page.locator('.ed-text').waitFor();
  const text = performance.now() - begin;
  await page.locator('.ed-page canvas').first().waitFor();
  return { text, page: performance.now() - begin };
}

interface Taken {
  readonly letter: number;
  readonly preview: number;
  readonly painted: number;
}

/** Types into a paragraph in the middle; each key waits for the page that shows it. */
async function type(page: Page): Promise<Taken> {
  await page.locator('.ed-area[data-path="/body"] p').nth(60).click();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const taken: { letter: number; preview: number; painted: number }[] = [];
    Object.assign(globalThis, { taken });
    const preview = document.querySelector('.ed-preview')!;
    addEventListener(
      'keydown',
      () => {
        const begin = performance.now();
        const one = { letter: 0, preview: 0, painted: 0 };
        requestAnimationFrame(() => setTimeout(() => (one.letter = performance.now() - begin)));
        // The number of the answer first, then the key of the page that was drawn anew.
        const watch = new MutationObserver((changes) => {
          for (const { attributeName } of changes) {
            if (attributeName === 'data-answer' && one.preview === 0) one.preview = performance.now() - begin;
            if (attributeName === 'data-drawn' && one.preview > 0) one.painted = performance.now() - begin;
          }
          if (one.painted === 0) return;
          watch.disconnect();
          taken.push(one);
        });
        watch.observe(preview, { attributes: true, subtree: true, attributeFilter: ['data-answer', 'data-drawn'] });
      },
      true,
    );
  });
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('abcdefgh '[i % 9]!);
    await page.waitForFunction((n) => (globalThis as unknown as { taken: unknown[] }).taken.length > n, i);
  }
  const taken = (await page.evaluate(() => (globalThis as unknown as { taken: Taken[] }).taken)).slice(10);
  const of = (what: keyof Taken) => median(taken.map((one) => one[what]));
  return { letter: of('letter'), preview: of('preview'), painted: of('painted') };
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1]!;
}

function report(engine: Awaited<ReturnType<typeof measureEngine>>, editor: Awaited<ReturnType<typeof measureEditor>>): void {
  const of = machine();
  const ms = (value: number) => value.toFixed(0);
  const text = `# The editor with a long template

A template of ${engine.pages} pages with ${paragraphs} paragraphs in two languages. Command: \`node bench/content/editor.ts\`. ${machineLine(of)}

| what | median, ms |
| --- | ---: |
| from the link to the text that can be written in | ${ms(editor.text)} |
| from the link to the first page of the preview | ${ms(editor.page)} |
| from a key to its letter in the text | ${ms(editor.letter)} |
| from a key to the preview's answer | ${ms(editor.preview)} |
| from a key to the page that shows it, painted | ${ms(editor.painted)} |
| processor time of the engine for that answer, with the three pages in sight | ${ms(engine.median)} |
`;
  const results = resolve(import.meta.dirname, '../results');
  writeFileSync(
    join(results, 'editor.json'),
    `${JSON.stringify({ at: new Date().toISOString(), ...of, paragraphs, engine, editor }, null, 2)}\n`,
  );
  writeFileSync(join(results, 'editor.md'), text);
  process.stdout.write(text);
}
