import { mkdirSync, writeFileSync } from 'node:fs';
import { compile } from '../../engine/src/compose.ts';
import '../../engine/src/steady-heap-node.ts';
import type { Kind } from './documents.ts';
import { measureCommands, measureFirstDocument } from './first-document.ts';
import { floorOf } from './floor.ts';
import { invoice } from './invoice.ts';
import { letter } from './letter.ts';
import { machine, machineLine } from './machine.ts';
import { type Contender, type Measured, measure } from './measure.ts';
import { startChromium } from './peers/chromium.ts';
import { type FopResult, measureFop } from './peers/fop.ts';
import { startMupdf } from './peers/mupdf.ts';
import { startPdfkit } from './peers/pdfkit.ts';
import { startPdflatex } from './peers/pdflatex.ts';
import { startPdfmake } from './peers/pdfmake.ts';
import type { Peer } from './peers/peer.ts';
import { startTypst, startTypstUntagged } from './peers/typst.ts';
import { statement } from './statement.ts';

/**
 * Documents per second on one core: Posthorn's engine beside what people use instead; same content, same fonts, in one run, each
 * document with data of its own. `npm run compose` binds the process, and with it what it starts, to one processor.
 *
 * `ROUNDS` rounds (5), `ONLY=typst,pdfkit` for some peers, `KEEP=1` to keep a sample of each in /tmp.
 */
process.chdir(new URL('../..', import.meta.url).pathname);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const only = process.env.ONLY?.split(',');
const starters = { typst: startTypst, 'typst without tags': startTypstUntagged, pdfkit: startPdfkit, pdfmake: startPdfmake, mupdf: startMupdf, chromium: startChromium, pdflatex: startPdflatex }; // biome-ignore format: one list

interface Result {
  readonly key: string;
  readonly document: string;
  readonly pages: number;
  readonly contenders: readonly Measured[];
  readonly fop?: FopResult;
  readonly p99: number;
}

const versions: { [name: string]: string } = {};
const results: Result[] = [];
for (const kind of [await statement(), await invoice(), await letter()]) results.push(await compare(kind));

async function compare(kind: Kind): Promise<Result> {
  const program = await compile(kind.bundle, { formats: ['pdf'] });
  const pdf = (index: number) => {
    const rendition = program.compose(kind.record(index), 'pdf', { now: '2026-11-21T10:00:00Z' });
    if (rendition.format !== 'pdf') throw new Error('no PDF');
    return rendition;
  };
  const [sample, other] = [pdf(1), pdf(2)];
  const peers = await startPeers(kind);
  for (const peer of [{ name: 'posthorn', write: () => sample.bytes }, ...peers])
    if (process.env.KEEP)
      writeFileSync(`/tmp/posthorn-bench-${kind.key}-${peer.name.replaceAll(' ', '-')}.pdf`, await peer.write(kind.plain(1)));
  const contenders: Contender[] = [
    { name: 'posthorn', count: 300, make: (index) => pdf(index).bytes },
    { name: 'floor', count: 300, make: floorOf(sample.bytes, other.bytes) },
    ...peers.map((peer) => ({ name: peer.name, count: peer.count, make: (index: number) => peer.write(kind.plain(index)) })),
  ];
  const measured = await measure(contenders, ROUNDS);
  for (const peer of peers) await peer.close?.();
  const fop =
    only === undefined || only.includes('fop')
      ? await measureFop(
          kind.files,
          Array.from({ length: 90 }, (_, i) => kind.plain(i)),
          40,
        )
      : undefined;
  return { key: kind.key, document: kind.name, pages: sample.pages, contenders: measured, ...(fop ? { fop } : {}), p99: slowest(pdf) };
}

async function startPeers(kind: Kind): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const [name, start] of Object.entries(starters)) {
    if (only !== undefined && !only.includes(name)) continue;
    const peer = await start(kind.files);
    if (peer === undefined) continue;
    versions[name] = peer.version;
    peers.push(peer);
  }
  return peers;
}

/** Milliseconds that the slowest of a hundred warm documents takes, of a thousand. */
function slowest(pdf: (index: number) => unknown): number {
  const times = Array.from({ length: 1000 }, (_, i) => {
    const begin = performance.now();
    pdf(500_000 + i);
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[989]!;
}

const command = 'cd bench && npm ci && npm run compose';
const report = {
  at: new Date().toISOString(),
  command,
  machine: machine(),
  versions,
  rounds: ROUNDS,
  results,
  firstDocumentOfAColdProcess: measureFirstDocument(7),
  firstDocumentByCommand: await measureCommands(7),
};
mkdirSync('bench/results', { recursive: true });
const name = only === undefined ? 'compose' : 'compose-partial';
if (only === undefined) writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(report, null, 2)}\n`);
if (only === undefined) writeFileSync(`bench/results/${name}.md`, markdown());
console.log(markdown());

function markdown(): string {
  const number = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(2));
  const tables = results.map(({ key, document, pages, contenders, fop, p99 }) => {
    const own = contenders[0]!.median;
    const rows = contenders.map(
      (c) =>
        `| ${c.name} | ${number(c.median)} | ${number(c.median * pages)} | ${(c.bytesPerDocument / 1024).toFixed(1)} | ${number(own / c.median)} |`,
    );
    if (fop)
      rows.push(
        `| Apache FOP | ${number(fop.documentsPerSecond)} | ${number(fop.documentsPerSecond * pages)} | ${(fop.bytesPerDocument / 1024).toFixed(1)} | ${number(own / fop.documentsPerSecond)} |`,
      );
    const head = '| | documents/s | pages/s | KB per document | posthorn is … times as fast |\n| --- | ---: | ---: | ---: | ---: |';
    const floor = (own / contenders[1]!.median) * 100;
    return `## (${key}) ${document}, ${pages} page${pages === 1 ? '' : 's'}\n\n${head}\n${rows.join('\n')}\n\n${floor.toFixed(0)} % of the floor; warm, one in a hundred takes longer than ${p99.toFixed(1)} ms.\n`;
  });
  const cold = report.firstDocumentOfAColdProcess;
  const byCommand = report.firstDocumentByCommand;
  const fopVersion = results[0]?.fop?.version;
  const named = Object.entries({ ...versions, ...(fopVersion ? { 'Apache FOP': fopVersion } : {}) }).map(([tool, of]) => `${tool} ${of}`);
  return `# Composing, one core

Medians of ${ROUNDS} rounds in which all take turns, all bound to one processor. ${machineLine(report.machine)} ${report.at.slice(0, 10)}.
${named.join(', ')} (typst: of its Node package).
Again with: \`${command}\`. What each tool does, and what it leaves out, is in \`bench/README.md\`.

${tables.join('\n')}
## First document of a cold process

${cold.total} ms after the start of the process: ${cold.imported} ms until the program is loaded, ${cold.compiled} ms to read and compile the template with its fonts, ${cold.composed} ms for the document.
By command, until it has ended: \`posthorn compose\` ${byCommand.total} ms${byCommand.prebuilt ? '' : ' (not prebuilt)'}, ${byCommand.nothingKept} ms where Node has compiled nothing before; \`check\` ${byCommand.check} ms; \`--help\` ${byCommand.help} ms.
`;
}
