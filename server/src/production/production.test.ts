import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { importShop, olga, releaseShopTemplate, shop, templateId } from '../../test/shop.ts';
import { pushFolder } from '../content/index.ts';
import { chooseRoute } from '../delivery/index.ts';
import { createComposePool } from './compose/compose-pool.ts';
import { composeAgain } from './compose-again.ts';
import { composeChunk } from './compose-chunk.ts';
import {
  cancelRun,
  findRun,
  pauseRun,
  productionRoom,
  type RouteFunction,
  type RunRow,
  readRendition,
  resumeRun,
  retryFailures,
  startRun,
} from './index.ts';
import { communicationsAfter } from './store/communications.ts';
import { listFailures } from './store/failures.ts';

// Whole runs on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const route: RouteFunction = (question) => chooseRoute(question, new Set(['email', 'post', 'portal', 'sms']));
const room = productionRoom({ route: () => route, delivered: () => async () => new Map() });
const selection = { dataset: 'invoices' };

/** The shop's template released, its customers and the invoices of a day imported: 46 that can be sent on the 9th, 132 on the 8th. */
async function shopOf(day: '2011-12-08' | '2011-12-09', work: boolean): Promise<TestPlatform> {
  const platform = await testPlatform({ work, rooms: [room], logLevel: 'error' });
  await importShop(platform, [day]);
  await releaseShopTemplate(platform);
  return platform;
}

async function until(platform: TestPlatform, runId: string, reached: (run: RunRow) => boolean): Promise<RunRow> {
  for (;;) {
    const run = (await findRun(platform.db, runId))!;
    if (reached(run)) return run;
    await new Promise((later) => setTimeout(later, 50));
  }
}

const ended = (platform: TestPlatform, runId: string) => until(platform, runId, (run) => run.endedAt !== null);

async function one<T>(platform: TestPlatform, query: string): Promise<T> {
  return (await sql.raw<T>(query).execute(platform.db)).rows[0]!;
}

describe('a run', () => {
  let platform: TestPlatform;
  let run: RunRow;
  beforeAll(async () => {
    platform = await shopOf('2011-12-09', true);
    const started = await startRun(platform, olga, { templateId, selection });
    run = await ended(platform, started.id);
  });
  afterAll(() => platform.close());

  test('makes exactly one communication for every record', async () => {
    expect(run).toMatchObject({ state: 'done', records: 46, composed: 46, failed: 0, month: '2026-11-01' });
    const counts = await one<object>(
      platform,
      `select count(*)::int as rows, count(distinct record_id)::int as records, sum(pages)::int as pages from production.communications`,
    );
    expect(counts).toEqual({ rows: 46, records: 46, pages: run.pages });
  });

  test('gives each channel the renditions that it needs, and always the data', async () => {
    const { rows } = await sql<{ channel: string; kinds: string }>`
      select distinct c.channel, (select string_agg(r.kind, ' ' order by r.kind) from production.renditions r where r.communication_id = c.id) as kinds
      from production.communications c order by 1`.execute(platform.db);
    expect(rows).toEqual([
      { channel: 'email', kinds: 'data email pdf' },
      { channel: 'portal', kinds: 'data html pdf' },
      { channel: 'post', kinds: 'data pdf' },
    ]);
  });

  test('keeps the bytes as they were made: a PDF, an e-mail with its images by name, the data of the record', async () => {
    const all = await communicationsAfter(platform.db, { limit: 100 });
    const mail = all.find((communication) => communication.channel === 'email')!;
    const pdf = await readRendition(platform, mail, 'pdf');
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    const email = JSON.parse(Buffer.from((await readRendition(platform, mail, 'email')).bytes).toString());
    expect(email).toMatchObject({ subject: mail.subject, attachLetter: true });
    for (const image of email.inlineImages) expect(image).toMatchObject({ asset: expect.any(String) });
    const data = JSON.parse(Buffer.from((await readRendition(platform, mail, 'data')).bytes).toString());
    expect(data.invoice.number).toBe(mail.reference);
  });

  test('can be composed again to the last byte, in another order and by other threads', async () => {
    const all = await communicationsAfter(platform.db, { limit: 100 });
    const again = await composeAgain(platform, all.toReversed());
    expect(again.filter((communication) => !communication.identical)).toEqual([]);
    expect(again).toHaveLength(46);
  });

  test('started a second time is refused with the name of the first', async () => {
    await expect(startRun(platform, olga, { templateId, selection })).rejects.toMatchObject({
      code: 'run.started-already',
      message: expect.stringContaining('shop-invoice, invoices'),
    });
    expect(await one(platform, 'select count(*)::int as runs from production.runs')).toEqual({ runs: 1 });
  });

  test('leaves its trace with every customer, in the outbox and in the audit chain', async () => {
    expect(await one(platform, `select count(*)::int as n from customers.timeline where type = 'communication.composed'`)).toEqual({
      n: 46,
    });
    const { rows } = await sql<{ type: string; n: number }>`select type, count(*)::int as n from platform.outbox
      where type like 'production.%' group by 1 order by 1`.execute(platform.db);
    expect(rows).toEqual([
      { type: 'production.chunk-composed', n: run.chunks },
      { type: 'production.run-composed', n: 1 },
      { type: 'production.run-started', n: 1 },
    ]);
    expect(await platform.audit.verify()).toMatchObject({ intact: true });
  });
});

describe('starting is refused', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ rooms: [room] });
  });
  afterAll(() => platform.close());

  test('when there is no such template, or nothing of it is released', async () => {
    await expect(startRun(platform, olga, { templateId: 'nothing', selection })).rejects.toMatchObject({ code: 'run.unknown-template' });
    await pushFolder(platform, olga, shop);
    await expect(startRun(platform, olga, { templateId, selection })).rejects.toMatchObject({ code: 'run.not-released' });
  });

  test('when the selection holds no records', async () => {
    await releaseShopTemplate(platform);
    const empty = { dataset: 'invoices', from: '1999-01-01', until: '1999-12-31' };
    await expect(startRun(platform, olga, { templateId, selection: empty })).rejects.toMatchObject({ code: 'run.empty-selection' });
  });

  test('when a date is none, or the first comes after the last', async () => {
    const wrong = [{ from: '2011-02-30' }, { until: 'tomorrow' }, { from: '2011-12-09', until: '2011-12-01' }];
    for (const dates of wrong) {
      const request = { templateId, selection: { dataset: 'invoices', ...dates } };
      await expect(startRun(platform, olga, request)).rejects.toMatchObject({ code: 'run.bad-selection' });
    }
  });
});

test('a paused run finishes what is under way, and goes on to the same end when resumed', async () => {
  const platform = await shopOf('2011-12-08', true);
  const { id, chunks, records } = await startRun(platform, olga, { templateId, selection });
  expect((await pauseRun(platform, olga, id)).state).toBe('paused');
  await expect(pauseRun(platform, olga, id)).rejects.toMatchObject({ code: 'run.wrong-state' });
  await waitUntilNothingIsUnderWay(platform);
  const paused = (await findRun(platform.db, id))!;
  expect(paused.state).toBe('paused');
  expect(paused.chunksDone).toBeLessThan(chunks);
  await resumeRun(platform, olga, id);
  expect(await ended(platform, id)).toMatchObject({ state: 'done', composed: records, chunksDone: chunks });
});

async function waitUntilNothingIsUnderWay(platform: TestPlatform): Promise<void> {
  for (;;) {
    const jobs = await one<{ n: number }>(
      platform,
      `select count(*)::int as n from jobs.job where name = 'production.compose-chunk' and state < 'completed'`,
    );
    if (jobs.n === 0) return;
    await new Promise((later) => setTimeout(later, 50));
  }
}

test('a cancelled run keeps what is composed and takes no more; its selection is not sent a second time', async () => {
  const platform = await shopOf('2011-12-08', true);
  const { id, records } = await startRun(platform, olga, { templateId, selection });
  await until(platform, id, (run) => run.chunksDone > 0);
  const cancelled = await cancelRun(platform, olga, id);
  await waitUntilNothingIsUnderWay(platform);
  const later = (await findRun(platform.db, id))!;
  expect(later).toMatchObject({ state: 'cancelled', composed: cancelled.composed });
  expect(later.composed).toBeLessThan(records);
  expect(await one(platform, `select data from platform.outbox where type = 'production.run-cancelled'`)).toEqual({ data: { runId: id } });
  expect(await one(platform, 'select count(*)::int as n from production.communications')).toEqual({ n: later.composed });
  await expect(startRun(platform, olga, { templateId, selection })).rejects.toMatchObject({ code: 'run.started-already' });
});

test('a run that was cancelled before anything was composed may be started again', async () => {
  const platform = await shopOf('2011-12-09', false);
  const { id } = await startRun(platform, olga, { templateId, selection });
  await cancelRun(platform, olga, id);
  const again = await startRun(platform, olga, { templateId, selection });
  expect(again).toMatchObject({ state: 'running', records: 46 });
});

test('records that fail are kept with the reason, and are retried alone when it is mended', async () => {
  const platform = await shopOf('2011-12-09', true);
  await sql`update intake.records set customer_number = '99999' where id in (select id from intake.records where held = 0 order by id limit 2)`.execute(
    platform.db,
  );
  await sql`update intake.records set data = jsonb_set(data, '{invoice,currency}', '"DM"')
    where id = (select max(id) from intake.records where held = 0)`.execute(platform.db);
  const { id } = await startRun(platform, olga, { templateId, selection });
  expect(await ended(platform, id)).toMatchObject({ state: 'done_with_failures', composed: 43, failed: 3 });

  const failures = await listFailures(platform.db, id, { limit: 10 });
  expect(failures.map((failure) => failure.diagnostics[0]?.code.split('.')[0])).toEqual(['record', 'record', 'data']);
  expect(failures[0]?.diagnostics[0]?.message).toContain('99999');

  await sql`update intake.records set customer_number = (select number from customers.customers limit 1) where customer_number = '99999'`.execute(
    platform.db,
  );
  await retryFailures(platform, olga, id);
  expect(await ended(platform, id)).toMatchObject({ state: 'done_with_failures', composed: 45, failed: 1 });
  const states = (await listFailures(platform.db, id, { limit: 10 })).map((failure) => failure.state);
  expect(states).toEqual(['retried', 'retried', 'open']);
});

test('a chunk that two workers compose at the same time, and a third one later, counts once', async () => {
  const platform = await shopOf('2011-12-09', false);
  const { id, chunks } = await startRun(platform, olga, { templateId, selection });
  const pool = createComposePool(2);
  onTestFinished(() => pool.close());
  const compose = (chunk: number) => composeChunk(platform, { route, pool }, { runId: id, chunk }, new AbortController().signal);
  for (let chunk = 1; chunk <= chunks; chunk++) await Promise.all([compose(chunk), compose(chunk)]);
  await compose(1);
  expect(await findRun(platform.db, id)).toMatchObject({ state: 'done', composed: 46, chunksDone: chunks });
  expect(await one(platform, 'select count(*)::int as n from production.communications')).toEqual({ n: 46 });
  expect(await one(platform, `select count(distinct pack)::int as n from production.renditions`)).toEqual({ n: chunks });
});
