import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { type Running, start } from '../../test/processes.ts';
import { importShop, olga, releaseShopTemplate, shop, templateId } from '../../test/shop.ts';
import { verifyArchive } from '../archive/index.ts';
import { servingPid } from '../platform/db/embedded/processes.ts';
import { withRetry } from '../platform/db/index.ts';
import type { OpenPlatform } from '../platform/open-platform.ts';
import { configure, startPosthorn } from '../posthorn.ts';
import { findRun, type RunRow, startRun } from './index.ts';

const records = 5_000;

/**
 * The invoices of the example, several times over under new numbers: `folder` gets one file per copy and day, as `importShop` wants
 * them (the sixth digit and the copy make the number).
 */
async function multiplyInvoices(folder: string, copies: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  const numbers = new Map<string, string>();
  for (let copy = 0; copy < copies; copy++) {
    for (const day of (await readdir(join(shop, 'data/invoices'))).sort()) {
      const lines: string[] = [];
      for await (const line of createInterface(createReadStream(join(shop, 'data/invoices', day)))) {
        const number = /^([AC]?)(\d{6}),/.exec(line);
        const key = `${copy}/${number?.[0]}`;
        if (number !== null && !numbers.has(key)) numbers.set(key, `${number[1]}${100_000 + numbers.size},`);
        lines.push(number === null ? line : numbers.get(key)! + line.slice(number[0].length));
      }
      names.push(join(folder, `${copy}-${day}`));
      await writeFile(names.at(-1)!, `${lines.join('\n')}\n`);
    }
  }
  return names;
}

test('a run of 5,000 whose worker, server and database are killed in turn loses and doubles nothing', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'posthorn-kill-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { config, log } = configure({ dataDir, demonstration: true, port: 0, logLevel: 'error' });
  const own = await startPosthorn({ config, log, work: false });
  onTestFinished(() => own.close());
  const { platform } = own;
  await importShop(platform, await multiplyInvoices(join(dataDir, 'invoices'), 11));
  await giveCopies(platform);
  await releaseShopTemplate(platform);
  const { id } = await startRun(platform, olga, { templateId, selection: { dataset: 'invoices', limit: records } });

  const env = { POSTHORN_DATA: dataDir, POSTHORN_DEMONSTRATION: 'true', POSTHORN_LOG_LEVEL: 'error' };
  const beginServer = () => start(['all', '--port', '0', '--json'], env);
  const beginWorker = () => start(['work', '--json'], env);
  let server: Running = beginServer();
  let worker: Running = beginWorker();
  const killDatabase = () => process.kill(servingPid(join(dataDir, 'postgres'))!, 'SIGKILL');

  await composedAtLeast(platform, id, 300);
  await worker.kill();
  worker = beginWorker();
  await composedAtLeast(platform, id, 1_200);
  await server.kill();
  server = beginServer();
  await composedAtLeast(platform, id, 2_100);
  killDatabase();
  await composedAtLeast(platform, id, 3_000);
  killDatabase();
  await Promise.all([server.kill(), worker.kill()]);
  server = beginServer();
  worker = beginWorker();

  const run = await composedAtLeast(platform, id, records);
  expect(run).toMatchObject({ state: 'done', records, composed: records, failed: 0, chunksDone: run.chunks });
  await everythingRouted(platform, id);
  await Promise.all([server.stop(), worker.stop()]);
  await expectEachOnce(platform);
  expect(await verifyArchive(platform, { recompose: 50 })).toMatchObject({ intact: true, communications: records, reproduced: 50 });
});

/** Two for each customer, by e-mail and by letter. */
async function giveCopies({ db }: OpenPlatform): Promise<void> {
  const place = { street: 'Gasse', houseNumber: '7', postcode: '60313', city: 'Frankfurt', country: 'DE' };
  const representatives = [
    { kind: 'copy', name: 'Steuerberatung Lang', email: 'post@lang.example' },
    { kind: 'copy', name: 'Anna Vogt', place },
  ];
  await sql`update customers.customers set chosen_wishes = ${JSON.stringify({ representatives })}::jsonb
    where number in (select number from customers.customers order by number limit 40)`.execute(db);
}

/** Waits until the run has come so far, whatever happens to the database meanwhile. */
async function composedAtLeast(platform: OpenPlatform, runId: string, count: number): Promise<RunRow> {
  for (;;) {
    const run = await withRetry({ log: platform.log }, () => findRun(platform.db, runId));
    if (run !== undefined && (run.composed >= count || run.endedAt !== null)) return run;
    await wait(50);
  }
}

/** Waits until every communication is routed. Mails go out meanwhile, and for some time more. */
async function everythingRouted(platform: OpenPlatform, runId: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ documents: number }>`select count(*)::int as documents
      from delivery.deliveries where run_id = ${runId} and purpose = 'document'`.execute(platform.db);
    if (rows[0]!.documents >= records) return;
    await wait(500);
  }
}

async function expectEachOnce(platform: OpenPlatform): Promise<void> {
  const of = async (query: string) => (await sql.raw<Record<string, number>>(query).execute(platform.db)).rows[0];
  expect(await of('select count(*)::int as rows, count(distinct record_id)::int as records from production.communications')).toEqual({
    rows: records,
    records,
  });
  expect(
    await of(`select count(*)::int as documents, count(distinct communication_id)::int as communications
      from delivery.deliveries where purpose = 'document'`),
  ).toEqual({ documents: records, communications: records });
  // Each copy that was composed has its delivery, once.
  const copies =
    await of(`select count(*)::int as composed, count(d.id)::int as deliveries, count(distinct d.id)::int as distinct_deliveries
    from production.copies c left join delivery.deliveries d on d.communication_id = c.communication_id and d.copy = c.number`);
  expect(copies).toEqual({ composed: copies!.composed, deliveries: copies!.composed, distinct_deliveries: copies!.composed });
  expect(copies!.composed).toBeGreaterThan(0);
  // A mail may be of unknown fate when its sender was killed; it was then caught once or not at all, never twice.
  const mails = await of(
    `select count(*)::int as caught, count(distinct message_id)::int as distinct_mails from delivery.caught_messages where kind = 'mail'`,
  );
  expect(mails!.caught).toBe(mails!.distinct_mails);
  const lost = await of(`select count(*)::int as lost from delivery.deliveries d where d.channel = 'email' and d.state = 'sent'
    and not exists (select 1 from delivery.caught_messages m where trim(both '<>' from m.message_id) = d.message_id)`);
  expect(lost).toEqual({ lost: 0 });
  expect(
    await of(`select count(*)::int as entries, count(distinct communication_id)::int as communications
    from customers.timeline where type = 'communication.composed'`),
  ).toEqual({ entries: records, communications: records });
}
