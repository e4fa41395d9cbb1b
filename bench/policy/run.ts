/**
 * How many decisions the contact policy makes in a second with the history of millions of customers in the database: chunks of 500 messages to
 * customers drawn at random, each decided and kept in a transaction of its own, by one worker and by two, and with pages that are read from the disk
 * first. In one process with an embedded PostgreSQL of its own; and how long a single decision takes that somebody waits for. Writes bench/results/policy.{json,md}.
 *
 *     node bench/policy/run.ts [--customers 5000000] [--contacts 3] [--chunks 200] [--singles 2000] [--scratch DIR] [--results DIR]
 */
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ContactPolicy } from '../../contract/src/contact-policy.ts';
import { decideProposal, proposePolicy } from '../../server/src/governance/change-policy.ts';
import { defaultPolicy } from '../../server/src/governance/default-policy.ts';
import { type ContactRequest, decideContacts } from '../../server/src/governance/index.ts';
import { loadConfig } from '../../server/src/platform/config/index.ts';
import { newId } from '../../server/src/platform/db/index.ts';
import { createLogger } from '../../server/src/platform/log/logger.ts';
import { startPosthorn } from '../../server/src/posthorn.ts';
import { customerId, fillHistory, householdId } from './fill.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '5000000' },
    contacts: { type: 'string', default: '3' },
    chunks: { type: 'string', default: '200' },
    singles: { type: 'string', default: '2000' },
    results: { type: 'string', default: resolve(import.meta.dirname, '../results') },
    scratch: { type: 'string', default: tmpdir() },
  },
});
const [customers, contacts, chunks] = [Number(values.customers), Number(values.contacts), Number(values.chunks)];
const singles = Number(values.singles);
const chunkSize = 500;
const dataDir = await mkdtemp(join(values.scratch, 'posthorn-policy-'));
const { config } = loadConfig({ env: {}, given: { dataDir, logLevel: 'warn' } });
const posthorn = await startPosthorn({ config, log: createLogger({ level: 'warn', format: 'pretty' }), work: false });
try {
  await measureAll();
} finally {
  await posthorn.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Rules of every kind that looks back, so that nothing is left out of the measurement. */
function policy(): ContactPolicy {
  return {
    ...defaultPolicy,
    caps: [
      { id: 'weekly', name: 'Two a week', scope: 'customer' as const, purpose: 'advertising', atMost: 2, days: 7 },
      { id: 'monthly', name: 'Six in thirty days', scope: 'customer' as const, atMost: 6, days: 30 },
      { id: 'home', name: 'Eight in thirty days at home', scope: 'household' as const, atMost: 8, days: 30 },
    ],
    quiet: [{ id: 'nights', name: 'Nights', channels: ['email' as const], from: '22:00', until: '07:00' }],
    duplicates: [{ id: 'once', name: 'Once', days: 30 }],
    conflicts: [
      {
        id: 'pause',
        name: 'Pause',
        first: { matter: 'payment-holiday' },
        second: { purpose: 'advertising' },
        days: 14,
        scope: 'customer' as const,
      },
    ],
  };
}

async function measureAll(): Promise<void> {
  const { platform } = posthorn;
  const now = platform.clock();
  const filling = performance.now();
  await fillHistory(platform.pool, { customers, contacts, now });
  const filledInSeconds = Math.round((performance.now() - filling) / 1000);
  const { version } = await proposePolicy(platform, { kind: 'system', id: 'a', name: 'A' }, { policy: policy(), note: 'bench' });
  await decideProposal(platform, { kind: 'system', id: 'b', name: 'B' }, version, true);
  await decide(5, 1);
  const rows = [{ workers: 1, pages: 'on the disk', ...(await decide(Math.ceil(chunks / 5), 1)) }];
  await readPages();
  for (const workers of [1, 2]) rows.push({ workers, pages: 'in memory', ...(await decide(chunks, workers)) });
  const single = await decideSingly(singles);
  const size = await platform.pool.query<{ size: string }>(
    `select pg_size_pretty(sum(pg_total_relation_size(inhrelid))) as size from pg_inherits where inhparent = 'governance.contacts'::regclass`,
  );
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}`;
  const result = {
    at: new Date().toISOString(),
    machine,
    customers,
    contacts: customers * contacts,
    size: size.rows[0]!.size,
    filledInSeconds,
    chunkSize,
    rows,
    single,
  };
  writeFileSync(join(values.results, 'policy.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(values.results, 'policy.md'), reportOf(result));
  process.stdout.write(reportOf(result));
}

/** Every page of the history and of its indexes into memory, as in a database that has decided for some days: what was just filled in lies on the disk alone. */
async function readPages(): Promise<void> {
  const client = await posthorn.platform.pool.connect();
  try {
    const none = ['00000000-0000-0000-0000-000000000000'];
    await client.query('select sum(length(matter)) from governance.contacts');
    await client.query(
      'begin; set local enable_seqscan = off; set local enable_bitmapscan = off; set local max_parallel_workers_per_gather = 0',
    );
    for (const column of ['customer_id', 'household']) {
      await client.query(`select count(${column}) from governance.contacts where state = 'sent' and ${column} > $1`, none);
    }
    await client.query('select count(communication_id) from governance.contacts where communication_id > $1', none);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Decides chunks, shared between workers. */
async function decide(
  count: number,
  workers: number,
): Promise<{ perSecond: number; millisecondsPerChunk: number; processorSeconds: number; sent: number }> {
  const { platform } = posthorn;
  const times: number[] = [];
  let left = count;
  let sent = 0;
  const work = async () => {
    while (left-- > 0) {
      const requests = Array.from({ length: chunkSize }, () => request(Math.floor(Math.random() * customers)));
      const began = performance.now();
      const allowed = await platform.db.transaction().execute((trx) => decideContacts(platform, trx, requests, '2000-01-01'));
      times.push(performance.now() - began);
      sent += allowed.size;
    }
  };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: workers }, work));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: Math.round((times.length * chunkSize) / seconds),
    millisecondsPerChunk: Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!),
    processorSeconds: Math.round((user + system) / 10_000) / 100,
    sent,
  };
}

/** Decisions about one message each, one after the other, kept like those of chunks. */
async function decideSingly(count: number): Promise<{ readonly p50: number; readonly p99: number }> {
  const { platform } = posthorn;
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const began = performance.now();
    await platform.db
      .transaction()
      .execute((trx) => decideContacts(platform, trx, [request(Math.floor(Math.random() * customers))], '2000-01-01'));
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 100) / 100;
  return { p50: at(0.5), p99: at(0.99) };
}

function request(number: number): ContactRequest {
  return {
    ...{ id: newId(), customer: { id: customerId(number), household: householdId(number), country: 'DE', wishes: {} }, runId: null },
    ...{ templateId: 'winter', purpose: 'advertising', channel: 'email', matter: 'winter', matterKey: `W-${number}`, validUntil: null },
  };
}

interface Result {
  readonly at: string;
  readonly machine: string;
  readonly customers: number;
  readonly contacts: number;
  readonly size: string;
  readonly filledInSeconds: number;
  readonly chunkSize: number;
  readonly single: { readonly p50: number; readonly p99: number };
  readonly rows: readonly {
    workers: number;
    pages: string;
    perSecond: number;
    millisecondsPerChunk: number;
    processorSeconds: number;
    sent: number;
  }[];
}

function reportOf(result: Result): string {
  const number = (value: number) => value.toLocaleString('en');
  const rows = result.rows.map(
    (row) =>
      `| ${row.workers} | ${row.pages} | ${number(row.perSecond)} | ${row.millisecondsPerChunk} | ${row.processorSeconds} | ${number(row.sent)} |`,
  );
  return `# Decisions of the contact policy

${result.machine}; ${result.at.slice(0, 10)}.

${number(result.customers)} customers with ${number(result.contacts)} messages within 90 days (${result.size} with indexes, filled in ${result.filledInSeconds} s).
Chunks of ${result.chunkSize}, each decided by six rules and kept in a transaction.

| workers | pages of the history | decisions a second | median of a chunk, ms | processor of Node, s | let go |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

A single decision that somebody waits for, kept in a transaction of its own: median ${result.single.p50} ms, 99th percentile ${result.single.p99} ms.

\`node bench/policy/run.ts\`
`;
}
