import { spawn } from 'node:child_process';
import { closeSync, createWriteStream, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
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
 * two, a file per document; all invoices of a real shop; a print stream of 100,000 letters. What is measured is written at once, so
 * that a run that is stopped keeps what it has.
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
interface Line extends Run {
  readonly job: string;
  readonly threads: number;
  /** Time of a run with a document per thread: until the program is loaded, the template compiled, the first documents made. */
  readonly start: number;
}

const lines: Line[] = [];
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

async function add(job: string, threads: number, rounds: number, [template, , data, ...more]: readonly string[]): Promise<void> {
  try {
    const few = join(folder, 'few.jsonl');
    writeFileSync(few, firstLines(data!, threads));
    const argv = (file: string) => [template!, '--data', file, '--jobs', String(threads), ...more];
    const { seconds: start } = await compose(argv(few));
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await compose(argv(data!)));
    const of = (figure: (run: Run) => number): number => median(runs.map(figure));
    const memory = Math.max(...runs.map((run) => run.memory));
    const run = { ...runs[0]!, seconds: of((one) => one.seconds), processor: of((one) => one.processor), memory };
    lines.push({ job, threads, start, ...run });
    console.log(row(lines.at(-1)!));
  } catch (error) {
    broken.push(`${job}, ${threads} threads: ${(error as Error).message}`);
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
async function compose(given: readonly string[]): Promise<Run> {
  const out = join(folder, 'out');
  const began = performance.now();
  // With this Node, which can run it: the launcher would otherwise start another process, and that is the one to be watched.
  const argv = ['node_modules/.bin/posthorn', 'compose', ...given, '--out', out, '--json'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
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
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  rmSync(out, { recursive: true, force: true });
  if (code !== 0 && code !== 1) throw new Error(`posthorn compose ended with ${code}: ${printed} ${said}`);
  const { documents, pages, bytes, failed } = JSON.parse(printed) as Run;
  if (documents === 0) throw new Error(`no document was composed: ${said}`);
  return { documents, pages, bytes, failed, seconds, ...used };
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

function row({ job, threads, documents, pages, seconds, processor, start, bytes, memory, failed }: Line): string {
  const one = lines.find((line) => line.job === job && line.threads === 1);
  const isFirst = one === undefined || threads === 1;
  const steady = documents / (seconds - start);
  const gain = isFirst ? '' : (one.seconds / seconds).toFixed(2);
  const steadyGain = isFirst ? '' : (steady / (one.documents / (one.seconds - one.start))).toFixed(2);
  const columns = [
    ...[job, threads, failed === 0 ? documents : `${documents} (${failed} not)`, seconds.toFixed(1), processor.toFixed(1)],
    ...[Math.round(documents / seconds), Math.round(pages / seconds), gain, start.toFixed(1), Math.round(steady), steadyGain],
    ...[(bytes / documents / 1024).toFixed(1), Math.round(memory / 2 ** 20)],
  ];
  return `| ${columns.join(' | ')} |`;
}

function report(): string {
  const command = 'cd bench && npm ci && npm run compose:whole';
  const on = machine();
  const at = new Date().toISOString();
  const titles = [
    ...['job', 'threads', 'documents', 's', 'processor s', 'documents/s', 'pages/s', 'times one thread', 'start s', 'documents/s after it'],
    ...['times one thread', 'KB per document', 'highest memory, MB'],
  ];
  const head = `| ${titles.join(' | ')} |\n| --- |${' ---: |'.repeat(titles.length - 1)}`;
  const text = `# Composing, the command line as a whole

\`posthorn compose\`, from the start of its process to its end, distinct data for every document, one file per document or one print
stream. Medians of ${ROUNDS} runs for (a) to (c). "Start" is a run with one document per thread; threads are as fast as they get only
after some hundred documents more. ${machineLine(on)} ${at.slice(0, 10)}. Again with: \`${command}\`.

${head}
${lines.map(row).join('\n')}
`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/compose-whole.json', `${JSON.stringify({ at, command, machine: on, lines, broken }, null, 2)}\n`);
  writeFileSync('bench/results/compose-whole.md', text);
  return text;
}
