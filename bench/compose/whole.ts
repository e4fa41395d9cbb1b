import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kind } from './documents.ts';
import { invoice } from './invoice.ts';
import { letter } from './letter.ts';
import { machine, machineLine } from './machine.ts';
import { median } from './measure.ts';
import { writeRealInvoices } from './real-invoices.ts';
import { statement } from './statement.ts';

/**
 * The command line as a whole, from the start of its process to the last byte written: `posthorn compose` with one thread and with
 * two, a file per document; all invoices of a real shop; a print stream of 100,000 letters.
 *
 * `DOCUMENTS` per run of the made-up kinds (4,000), `LETTERS` of the print stream (100,000), `ROUNDS` (3).
 */
process.chdir(new URL('../..', import.meta.url).pathname);
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 4000);
const LETTERS = Number(process.env.LETTERS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-whole-'));

interface Run {
  readonly documents: number;
  readonly pages: number;
  readonly bytes: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Highest resident memory, bytes. */
  readonly memory: number;
}
interface Line extends Run {
  readonly job: string;
  readonly threads: number;
}

const lines: Line[] = [];
try {
  for (const kind of [await statement(), await invoice(), await letter()]) await measureKind(kind);
  await measureReal();
  await measureStream();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report();

async function measureKind(kind: Kind): Promise<void> {
  const template = writeTemplate(kind);
  const data = join(folder, `${kind.key}.jsonl`);
  await writeRecords(data, kind, DOCUMENTS);
  for (const threads of [1, 2]) await add(`(${kind.key}) ${kind.name}`, threads, ROUNDS, [template, '--data', data]);
}

async function measureReal(): Promise<void> {
  const data = join(folder, 'real.jsonl');
  const count = await writeRealInvoices('../shared/data/online-retail/by-day', data);
  if (count === 0) return;
  for (const threads of [1, 2])
    await add(`(d) ${count.toLocaleString('en')} real invoices`, threads, 1, ['examples/shop/template.json', '--data', data]);
  rmSync(data);
}

async function measureStream(): Promise<void> {
  const kind = await letter();
  const template = writeTemplate(kind);
  const data = join(folder, 'letters.jsonl');
  await writeRecords(data, kind, LETTERS);
  for (const threads of [1, 2])
    await add(`(e) print stream of ${LETTERS.toLocaleString('en')} letters`, threads, 1, [template, '--data', data, '--single-stream']);
}

async function add(job: string, threads: number, rounds: number, given: readonly string[]): Promise<void> {
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await compose([...given, '--jobs', String(threads)]));
  const middle = median(runs.map(({ seconds }) => seconds));
  const run = { ...runs[0]!, seconds: middle, memory: Math.max(...runs.map(({ memory }) => memory)) };
  lines.push({ job, threads, ...run });
  console.log(row(lines.at(-1)!));
}

/** Runs the command in a process of its own and watches its memory. */
async function compose(given: readonly string[]): Promise<Run> {
  const out = join(folder, 'out');
  const began = performance.now();
  const child = spawn('node_modules/.bin/posthorn', ['compose', ...given, '--out', out, '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, residentOf(child.pid!));
  }, 100);
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`posthorn compose ended with ${code}: ${printed}`);
  const { documents, pages, bytes } = JSON.parse(printed) as Run;
  return { documents, pages, bytes, seconds, memory };
}

/** Highest resident memory of a process and of those it started, as Linux counts it. */
function residentOf(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return own + children.reduce((sum, child) => sum + residentOf(Number(child)), 0);
  } catch {
    return 0;
  }
}

/** The kind's template with all that belongs to it, as a folder that the command line reads. */
function writeTemplate(kind: Kind): string {
  const { template, brand, blocks, assets } = kind.bundle;
  const at = join(folder, `template-${kind.key}`);
  mkdirSync(join(at, 'blocks'), { recursive: true });
  mkdirSync(join(at, 'assets'), { recursive: true });
  for (const [name, bytes] of Object.entries(assets)) writeFileSync(join(at, 'assets', name), bytes);
  for (const [id, block] of Object.entries(blocks)) writeFileSync(join(at, 'blocks', `${id}.json`), JSON.stringify(block));
  const places = Object.fromEntries(Object.keys(assets).map((name) => [name, `assets/${name}`]));
  writeFileSync(join(at, 'brand.json'), JSON.stringify({ ...brand, assets: places }));
  writeFileSync(join(at, 'template.json'), JSON.stringify(template));
  return join(at, 'template.json');
}

async function writeRecords(path: string, kind: Kind, count: number): Promise<void> {
  const out = createWriteStream(path);
  for (let i = 0; i < count; i++) {
    if (!out.write(`${JSON.stringify(kind.record(i))}\n`)) await new Promise<void>((drained) => out.once('drain', () => drained()));
  }
  await new Promise<void>((closed) => out.end(() => closed()));
}

function row({ job, threads, documents, pages, seconds, bytes, memory }: Line): string {
  const one = lines.find((line) => line.job === job && line.threads === 1);
  const gain = one === undefined || threads === 1 ? '' : (one.seconds / seconds).toFixed(2);
  const mb = Math.round(memory / 2 ** 20);
  return `| ${job} | ${threads} | ${documents} | ${seconds.toFixed(1)} | ${Math.round(documents / seconds)} | ${Math.round(pages / seconds)} | ${(bytes / documents / 1024).toFixed(1)} | ${mb} | ${gain} |`;
}

function report(): void {
  const command = 'cd bench && npm ci && npm run compose:whole';
  const on = machine();
  const at = new Date().toISOString();
  const head =
    '| job | threads | documents | s | documents/s | pages/s | KB per document | highest memory, MB | times one thread |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |';
  const text = `# Composing, the command line as a whole

\`posthorn compose\`, from the start of its process to its end, distinct data for every document, one file per document or one print
stream. Medians of ${ROUNDS} runs for (a) to (c). ${machineLine(on)} ${at.slice(0, 10)}. Again with: \`${command}\`.

${head}
${lines.map(row).join('\n')}
`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/compose-whole.json', `${JSON.stringify({ at, command, machine: on, lines }, null, 2)}\n`);
  writeFileSync('bench/results/compose-whole.md', text);
  console.log(text);
}
