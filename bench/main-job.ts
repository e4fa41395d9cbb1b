/**
 * The main job on the real data, in one process as `posthorn all` runs it: 541,909 invoice lines imported, then all invoices composed,
 * archived and routed. Writes bench/results/main-job.{json,md}.
 *
 *     node bench/main-job.ts [--source DIR] [--records N] [--deliver] [--scratch DIR]
 *
 * `--deliver` goes on until every mail is built and handed over to the catcher by SMTP. The source is the folder of daily files of
 * the data set "Online Retail" (see examples/shop/data/SOURCE.md); by default the one that lies beside the checkout.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pushFolder, releaseVersion } from '../server/src/content/index.ts';
import { customerSink } from '../server/src/customers/index.ts';
import { countsOf } from '../server/src/delivery/index.ts';
import { importSource } from '../server/src/intake/index.ts';
import { loadConfig } from '../server/src/platform/config/index.ts';
import { createLogger } from '../server/src/platform/log/logger.ts';
import type { Actor, Platform } from '../server/src/platform/platform.ts';
import { startPosthorn } from '../server/src/posthorn.ts';
import { findRun, type RunRow, startRun } from '../server/src/production/index.ts';

const root = resolve(import.meta.dirname, '..');
const shop = join(root, 'examples/shop');
const bench: Actor = { kind: 'system', id: 'bench', name: 'Benchmark' };
const { values } = parseArgs({
  options: {
    source: { type: 'string', default: join(root, '../shared/data/online-retail/by-day') },
    records: { type: 'string' },
    deliver: { type: 'boolean', default: false },
    scratch: { type: 'string', default: tmpdir() },
  },
});
if (!existsSync(values.source)) {
  console.error(`There is no folder ${values.source}; give the folder of the daily files with --source.`);
  process.exit(2);
}

const dataDir = await mkdtemp(join(values.scratch, 'posthorn-main-job-'));
const { config } = loadConfig({ env: process.env, given: { dataDir, demonstration: true, logLevel: 'warn', catcherPort: 0 } });
const posthorn = await startPosthorn({ config, log: createLogger({ level: 'warn', format: 'pretty' }), work: true });
const { platform } = posthorn;
try {
  report(await mainJob(platform));
} finally {
  await posthorn.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function mainJob(platform: Platform) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const { version } = await pushFolder(platform, bench, shop);
  await releaseVersion(platform, bench, version.id, 'Released for the benchmark');
  await load('customers', join(shop, 'data/customers.csv'));
  const importBegan = seconds();
  const invoices = await load('invoices', values.source);
  const imported = seconds();
  const selection = { dataset: 'invoices', ...(values.records === undefined ? {} : { limit: Number(values.records) }) };
  const { id } = await startRun(platform, bench, { templateId: version.templateId, selection });
  const run = await composed(id, imported, seconds);
  const composedAt = seconds();
  const states = await delivered(run, (all, waiting) => all >= run.composed && (waiting === 0 || !values.deliver));
  const routedAt = seconds();
  return {
    linesRead: invoices.linesRead,
    linesQuarantined: invoices.linesQuarantined,
    importSeconds: imported - importBegan,
    importLinesPerSecond: invoices.linesRead / (imported - importBegan),
    documents: run.composed,
    failed: run.failed,
    pages: run.pages,
    composeSeconds: composedAt - imported,
    documentsPerSecond: run.composed / (composedAt - imported),
    routedSeconds: routedAt - imported,
    totalSeconds: routedAt,
    delivered: values.deliver,
    states,
    peakMegabytes: peakMegabytes(),
    databaseBytesPerDocument: (await databaseBytes(platform)) / run.composed,
    objectBytesPerDocument: (await objectBytes(platform)) / run.composed,
  };
}

async function load(name: string, path: string) {
  const mapping: unknown = JSON.parse(readFileSync(join(shop, `mapping/${name}.json`), 'utf8'));
  return importSource(platform, bench, { path, mapping, sinks: { customers: customerSink } });
}

async function composed(runId: string, begun: number, seconds: () => number): Promise<RunRow> {
  let last = 0;
  for (;;) {
    const run = (await findRun(platform.db, runId))!;
    if (run.endedAt !== null) return run;
    if (seconds() - last > 5) {
      last = seconds();
      console.error(
        `${run.composed} of ${run.records}, ${(run.composed / (last - begun)).toFixed(0)}/s, ${residentMegabytes().toFixed(0)} MB`,
      );
    }
    await wait(50);
  }
}

/** Deliveries by state, once enough of them are there. */
async function delivered(run: RunRow, enough: (all: number, waiting: number) => boolean): Promise<{ [state: string]: number }> {
  for (;;) {
    const documents = (await countsOf(platform.db, [run.id])).filter((count) => count.purpose === 'document');
    const states: { [state: string]: number } = {};
    for (const { state, deliveries } of documents) states[state] = (states[state] ?? 0) + deliveries;
    const all = documents.reduce((sum, count) => sum + count.deliveries, 0);
    const waiting = documents.filter(({ channel, state }) => channel === 'email' && ['queued', 'sending'].includes(state));
    if (
      enough(
        all,
        waiting.reduce((sum, count) => sum + count.deliveries, 0),
      )
    )
      return states;
    await wait(100);
  }
}

/** Of this process with all its threads; the database is not part of it. VmHWM is the kernel's own record of the highest VmRSS. */
function peakMegabytes(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}

/** What communications take in the database, with their indexes: the rows of production, delivery, archive, timelines and the outbox. */
async function databaseBytes(platform: Platform): Promise<number> {
  const { rows } = await platform.pool.query<{ bytes: string }>(`select sum(pg_total_relation_size(c.oid)) as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname in ('production', 'delivery', 'archive') or c.relname like 'timeline%' or c.relname = 'outbox')`);
  return Number(rows[0]!.bytes);
}

async function objectBytes(platform: Platform): Promise<number> {
  let total = 0;
  for await (const { bytes } of platform.objects.list('packs/')) total += bytes;
  return total;
}

function report(result: Awaited<ReturnType<typeof mainJob>>): void {
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    load: loadavg(),
    node: process.version,
  };
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const arenas = process.env.MALLOC_ARENA_MAX === undefined ? '' : `MALLOC_ARENA_MAX=${process.env.MALLOC_ARENA_MAX} `;
  const command = `${arenas}node bench/main-job.ts ${process.argv.slice(2).join(' ')}`.trim();
  const whole = { at: new Date().toISOString(), command, commit, machine, ...result };
  console.log(JSON.stringify(whole, null, 2));
  if (values.records !== undefined) return;
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main-job.json'), `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(join(folder, 'main-job.md'), markdown(whole));
}

function markdown(whole: ReturnType<typeof JSON.parse>): string {
  const number = (value: number) => Math.round(value).toLocaleString('en-GB');
  const rows = [
    ['lines imported', `${number(whole.linesRead)} in ${whole.importSeconds.toFixed(1)} s: ${number(whole.importLinesPerSecond)} a second`],
    [
      'documents composed and archived',
      `${number(whole.documents)} (${number(whole.pages)} pages) in ${whole.composeSeconds.toFixed(1)} s: ${number(whole.documentsPerSecond)} a second`,
    ],
    ['routed, after', `${whole.routedSeconds.toFixed(1)} s${whole.delivered ? ', all mails handed over' : ''}`],
    ['all together', `${whole.totalSeconds.toFixed(1)} s`],
    ['highest memory, all processes but the database', `${number(whole.peakMegabytes)} MB`],
    ['database, a document', `${number(whole.databaseBytesPerDocument)} bytes`],
    ['archive, a document', `${number(whole.objectBytesPerDocument)} bytes`],
  ];
  const { processors, model, memoryGB, load, node } = whole.machine;
  return `# Main job

${whole.at.slice(0, 10)}, commit ${whole.commit}, ${processors} × ${model}, ${memoryGB} GB, load ${load.map((one: number) => one.toFixed(1)).join(' ')}, Node ${node}.

    ${whole.command}

| | |
| --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
