/**
 * How fast content answers with 10,000 templates and 100,000 blocks: who uses a block, what a change touches, lists. In one process with
 * the embedded PostgreSQL. Writes bench/results/content.{json,md}.
 *
 *     node bench/content/run.ts [--templates N] [--blocks N] [--rounds N] [--scratch DIR]
 */
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { showBlock, showBlocks } from '../../server/src/content/blocks/show-blocks.ts';
import { impactOf, usedIn } from '../../server/src/content/blocks/used-in.ts';
import { loadConfig } from '../../server/src/platform/config/index.ts';
import { createLogger } from '../../server/src/platform/log/logger.ts';
import { startPosthorn } from '../../server/src/posthorn.ts';
import { factsForContent } from '../../server/src/production/index.ts';
import { fill } from './fill.ts';

const { values } = parseArgs({
  options: {
    templates: { type: 'string', default: '10000' },
    blocks: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '25' },
    scratch: { type: 'string', default: tmpdir() },
  },
});
const amounts = { templates: Number(values.templates), blocks: Number(values.blocks), blocksPerTemplate: 20 };
const dataDir = await mkdtemp(join(values.scratch, 'posthorn-content-'));
const { config } = loadConfig({ env: {}, given: { dataDir, logLevel: 'warn' } });
const posthorn = await startPosthorn({ config, log: createLogger({ level: 'warn', format: 'pretty' }), work: false });
try {
  await measureAll();
} finally {
  await posthorn.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const { platform } = posthorn;
  const began = performance.now();
  await fill(platform, amounts);
  const filled = (performance.now() - began) / 1000;
  const production = factsForContent(platform);
  const jobs: readonly (readonly [name: string, job: () => Promise<unknown>])[] = [
    ['who uses a block that stands everywhere (first 50)', () => usedIn(platform, 'b0', {})],
    ['who uses a block that some templates use', () => usedIn(platform, 'b4711', {})],
    ['what a change touches, of a block that stands everywhere', () => impactOf(platform, production, 'b0')],
    ['what a change touches, of a block that some templates use', () => impactOf(platform, production, 'b4711')],
    ['blocks by id, a page of 50', () => showBlocks(platform, {})],
    ['blocks of a tag and a department, a page of 50', () => showBlocks(platform, { tag: 'tag7', department: 'Department 7' })],
    ['blocks with a word in their names, a page of 50', () => showBlocks(platform, { q: 'block 999' })],
    ['one block with its versions', () => showBlock(platform, 'b4711')],
  ];
  const rows = [];
  for (const [name, job] of jobs) rows.push({ name, ...(await measure(job)) });
  const touched = await impactOf(platform, production, 'b0');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  const result = {
    at: new Date().toISOString(),
    machine,
    ...amounts,
    filledInSeconds: Math.round(filled),
    touched: { templates: touched.templates, releasedVersions: touched.releasedVersions, blocks: touched.blocks },
    rows,
  };
  const results = resolve(import.meta.dirname, '../results');
  writeFileSync(join(results, 'content.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(results, 'content.md'), reportOf(result));
  process.stdout.write(reportOf(result));
}

async function measure(job: () => Promise<unknown>): Promise<{ median: number; worst: number }> {
  await job();
  const times: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const began = performance.now();
    await job();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
  return { median: rounded(times[times.length >> 1]!), worst: rounded(times.at(-1)!) };
}

function reportOf(it: {
  machine: string;
  templates: number;
  blocks: number;
  touched: { templates: number; releasedVersions: number; blocks: number };
  rows: readonly { name: string; median: number; worst: number }[];
}): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  const table = it.rows.map(({ name, median, worst }) => `| ${name} | ${median} | ${worst} |`);
  return [
    '# Content: answers with much of it',
    '',
    `${number(it.templates)} templates with a released version and 20 blocks each, ${number(it.blocks)} blocks. The block that stands everywhere is used by`,
    `${number(it.touched.templates)} templates, ${number(it.touched.releasedVersions)} of them in their released version, and by ${number(it.touched.blocks)} blocks.`,
    `Command: \`node bench/content/run.ts\`. Machine: ${it.machine}.`,
    '',
    '| question | median, ms | worst, ms |',
    '| --- | ---: | ---: |',
    ...table,
    '',
  ].join('\n');
}
