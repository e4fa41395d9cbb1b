import { execFileSync } from 'node:child_process';
import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { importShop, olga, releaseShopTemplate, templateId } from '../../test/shop.ts';
import { customersRoomWith } from '../customers/index.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../delivery/index.ts';
import { findRun, productionRoom, startRun } from '../production/index.ts';
import {
  archiveRoom,
  findCommunications,
  type Question,
  recompose,
  showCommunication,
  showRendition,
  usedDataOf,
  verifyArchive,
} from './index.ts';

// Whole runs on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const rooms = [productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor }), deliveryRoom, archiveRoom];

let platform: TestPlatform;
let runId: string;

/** 46 invoices of the shop, composed, routed and indexed. */
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms, logLevel: 'error', config: { demonstration: true } });
  await importShop(platform, ['2011-12-09']);
  await releaseShopTemplate(platform);
  runId = (await startRun(platform, olga, { templateId, selection: { dataset: 'invoices' } })).id;
  while ((await findRun(platform.db, runId))?.endedAt === null) await new Promise((later) => setTimeout(later, 50));
  await platform.events.settled();
});
afterAll(() => platform.close());

const find = async (question: Omit<Question, 'limit'>, limit = 100) => (await findCommunications(platform, { ...question, limit })).rows;
const first = async (channel: string) => (await find({ channel }, 1))[0]!;

test('the proof that a customer gets lists the personal data that went into each communication', async () => {
  const [any] = await find({});
  const used = await usedDataOf(platform, any!.customerId);
  expect(used).toContainEqual({
    ...{ at: any!.createdAt, subject: any!.subject, reference: any!.reference, channel: any!.channel },
    data: expect.arrayContaining([{ name: 'customer.name', sensitivity: undefined }]),
  });
  const { bytes } = await testApi(platform, [customersRoomWith({ usedData: usedDataOf })], ['clerk']);
  const { body } = await bytes(api.consents.proof, { params: { id: any!.customerId }, query: { language: 'de' } });
  const said = execFileSync('pdftotext', ['-', '-'], { input: body, encoding: 'utf8' }).replace(/\s+/g, ' ');
  for (const words of ['Personenbezogene Daten in den Sendungen', any!.reference, 'nicht eingestuft: ', 'customer.name'])
    expect(said).toContain(words);
});

describe('communications are found', () => {
  test('by the beginning of their reference', async () => {
    const [any] = await find({});
    const found = await find({ q: any!.reference.slice(0, 6) });
    expect(found.map((one) => one.id)).toContain(any!.id);
    expect(await find({ q: 'no such words' })).toEqual([]);
  });

  test('by customer: name without its accents, number, or id', async () => {
    const [any] = await find({});
    const of = (await find({})).filter((one) => one.customerId === any!.customerId).map((one) => one.id);
    const plain = any!.customerName.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
    expect((await find({ q: plain })).map((one) => one.id)).toEqual(expect.arrayContaining(of));
    expect((await find({ q: any!.customerNumber })).map((one) => one.id)).toEqual(of);
    expect((await find({ customerId: any!.customerId })).map((one) => one.id)).toEqual(of);
  });

  test('by channel, language, run and state, all at once', async () => {
    const portal = await find({ channel: 'portal', runId, state: 'available' });
    expect(portal.length).toBe((await find({ channel: 'portal' })).length);
    expect(portal.every((one) => one.deliveryState === 'available' && one.templateId === templateId)).toBe(true);
    expect(await find({ channel: 'portal', state: 'bounced' })).toEqual([]);
    const languages = new Set((await find({ language: 'de' })).map((one) => one.language));
    expect([...languages]).toEqual(['de']);
    expect(await find({ runId: 'none' })).toEqual([]);
  });

  test('by the day on which they were made', async () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(await find({ from: today })).toHaveLength(46);
    expect(await find({ until: '2020-01-01' })).toEqual([]);
    await expect(find({ from: 'yesterday' })).rejects.toMatchObject({ code: 'archive.bad-date' });
  });

  test('page by page, newest first, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await findCommunications(platform, { limit: 10, after });
      seen.push(...page.rows.map((one) => one.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(46);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});

describe('a communication', () => {
  test('is shown with its renditions, its reason, what it was made from and its deliveries', async () => {
    const { id } = await first('portal');
    const shown = await showCommunication(platform, id);
    expect(shown.renditions.map((one) => one.kind)).toEqual(['pdf', 'html', 'data']);
    expect(shown.routingReason.text).not.toBe('');
    expect(shown.provenance).toMatchObject({ templateVersion: 1, engineVersion: expect.stringContaining('@posthorn/engine') });
    expect(shown.provenance.blocks.length).toBeGreaterThan(0);
    expect(shown.provenance.dataHash).toBe(shown.renditions.find((one) => one.kind === 'data')?.sha256);
    expect(shown.deliveries.map((one) => one.channel).sort()).toEqual(['email', 'portal']);
  });

  test('that does not exist is not found, whatever the id looks like', async () => {
    for (const id of ['01a20000-0000-7000-8000-000000000000', "'; drop table"]) {
      await expect(showCommunication(platform, id)).rejects.toMatchObject({ code: 'communication.not-found' });
    }
  });

  test('gives its PDF with a name, and its web page locked in a sandbox', async () => {
    const { id, reference } = await first('portal');
    const pdf = await showRendition(platform, id, 'pdf', false);
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${reference}.pdf"` });
    const page = await showRendition(platform, id, 'html', false);
    expect(page.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  test('shows an e-mail with its images put in, and gives it as archived on demand', async () => {
    const { id, subject } = await first('email');
    const shown = JSON.parse(Buffer.from((await showRendition(platform, id, 'email', false)).bytes).toString());
    expect(shown).toMatchObject({ subject, text: expect.stringContaining(' ') });
    expect(shown.html).not.toContain('cid:');
    expect(shown.html).toContain('data:image/png;base64,');
    const raw = await showRendition(platform, id, 'email', true);
    expect(raw.headers['content-disposition']).toMatch(/^attachment/);
    expect(JSON.parse(Buffer.from(raw.bytes).toString()).html).toContain('cid:');
  });

  test('is composed again to the same bytes', async () => {
    const { id } = await first('email');
    expect(await recompose(platform, id)).toMatchObject({ identical: true, diagnostics: [] });
  });
});

describe('verification', () => {
  const kinds = async () => (await verifyArchive(platform)).findings.map((finding) => finding.kind);

  test('of an archive that is whole finds nothing wrong and says what it saw', async () => {
    const steps: string[] = [];
    const report = await verifyArchive(platform, { recompose: 5, progress: (step) => steps.push(step) });
    expect(report).toMatchObject({ intact: true, communications: 46, reproduced: 5, erased: 0, findings: [] });
    expect(new Set(steps)).toEqual(new Set(['audit', 'communications', 'recompose']));
  });

  test('sees a pack of which one byte was changed, and one that is gone', async () => {
    const [{ pack }] = (await sql<{ pack: string }>`select pack from production.renditions limit 1`.execute(platform.db)).rows as [
      { pack: string },
    ];
    const bytes = Buffer.from(await platform.objects.get(pack));
    const changed = Buffer.from(bytes);
    changed[1000]! ^= 1;
    await platform.objects.put(pack, changed);
    expect(await kinds()).toEqual(['pack-damaged']);
    await platform.objects.delete(pack);
    expect(await kinds()).toEqual(['pack-missing']);
    await platform.objects.put(pack, bytes);
    expect(await kinds()).toEqual([]);
  });

  test('sees a hash that was changed in the database', async () => {
    const { rows } = await sql<{
      id: string;
      sha256: Buffer;
    }>`select communication_id as id, sha256 from production.renditions where kind = 'pdf' limit 1`.execute(platform.db);
    const { id, sha256 } = rows[0]!;
    const set = (hash: Buffer) =>
      sql`update production.renditions set sha256 = ${hash} where communication_id = ${id} and kind = 'pdf'`.execute(platform.db);
    await set(Buffer.alloc(32));
    expect(await kinds()).toEqual(['rendition-damaged']);
    await set(sha256);
  });

  test('sees a communication that was taken out, and a rendition that was', async () => {
    const keep = 'create table kept as select * from production';
    await sql.raw(`${keep}.communications order by id limit 1`).execute(platform.db);
    await sql`delete from production.communications where id in (select id from kept)`.execute(platform.db);
    const found = await kinds();
    expect(found).toContain('run-miscounted');
    expect(found).toContain('rendition-orphaned');
    await sql`insert into production.communications select * from kept`.execute(platform.db);
    await sql`delete from production.renditions where kind = 'pdf' and communication_id in (select id from production.communications where channel = 'post' limit 1)`.execute(
      platform.db,
    );
    expect(await kinds()).toEqual(['rendition-missing']);
  });

  test('sees an audit entry that was changed afterwards', async () => {
    await sql`update platform.audit_entries set content = replace(content, 'Olga', 'Anna') where action = 'run.start'`.execute(platform.db);
    expect(await kinds()).toContain('audit-broken');
  });
});
