import { spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
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
 * The command line as a whole, from the start of its process to the last byte written: `posthorn compose` on one core, with one thread
 * on two (V8's own threads then use the other), and with two threads; a file per document; all invoices of a real shop; a print stream
 * of 100,000 letters. What is measured is written at once, so that a run that is stopped keeps what it has.
 *
 * `DOCUMENTS` per run of the made-up kinds (5,000), `LETTERS` of the print stream (100,000), `ROUNDS` (3), `JOBS` (`abcde`).
 */
process.chdir(new URL('../..', import.meta.url).pathname);
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 5000);
const LETTERS = Number(process.env.LETTERS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const JOBS = process.env.JOBS ?? 'abcde';
/** A run that takes longer has hung; seconds. */
const LONGEST = 1800;
/** The kernel's clock for processor time: a hundred ticks a second on every Linux that Node supports. */
const TICKS = 100;
const folder = await mkdtemp(join(tmpdir(), 'posthorn-bench-whole-'));

interface Run {
  readonly documents: number;
  readonly pages: number;
  readonly bytes: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Of all its threads, to a tenth of a second; more than `seconds` where two cores were at work. */
  readonly processor: number;
  /** Highest resident memory, bytes. */
  readonly memory: number;
  /** Records that could not be composed. */
  readonly failed: number;
}
/** What a run may use. */
interface Setting {
  readonly cores: number;
  readonly threads: number;
}
const SETTINGS: readonly Setting[] = [
  { cores: 1, threads: 1 },
  { cores: 2, threads: 1 },
  { cores: 2, threads: 2 },
];
interface Line extends Run, Setting {
  readonly job: string;
  /** Time of a run with a document per thread: until the program is loaded, the template compiled, the first documents made. */
  readonly start: number;
}

const lines: Line[] = [];
let runs = 0;
/** Jobs that could not be measured, with what they said. */
const broken: string[] = [];
try {
  const kinds = [await statement(), await invoice(), await letter()];
  for (const kind of kinds) if (JOBS.includes(kind.key)) await measureKind(kind);
  if (JOBS.includes('d')) await measureReal();
  if (JOBS.includes('e')) await measureStream();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(report());
if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exitCode = 1;
}

async function measureKind(kind: Kind): Promise<void> {
  const template = writeTemplate(kind);
  const data = join(folder, `${kind.key}.jsonl`);
  await writeRecords(data, kind, DOCUMENTS);
  await addAll(`(${kind.key}) ${kind.name}`, ROUNDS, [template, '--data', data]);
}

async function measureReal(): Promise<void> {
  const data = join(folder, 'real.jsonl');
  const count = await writeRealInvoices('../shared/data/online-retail/by-day', data);
  if (count === 0) return;
  await addAll(`(d) ${count.toLocaleString('en')} real invoices`, 1, ['examples/shop/template.json', '--data', data]);
  rmSync(data);
}

async function measureStream(): Promise<void> {
  const kind = await letter();
  const template = writeTemplate(kind);
  const data = join(folder, 'letters.jsonl');
  await writeRecords(data, kind, LETTERS);
  await addAll(`(e) print stream of ${LETTERS.toLocaleString('en')} letters`, 1, [template, '--data', data, '--single-stream']);
}

async function addAll(job: string, rounds: number, given: readonly string[]): Promise<void> {
  for (const setting of SETTINGS) await add(job, setting, rounds, given);
}

async function add(job: string, setting: Setting, rounds: number, [template, , data, ...more]: readonly string[]): Promise<void> {
  const { cores, threads } = setting;
  try {
    const few = join(folder, 'few.jsonl');
    writeFileSync(few, firstLines(data!, threads));
    const argv = (file: string) => [template!, '--data', file, '--jobs', String(threads), ...more];
    const { seconds: start } = await compose(argv(few), cores);
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await compose(argv(data!), cores));
    const of = (figure: (run: Run) => number): number => median(runs.map(figure));
    const memory = Math.max(...runs.map((run) => run.memory));
    const run = { ...runs[0]!, seconds: of((one) => one.seconds), processor: of((one) => one.processor), memory };
    lines.push({ job, ...setting, start, ...run });
    console.log(row(lines.at(-1)!));
  } catch (error) {
    broken.push(`${job}, ${cores} cores, ${threads} threads: ${(error as Error).message}`);
    console.error(broken.at(-1));
  }
  report();
}

function firstLines(path: string, count: number): string {
  const file = openSync(path, 'r');
  const begin = Buffer.alloc(1024 * 1024);
  const text = begin.toString('utf8', 0, readSync(file, begin));
  closeSync(file);
  return `${text.split('\n').slice(0, count).join('\n')}\n`;
}

/** Runs the command in a process of its own and watches its memory. Records that fail are counted; anything else is an error. */
async function compose(given: readonly string[], cores: number): Promise<Run> {
  const out = join(folder, `out-${++runs}`);
  const began = performance.now();
  // With this Node, which can run it: the launcher would otherwise start another process, and that is the one to be watched.
  const argv = ['node_modules/.bin/posthorn', 'compose', ...given, '--out', out, '--json'];
  // `taskset` puts itself in its place: the process that is watched is Node's.
  const [program, ...words] = cores === 1 ? ['taskset', '-c', '0', process.execPath, ...argv] : [process.execPath, ...argv];
  const child = spawn(program!, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-2000);
  });
  let used: Used = { memory: 0, processor: 0 };
  const watch = setInterval(() => {
    const now = usedBy(child.pid!);
    used = { memory: Math.max(used.memory, now.memory), processor: Math.max(used.processor, now.processor) };
    if (performance.now() - began > LONGEST * 1000) child.kill('SIGKILL');
  }, 50);
  const code = await new Promise<number | null>((ended, failed) => child.on('close', ended).on('error', failed));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  empty(out);
  if (code !== 0 && code !== 1) throw new Error(`posthorn compose ended with ${code}: ${printed} ${said}`);
  const { documents, pages, bytes, failed } = JSON.parse(printed) as Run;
  if (documents === 0) throw new Error(`no document was composed: ${said}`);
  return { documents, pages, bytes, failed, seconds, ...used };
}

/**
 * Empties the files of a run, which frees their memory, but removes none before all is measured: for some minutes ext4 looks at the nodes of
 * all removed files again whenever it makes a new one, 0.4 ms each time after some thousand of them, and the next run would be
 * measured with it.
 */
function empty(out: string): void {
  for (const name of readdirSync(out, { withFileTypes: true })) if (name.isFile()) truncateSync(join(out, name.name));
}

interface Used {
  /** Highest resident memory, bytes. */
  readonly memory: number;
  /** Seconds. */
  readonly processor: number;
}

/** What a process has used so far, as Linux counts it. */
function usedBy(pid: number): Used {
  try {
    const memory = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { memory, processor: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    // It has ended meanwhile.
    return { memory: 0, processor: 0 };
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

function row({ job, cores, threads, documents, pages, seconds, processor, start, bytes, memory, failed }: Line): string {
  const [core, thread] = SETTINGS.map((setting) => lines.find((line) => line.job === job && isWith(line, setting)));
  const steady = (of: Run & { readonly start: number }): number => of.documents / (of.seconds - of.start);
  const gain = (from: Line | undefined, figure: (line: Line) => number): string =>
    threads === 1 || from === undefined ? '' : (figure({ seconds, documents, start } as Line) / figure(from)).toFixed(2);
  const perSecond = (line: Line): number => line.documents / line.seconds;
  const columns = [
    ...[job, cores, threads, failed === 0 ? documents : `${documents} (${failed} not)`, seconds.toFixed(1), processor.toFixed(1)],
    ...[Math.round(documents / seconds), Math.round(pages / seconds), gain(core, perSecond), gain(thread, perSecond), start.toFixed(1)],
    ...[Math.round(documents / (seconds - start)), gain(core, steady), (bytes / documents / 1024).toFixed(1), Math.round(memory / 2 ** 20)],
  ];
  return `| ${columns.join(' | ')} |`;
}

function isWith(line: Setting, { cores, threads }: Setting): boolean {
  return line.cores === cores && line.threads === threads;
}

function report(): string {
  const command = 'cd bench && npm ci && npm run compose:whole';
  const on = machine();
  const at = new Date().toISOString();
  const titles = [
    ...['job', 'cores', 'threads', 'documents', 's', 'processor s', 'documents/s', 'pages/s', 'times one core', 'times one thread'],
    ...['start s', 'documents/s after it', 'times one core', 'KB per document', 'highest memory, MB'],
  ];
  const head = `| ${titles.join(' | ')} |\n| --- |${' ---: |'.repeat(titles.length - 1)}`;
  const text = `# Composing, the command line as a whole

\`posthorn compose\`, from the start of its process to its end, distinct data for every document, one file per document or one print
stream. Medians of ${ROUNDS} runs for (a) to (c). On one core everything the process does shares it; one thread on two cores has the other for
V8's compilers and collectors. "Start" is a run with one document per thread; threads are as fast as they get only after some hundred
documents more. ${machineLine(on)} ${at.slice(0, 10)}. Again with: \`${command}\`.

${head}
${lines.map(row).join('\n')}
`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/compose-whole.json', `${JSON.stringify({ at, command, machine: on, lines, broken }, null, 2)}\n`);
  writeFileSync('bench/results/compose-whole.md', text);
  return text;
}
