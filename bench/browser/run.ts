import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { Template } from '../../engine/src/template/model.ts';
import { machine, machineLine } from '../compose/machine.ts';
import { median } from '../compose/measure.ts';
import { statement } from '../compose/statement.ts';

/** The engine in a browser: how large it arrives there, and how long a keystroke takes to a fresh preview of a two-page letter. */
process.chdir(new URL('../..', import.meta.url).pathname);
const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-browser-'));
try {
  await build({
    root: 'bench/browser',
    logLevel: 'error',
    configFile: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: true,
      target: 'esnext',
      rollupOptions: { input: 'bench/browser/preview.ts', output: { entryFileNames: 'preview.js', format: 'es' } },
    },
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  const sizes = files.map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  });
  report(sizes, await measureInBrowser());
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measureInBrowser() {
  const types: { readonly [extension: string]: string } = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };
  const loaded = new Set<string>();
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : decodeURIComponent(request.url!.slice(1));
    response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream');
    if (name === 'index.html')
      return void response.end('<!doctype html><title>Preview</title><script type="module" src="/preview.js"></script>');
    loaded.add(name);
    createReadStream(join(folder, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.preview !== undefined');
    const kind = await statement();
    const { assets, ...parts } = kind.bundle;
    const encoded = Object.fromEntries(Object.entries(assets).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));
    await page.evaluate(
      `globalThis.assets = Object.fromEntries(Object.entries(${JSON.stringify(encoded)}).map(([name, text]) => [name, Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]))`,
    );
    await page.evaluate(
      `globalThis.bundle = { ...${JSON.stringify(parts)}, assets }; globalThis.record = ${JSON.stringify(kind.record(1))}`,
    );
    const first = (await page.evaluate('preview.first(bundle, record)')) as { compiled: number; composed: number; pages: number };
    const times: number[] = [];
    for (let i = 0; i < 60; i++) {
      const template = JSON.stringify(typed(parts.template, i));
      const { milliseconds } = (await page.evaluate(`preview.keystroke(bundle, ${template}, record)`)) as { milliseconds: number };
      times.push(milliseconds);
    }
    return {
      version: browser.version(),
      first,
      keystroke: median(times.slice(10)),
      slowest: Math.max(...times.slice(10)),
      loaded: [...loaded],
    };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The template after one more letter was typed into its greeting. */
function typed(template: Template, count: number): Template {
  const body = [...template.body];
  const text = 'Donaudampfschifffahrtsgesellschaftskapitän lorem ipsum dolor sit'.slice(0, count);
  body[2] = { type: 'paragraph', text: `das ist auf Ihrem Konto geschehen${text}.` };
  return { ...template, body };
}

function report(
  sizes: readonly { readonly name: string; readonly bytes: number; readonly gzip: number; readonly brotli: number }[],
  measured: Awaited<ReturnType<typeof measureInBrowser>>,
): void {
  const kb = (bytes: number) => Math.round(bytes / 1024);
  const used = sizes.filter(({ name }) => measured.loaded.includes(name));
  const sum = (list: typeof sizes, key: 'bytes' | 'gzip' | 'brotli') => list.reduce((total, size) => total + size[key], 0);
  const rows = [...sizes]
    .sort((a, b) => b.gzip - a.gzip)
    .map(
      (size) =>
        `| ${size.name} | ${kb(size.bytes)} | ${kb(size.gzip)} | ${kb(size.brotli)} | ${measured.loaded.includes(size.name) ? 'yes' : 'when needed'} |`,
    );
  const { first, keystroke, slowest } = measured;
  const text = `# The engine in a browser

${machineLine(machine())} Chromium ${measured.version}. ${new Date().toISOString().slice(0, 10)}. Again with: \`cd bench && npm ci && npm run browser\`.

A keystroke in a two-page account statement to a fresh preview (template checked, compiled, composed, written): ${keystroke.toFixed(0)} ms (median of 50,
slowest ${slowest.toFixed(0)} ms). The first time: ${first.compiled.toFixed(0)} ms to compile for letter and e-mail, ${first.composed.toFixed(0)} ms for the letter of ${first.pages} pages.

| file | KB | gzip | brotli | loaded for letter and e-mail |
| --- | ---: | ---: | ---: | --- |
${rows.join('\n')}
| **loaded** | ${kb(sum(used, 'bytes'))} | ${kb(sum(used, 'gzip'))} | ${kb(sum(used, 'brotli'))} | |
`;
  console.log(text);
  if (process.env.DRY === undefined) writeFileSync('bench/results/browser.md', text);
}
