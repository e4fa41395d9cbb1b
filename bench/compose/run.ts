import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';
import { compile } from '../../engine/src/compose.ts';
import { invoice, type Kind } from './documents.ts';
import { floorOf } from './floor.ts';
import { type Contender, type Measured, measure, median } from './measure.ts';
import { startChromium } from './peer-chromium.ts';
import { writeWithPdfkit } from './peer-pdfkit.ts';
import { statement } from './statement.ts';

/**
 * Documents per second on one core: Posthorn's engine beside pdfkit and headless Chromium, same content, same fonts, in one run.
 * `npm run compose` binds the process, and with it the browser, to one processor.
 */
process.chdir(new URL('../..', import.meta.url).pathname);
const ROUNDS = Number(process.env.ROUNDS ?? 5);

const files = createRequire(new URL('../../server/package.json', import.meta.url));
const fonts = {
  regular: files.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  bold: files.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
};
const logo = 'examples/shop/assets/logo.png';
const assets = { regular: readFileSync(fonts.regular), bold: readFileSync(fonts.bold), logo: readFileSync(logo) };

interface Result {
  readonly document: string;
  readonly pages: number;
  readonly contenders: readonly Measured[];
  readonly ratios: { readonly [name: string]: number };
}

const chromium = await startChromium(fonts, `${process.cwd()}/${logo}`);
const results: Result[] = [];
for (const kind of [await invoice(), await statement()]) results.push(await compare(kind));
await chromium.close();

async function compare(kind: Kind): Promise<Result> {
  const program = await compile(kind.bundle, { formats: ['pdf'] });
  const pdf = (index: number) => {
    const rendition = program.compose(kind.record(index), 'pdf', { now: '2026-11-21T10:00:00Z' });
    if (rendition.format !== 'pdf') throw new Error('no PDF');
    return rendition;
  };
  const sample = pdf(1);
  writeFileSync(`/tmp/posthorn-bench-${kind.name.replaceAll(' ', '-')}.pdf`, sample.bytes);
  const contenders: Contender[] = [
    { name: 'posthorn', count: 200, make: (index) => pdf(index).bytes },
    { name: 'floor', count: 200, make: floorOf(sample.bytes, firstOwnObject(sample.bytes)) },
    { name: 'pdfkit', count: 20, make: (index) => writeWithPdfkit(kind.plain(index), assets) },
    { name: 'chromium', count: 8, make: (index) => chromium.write(kind.plain(index)) },
  ];
  const measured = await measure(contenders, ROUNDS);
  const own = measured[0]!.median;
  return {
    document: kind.name,
    pages: sample.pages,
    contenders: measured,
    ratios: Object.fromEntries(measured.map(({ name, median: rate }) => [name, own / rate])),
  };
}

/** Objects shared by all documents of a program come first; the first page content comes after them. */
function firstOwnObject(pdf: Uint8Array): number {
  const match = /\n(\d+) 0 obj\n<<\/Filter\/FlateDecode\/Length \d+>>\nstream\n(?![\s\S]*\/Type\/XObject)/.exec(
    Buffer.from(pdf).toString('latin1'),
  );
  if (match === null) throw new Error('the document has no content');
  return Number(match[1]);
}

function coldStarts(): { readonly total: number; readonly imported: number; readonly compiled: number; readonly composed: number } {
  const runs = Array.from(
    { length: 5 },
    () =>
      JSON.parse(execFileSync(process.execPath, ['bench/compose/first-document.ts'], { encoding: 'utf8' })) as Record<
        'total' | 'imported' | 'compiled' | 'composed',
        number
      >,
  );
  const middle = (key: keyof (typeof runs)[number]) => Math.round(median(runs.map((run) => run[key])));
  return { total: middle('total'), imported: middle('imported'), compiled: middle('compiled'), composed: middle('composed') };
}

const version = (name: string): string =>
  (JSON.parse(readFileSync(`bench/node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
const report = {
  at: new Date().toISOString(),
  command: 'cd bench && npm ci && npm run compose',
  machine: {
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
    boundTo: 1,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    loadAtEnd: loadavg()[0],
    node: process.version,
  },
  versions: { pdfkit: version('pdfkit'), chromium: chromium.version },
  rounds: ROUNDS,
  results,
  firstDocumentOfAColdProcess: coldStarts(),
};

mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/compose.json', `${JSON.stringify(report, null, 2)}\n`);
writeFileSync('bench/results/compose.md', markdown());
console.log(markdown());

function markdown(): string {
  const number = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(2));
  const tables = results.map(({ document, pages, contenders, ratios }) => {
    const rows = contenders.map((c) => {
      const processor = c.name === 'chromium' ? '–' : number(c.medianByProcessor);
      return `| ${c.name} | ${number(c.median)} | ${processor} | ${(c.bytesPerDocument / 1024).toFixed(1)} | ${number(ratios[c.name]!)} |`;
    });
    return `## ${document} (${pages} page${pages === 1 ? '' : 's'})\n\n| | documents/s | per second of processor time | KB per document | posthorn is … times as fast |\n| --- | ---: | ---: | ---: | ---: |\n${rows.join('\n')}\n`;
  });
  const cold = report.firstDocumentOfAColdProcess;
  return `# Composing, one core

Medians of ${ROUNDS} rounds in which all take turns, on ${report.machine.processor} (${report.machine.processors} processors, all of it bound to one),
Node ${report.machine.node}, pdfkit ${report.versions.pdfkit}, Chromium ${report.versions.chromium}; load ${report.machine.loadAtEnd?.toFixed(1)} at the end. ${report.at.slice(0, 10)}.
Again with: \`${report.command}\`.

Distinct data for each document. Posthorn evaluates its template and writes tagged PDF/A-2a and PDF/UA-1; pdfkit and Chromium get ready-made texts
(pdfkit plain, Chromium with one page kept open). *floor* is compressing, hashing and copying the same bytes that Posthorn writes.

${tables.join('\n')}
## First document of a cold process

${cold.total} ms after the start of the process: ${cold.imported} ms until the program is loaded, ${cold.compiled} ms to read and compile the template with its fonts, ${cold.composed} ms for the document.
`;
}
