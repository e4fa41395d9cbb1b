/**
 * Everything that a customer may get of the examples, as pictures in a folder: the e-mail wide, on a telephone and dark, the web page wide,
 * on a telephone and printed, plain text, short messages, and the pages of the letter; `index.html` shows them all.
 *
 *     node scripts/pictures/screens.ts [--out FOLDER] [--only VIEW,…] [EXAMPLE…]
 *
 * Wants Chromium (CHROMIUM, or /usr/bin/chromium). Without --out they go to `test-results/screens`. Views are those of `VIEWS` and `letter`.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, type DataRecord, type Format, type Program, type Rendition } from '@posthorn/engine';
import { pagePictures } from '@posthorn/engine/preview';
import { chromium, type Page } from 'playwright-core';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url).pathname;
/** Dots per inch of the letter's pages: those of a page read on a screen. */
const DPI = 90;

/** A way of looking at a rendition. */
interface View {
  readonly format: Format;
  /** CSS pixels. */
  readonly width: number;
  readonly dark?: boolean;
  readonly print?: boolean;
}

export const VIEWS: Readonly<Record<string, View>> = {
  'email-640': { format: 'email', width: 640 },
  'email-1000': { format: 'email', width: 1000 },
  'email-phone': { format: 'email', width: 375 },
  'email-dark': { format: 'email', width: 640, dark: true },
  'email-phone-dark': { format: 'email', width: 375, dark: true },
  'web-1100': { format: 'html', width: 1100 },
  'web-phone': { format: 'html', width: 375 },
  'web-dark': { format: 'html', width: 1100, dark: true },
  'web-print': { format: 'html', width: 794, print: true },
  text: { format: 'text', width: 700 },
  sms: { format: 'sms', width: 375 },
  chat: { format: 'chat', width: 375 },
};
const FORMATS: readonly Format[] = ['email', 'html', 'text', 'sms', 'chat', 'pdf'];

const escaped = (text: string): string => text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));

const uriOf = (mediaType: string, bytes: Uint8Array): string => `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;

/** A rendition as a page that a browser shows; what has no look of its own stands in the plainest. */
function pageOf(rendition: Rendition): string {
  switch (rendition.format) {
    case 'email':
      return rendition.inlineImages.reduce(
        (html, { cid, mediaType, bytes }) => html.replaceAll(`cid:${cid}`, uriOf(mediaType, bytes)),
        rendition.html,
      );
    case 'html':
      return rendition.html;
    case 'text':
      return `<body style="margin:16px;background:#fff"><pre style="font:13px/1.35 monospace;margin:0">${escaped(rendition.text)}</pre>`;
    case 'sms':
      return bubble(`${escaped(rendition.text)}\n<small>${rendition.encoding}, ${rendition.segments} segments</small>`);
    case 'chat': {
      const { message, images } = rendition;
      const pictures = images.map(({ mediaType, bytes }) => `<img src="${uriOf(mediaType, bytes)}" style="max-width:100%">`).join('');
      const { text, ...others } = message;
      return bubble(`${pictures}${escaped(text)}\n<small>${escaped(JSON.stringify(others, null, 1))}</small>`);
    }
    default:
      return '';
  }
}

const bubble = (html: string): string =>
  `<body style="margin:12px;background:#e5e9ea;font:15px/1.4 sans-serif"><div style="background:#fff;border-radius:14px;padding:12px 14px;white-space:pre-wrap;overflow-wrap:anywhere">${html}</div>`;

/** The samples, one for each language of a template: the first that is written in it by itself, else the first of all. */
function recordsOf(program: Program, records: readonly DataRecord[], languages: readonly string[]): ReadonlyMap<string, DataRecord> {
  const own = (record: DataRecord): string => program.compose(record, 'text').language;
  return new Map(languages.map((language) => [language, records.find((record) => own(record) === language) ?? records[0]!]));
}

/** @returns what is wrong with how it is shown */
async function shoot(page: Page, rendition: Rendition, { width, dark, print }: View, file: string): Promise<string[]> {
  await page.setViewportSize({ width, height: 400 });
  await page.emulateMedia({ media: print ? 'print' : 'screen', colorScheme: dark ? 'dark' : 'light' });
  await page.setContent(pageOf(rendition), { waitUntil: 'load' });
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
  return wide > width ? [`${file}: ${wide} pixels wide`] : [];
}

async function picturesOf(name: string, page: Page, folder: string, wanted: (view: string) => boolean): Promise<string[]> {
  const { bundle, samples } = await bundleFromFolder(join(EXAMPLES, name));
  const { languages, sms } = bundle.template;
  const program = await compile(bundle, { formats: FORMATS });
  const records = samples
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DataRecord);
  const made: string[] = [];
  for (const [language, record] of recordsOf(program, records, languages)) {
    for (const [view, how] of Object.entries(VIEWS)) {
      if (!wanted(view) || (view === 'sms' && sms === undefined)) continue;
      const file = `${name}-${language}-${view}.png`;
      const faults = await shoot(page, program.compose(record, how.format, { language }), how, join(folder, file));
      for (const fault of faults) console.error(fault);
      made.push(file);
    }
    if (!wanted('letter')) continue;
    const letter = program.compose(record, 'pdf', { language });
    const pages = letter.format === 'pdf' ? await pagePictures(letter.bytes, { dpi: DPI }) : [];
    for (const [i, { png }] of pages.entries()) {
      const file = `${name}-${language}-letter-${i + 1}.png`;
      writeFileSync(join(folder, file), png);
      made.push(file);
    }
  }
  return made;
}

const indexOf = (files: readonly string[]): string =>
  `<!doctype html><meta charset="utf-8"><title>Examples</title><body style="background:#889;font:13px sans-serif;margin:16px;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start">${files
    .map(
      (file) =>
        `<figure style="margin:0"><figcaption>${file}</figcaption><a href="${file}"><img src="${file}" loading="lazy"></a></figure>`,
    )
    .join('\n')}`;

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: 'test-results/screens' }, only: { type: 'string' } },
  });
  const only = values.only?.split(',');
  const examples =
    positionals.length > 0 ? positionals : readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'template.json')));
  mkdirSync(values.out, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    for (const name of examples) {
      const made = await picturesOf(name, page, values.out, (view) => only === undefined || only.includes(view));
      console.log(`${name}: ${made.length} pictures`);
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(values.out, 'index.html'), indexOf(readdirSync(values.out).filter((file) => file.endsWith('.png'))));
  console.log(join(values.out, 'index.html'));
}
