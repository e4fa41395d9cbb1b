import { api, type CampaignPlan } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestApi, testApi } from '../../test/api.ts';
import { withOffer } from '../../test/offer-folder.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { importShop, olga, releaseShopTemplate } from '../../test/shop.ts';
import { customersByNumber, noteConsents } from '../customers/index.ts';
import { rooms } from '../rooms.ts';
import { walkOn } from './counts/count-all.ts';
import { drawAudience } from './draw-audience.ts';
import { sendWave } from './send-wave.ts';

// Whole campaigns on a machine that may have other things to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 120_000, interval: 100 });

let platform: TestPlatform;
const loops: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  // Waves wait by the database's clock, so that the platform's has to go with it.
  platform = await testPlatform({ work: true, rooms, config: { demonstration: true }, logLevel: 'error', now: new Date().toISOString() });
  await importShop(platform, []);
  await withOffer('tulips-a', 'the first tulips are here.', (folder) => releaseShopTemplate(platform, folder));
  await withOffer('tulips-b', 'ten tulips for the price of eight.', (folder) => releaseShopTemplate(platform, folder));
  // Senders and the demonstration's catcher.
  for (const room of rooms) if (room.work !== undefined) loops.push(await room.work(platform));
});
afterAll(async () => {
  for (const loop of loops) await loop.stop();
  await platform.close();
});

const plan: CampaignPlan = {
  name: 'Tulips',
  rule: "customer.country == 'BE' && 'email' in customer.channels",
  variants: [
    { id: 'plain', templateId: 'tulips-a', share: 0.5 },
    { id: 'price', templateId: 'tulips-b', share: 0.5 },
  ],
  holdout: 0.2,
  data: {},
  schedule: {},
  seeds: ['12347'],
  goal: 'delivered',
};

/** Customers of a country, as far as they have an e-mail address, agree to advertising by e-mail. */
async function agree(country: string): Promise<number> {
  const { rows } = await sql<{ number: string }>`select number from customers.customers where country = ${country} order by number`.execute(
    platform.db,
  );
  const customers = await customersByNumber(
    platform,
    rows.map((row) => row.number),
  );
  const act = {
    purpose: 'advertising',
    channel: 'email',
    act: 'granted',
    at: platform.clock(),
    way: 'paper',
    evidence: { form: 'F-1' },
  } as const;
  for (const { id } of customers.values()) await noteConsents(platform, olga, id, [act]);
  return [...customers.values()].filter((one) => one.contactPoints.some((point) => point.channel === 'email' && point.state === 'valid'))
    .length;
}

async function twoPeople(): Promise<{ readonly marketer: TestApi; readonly other: TestApi }> {
  return { marketer: await testApi(platform, rooms, ['marketer']), other: await testApi(platform, rooms, ['compliance']) };
}

/** Planned by one, approved by another, and started. */
async function started({ marketer, other }: Awaited<ReturnType<typeof twoPeople>>, own: Partial<CampaignPlan> = {}): Promise<string> {
  const { id } = await marketer.call(api.campaigns.create, { body: { ...plan, ...own } });
  await other.call(api.campaigns.approve, { params: { id }, body: { revision: 1 } });
  await marketer.call(api.campaigns.start, { params: { id } });
  return id;
}

test('a campaign goes from its audience over four eyes to results, and a customer gets one variant or none', async () => {
  const people = await twoPeople();
  const { marketer, other } = people;
  const belgians = await agree('BE');
  const audience = await marketer.call(api.campaigns.audience, { body: { rule: plan.rule, templateId: 'tulips-a' } });
  expect(audience).toMatchObject({ customers: 4372, matching: belgians, unanswerable: 0, reachable: belgians });
  expect(audience.channels.reduce((sum, { customers }) => sum + customers, 0)).toBe(belgians);
  expect(audience.channels[0]).toMatchObject({ channel: 'email' });

  const { id } = await marketer.call(api.campaigns.create, { body: plan });
  expect(await marketer.refused(api.campaigns.start, { params: { id } })).toMatchObject({ code: 'campaign.wrong-state' });
  expect(await marketer.refused(api.campaigns.approve, { params: { id }, body: { revision: 1 } })).toMatchObject({
    code: 'campaign.own-change',
  });
  expect(await other.refused(api.campaigns.approve, { params: { id }, body: { revision: 2 } })).toMatchObject({ code: 'campaign.changed' });
  await other.call(api.campaigns.approve, { params: { id }, body: { revision: 1 } });
  await marketer.call(api.campaigns.start, { params: { id } });

  await until(async () => expect(await marketer.call(api.campaigns.get, { params: { id } })).toMatchObject({ state: 'done' }));
  await until(async () => {
    const { variants } = await marketer.call(api.campaigns.results, { params: { id } });
    for (const { composed, withheld, failed, begun } of variants) expect(composed + withheld + failed).toBe(begun);
  });
  const mails = await sql<{ mails: number }>`select count(*)::int as mails from production.communications c
    join campaigns.groups g on g.run_id = c.run_id and g.wave > 0 and g.campaign_id = ${id}::uuid where c.channel = 'email'`.execute(
    platform.db,
  );
  expect(mails.rows[0]!.mails).toBeGreaterThan(0);
  await until(async () => {
    const { variants } = await marketer.call(api.campaigns.results, { params: { id } });
    expect(variants.reduce((sum, { receipts }) => sum + (receipts.sent ?? 0), 0)).toBeGreaterThanOrEqual(mails.rows[0]!.mails);
  });
  const results = await marketer.call(api.campaigns.results, { params: { id } });
  expect(results.variants.map(({ failed }) => failed)).toEqual([0, 0]);
  expect(results.variants.reduce((sum, { customers }) => sum + customers, 0) + results.holdout).toBe(belgians);
  expect(results.holdout).toBeGreaterThan(0);
  expect(results.seeds).toBe(1);
  expect(results.variants[1]!.comparison).toMatchObject({ verdict: 'open' });
  const { rows } = await sql<{ most: number }>`select max(n)::int as most from (select count(*) as n from production.communications c
    join campaigns.groups g on g.run_id = c.run_id and g.wave > 0 and g.campaign_id = ${id}::uuid group by c.customer_id) x`.execute(
    platform.db,
  );
  expect(rows).toEqual([{ most: 1 }]);
});

test('without consent nobody is reached, and the checklist keeps such a campaign from being approved', async () => {
  const { marketer, other } = await twoPeople();
  const { id } = await marketer.call(api.campaigns.create, {
    body: {
      ...plan,
      rule: "customer.country == 'NL' && 'email' in customer.channels",
      seeds: ['nobody'],
      variants: [{ id: 'a', templateId: 'unheard-of', share: 1 }],
    },
  });
  const { points } = await marketer.call(api.campaigns.check, { params: { id } });
  const blocking = points.filter((point) => point.verdict === 'blocking').map((point) => point.code);
  expect(blocking).toEqual(expect.arrayContaining(['seed-unknown', 'not-released']));
  expect(await other.refused(api.campaigns.approve, { params: { id }, body: { revision: 1 } })).toMatchObject({
    code: 'campaign.not-ready',
  });
});

test('a condition that asks for what customers do not have is refused with its place', async () => {
  const { marketer } = await twoPeople();
  const refused = await marketer.refused(api.campaigns.create, { body: { ...plan, rule: "customer.nmae == 'x'" } });
  expect(refused).toMatchObject({ code: 'campaign.bad-rule' });
  expect(refused.detail).toContain('character');
});

test('drawn again and begun again after a crash, nothing is dealt or started twice', async () => {
  await agree('PT');
  const people = await twoPeople();
  const id = await started(people, { name: 'Again', rule: "customer.country == 'PT'", holdout: 0 });
  const signal = new AbortController().signal;
  // As two workers do of whom one was thought dead.
  await Promise.all([drawAudience(platform, { campaignId: id }, { signal }), drawAudience(platform, { campaignId: id }, { signal })]);
  await Promise.all([sendWave(platform, { campaignId: id, wave: 1 }), sendWave(platform, { campaignId: id, wave: 1 })]);
  await until(async () => expect(await people.marketer.call(api.campaigns.get, { params: { id } })).toMatchObject({ state: 'done' }));
  const { rows } = await sql<{ runs: number; members: number }>`select
    (select count(*)::int from production.runs where name like 'Again: %') as runs,
    (select count(*)::int from campaigns.members where campaign_id = ${id}::uuid) as members`.execute(platform.db);
  const { drawn } = await people.marketer.call(api.campaigns.get, { params: { id } });
  // Two variants, and the seeds of each.
  expect(rows).toEqual([{ runs: 4, members: drawn.members }]);
  expect(drawn.lookedAt).toBe(4372);
});

test('paused, nobody is begun with and its runs rest; continued, it goes on where it was, and nobody is written to twice or lost', async () => {
  const people = await twoPeople();
  const { marketer } = people;
  await agree('ES');
  const id = await started(people, { name: 'Paused', rule: "customer.country == 'ES'", schedule: { perHour: 10 }, seeds: [], holdout: 0 });
  const begun = async () =>
    (await marketer.call(api.campaigns.results, { params: { id } })).variants.reduce((sum, one) => sum + one.begun, 0);
  await until(async () => expect(await begun()).toBe(10));
  expect(await marketer.call(api.campaigns.pause, { params: { id } })).toMatchObject({ state: 'paused' });
  expect(await marketer.refused(api.campaigns.pause, { params: { id } })).toMatchObject({ code: 'campaign.wrong-state' });
  await sendWave(platform, { campaignId: id, wave: 2 });
  expect(await begun()).toBe(10);
  const running = await sql`select 1 from production.runs where state = 'running' and id in
    (select run_id from campaigns.groups where campaign_id = ${id}::uuid)`.execute(platform.db);
  expect(running.rows).toEqual([]);
  expect(await marketer.call(api.campaigns.resume, { params: { id } })).toMatchObject({ state: 'sending' });
  const { waves } = await marketer.call(api.campaigns.results, { params: { id } });
  expect(waves).toMatchObject({ begun: 1 });
  expect(waves.all).toBeGreaterThan(1);
  for (let wave = 2; wave <= waves.all; wave++) await sendWave(platform, { campaignId: id, wave });
  await until(async () => {
    const { variants, state } = await marketer.call(api.campaigns.results, { params: { id } });
    expect(state).toBe('done');
    for (const { customers, begun, composed, withheld, failed } of variants) {
      expect(begun).toBe(customers);
      expect(composed + withheld + failed).toBe(begun);
    }
  });
  const { rows } = await sql<{ most: number }>`select max(n)::int as most from (select count(*) as n from production.communications c
    join campaigns.groups g on g.run_id = c.run_id and g.campaign_id = ${id}::uuid group by c.customer_id) x`.execute(platform.db);
  expect(rows).toEqual([{ most: 1 }]);
});

test('what customers did counts once, from the beginning of their wave on, and shows what the campaign brings beside who was left out', async () => {
  const people = await twoPeople();
  const { marketer } = people;
  await agree('DE');
  const conversion = { event: 'purchase', days: 7 };
  const id = await started(people, {
    name: 'Bought',
    rule: "customer.country == 'DE'",
    holdout: 0.4,
    conversion,
    goal: 'converted',
    seeds: [],
  });
  await until(async () => expect(await marketer.call(api.campaigns.get, { params: { id } })).toMatchObject({ state: 'done', conversion }));
  const { rows } = await sql<{ number: string; variant: string }>`select c.number, m.variant from campaigns.members m
    join customers.customers c on c.id = m.customer_id where m.campaign_id = ${id}::uuid order by c.number`.execute(platform.db);
  const told = (customers: readonly { readonly number: string; readonly at?: string }[], event = 'purchase') =>
    marketer.call(api.campaigns.convert, { body: { event, customers: [...customers] } });
  const written = rows.filter((row) => row.variant !== 'holdout');
  const [leftOut] = rows.filter((row) => row.variant === 'holdout');
  const long = new Date(platform.clock().getTime() - 30 * 86_400_000).toISOString();
  expect(await told([{ number: written[0]!.number, at: long }])).toEqual({ counted: 0, unknown: [] });
  expect(await told([{ number: written[0]!.number }], 'visit')).toEqual({ counted: 0, unknown: [] });
  const all = [...written, leftOut!].map(({ number }) => ({ number }));
  // A shop whose clock is ahead of ours, and which tells twice.
  const ahead = new Date(platform.clock().getTime() + 60_000).toISOString();
  expect(await told([...all, { number: all[0]!.number, at: ahead }, { number: 'nobody' }])).toEqual({
    counted: all.length,
    unknown: ['nobody'],
  });
  expect(await Promise.all([told(all), told(all.toReversed())])).toMatchObject([{ counted: 0 }, { counted: 0 }]);
  const { variants, holdout, holdoutBegun, holdoutConversions } = await marketer.call(api.campaigns.results, { params: { id } });
  expect(holdoutBegun).toBe(holdout);
  expect(holdoutConversions).toBe(1);
  expect(variants.reduce((sum, one) => sum + one.conversions, 0)).toBe(written.length);
  for (const { uplift, conversions } of variants) {
    expect(uplift!.owed.to).toBeLessThanOrEqual(conversions);
    expect(uplift!.ratio.estimate).toBeGreaterThan(1);
  }
  expect(variants[1]!.comparison).toMatchObject({ verdict: 'open' });
});

test('all customers are counted by a job that goes on behind its last batch, and comes to what is seen at once', async () => {
  const { marketer } = await twoPeople();
  const body = { rule: plan.rule, templateId: 'tulips-a' };
  expect(await marketer.refused(api.campaigns.countAll, { body: { rule: 'customer.nmae' } })).toMatchObject({ code: 'campaign.bad-rule' });
  const first = await marketer.call(api.campaigns.countAll, { body });
  const { id } = await marketer.call(api.campaigns.countAll, { body });
  const signal = new AbortController().signal;
  await Promise.all([walkOn(platform, { countId: id }, { signal }), walkOn(platform, { countId: id }, { signal })]);
  await until(async () => expect(await marketer.call(api.campaigns.count, { params: { id } })).toMatchObject({ state: 'done' }));
  const { lookedAt, audience } = await marketer.call(api.campaigns.count, { params: { id } });
  expect(lookedAt).toBe(4372);
  expect(audience).toEqual(await marketer.call(api.campaigns.audience, { body }));
  expect((await marketer.call(api.campaigns.count, { params: { id: first.id } })).state).toMatch(/cancelled|done/);
  expect(await marketer.refused(api.campaigns.count, { params: { id: 'x' } })).toMatchObject({ code: 'campaign.not-found' });
});

test('lists come in pages, and segments are found by a part of their name', async () => {
  const { marketer } = await twoPeople();
  for (const name of ['Lists: one', 'Lists: two', 'Lists: three']) await marketer.call(api.campaigns.create, { body: { ...plan, name } });
  const page = await marketer.call(api.campaigns.list, { query: { limit: 2 } });
  expect(page.rows.map((row) => row.name)).toEqual(['Lists: three', 'Lists: two']);
  const next = await marketer.call(api.campaigns.list, { query: { limit: 2, after: page.next! } });
  expect(next.rows[0]!.name).toBe('Lists: one');
  for (const name of ['North', 'South 100 %', 'Southwest'])
    await marketer.call(api.campaigns.saveSegment, { body: { name, rule: plan.rule } });
  const found = await marketer.call(api.campaigns.segments, { query: { q: 'south', limit: 1 } });
  expect(found).toMatchObject({ rows: [{ name: 'South 100 %' }], next: 'South 100 %' });
  expect((await marketer.call(api.campaigns.segments, { query: { q: 'south', after: found.next! } })).rows.map((row) => row.name)).toEqual([
    'Southwest',
  ]);
  expect((await marketer.call(api.campaigns.segments, { query: { q: '100 %' } })).rows).toHaveLength(1);
});

test('hours by the clocks of the customers are kept by each message: what would come at night waits', async () => {
  const people = await twoPeople();
  await agree('JP');
  const { marketer } = people;
  // One hour of the day that is not now in Tokyo.
  const hour = (new Date().getUTCHours() + 9 + 12) % 24;
  const at = (offset: number) => `${String((hour + offset) % 24).padStart(2, '0')}:00`;
  const schedule = { window: { from: at(0), until: at(1), clock: 'customer' as const } };
  const id = await started(people, { name: 'Night', rule: "customer.country == 'JP'", holdout: 0, seeds: [], schedule });
  await until(async () => expect(await marketer.call(api.campaigns.get, { params: { id } })).toMatchObject({ state: 'done' }));
  await until(async () => {
    const { rows } = await sql<{ code: string; state: string; channel: string; hour: number }>`select c.code, c.state, c.channel,
      extract(hour from c.until at time zone 'Asia/Tokyo')::int as hour from governance.contacts c
      join campaigns.groups g on g.run_id = c.run_id where g.campaign_id = ${id}::uuid and c.channel = 'email'`.execute(platform.db);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ code: 'sending-hours', state: 'held', hour });
  });
});

test('stopped, nothing more is begun, and what is queued is taken back', async () => {
  const people = await twoPeople();
  const { marketer } = people;
  await agree('FR');
  const id = await started(people, { name: 'Stopped', rule: "customer.country == 'FR'", schedule: { perHour: 10 }, seeds: [], holdout: 0 });
  await until(async () => expect((await marketer.call(api.campaigns.results, { params: { id } })).waves.begun).toBe(1));
  const before = Date.now();
  await marketer.call(api.campaigns.stop, { params: { id }, body: { reason: 'Wrong price' } });
  expect(await marketer.call(api.campaigns.get, { params: { id } })).toMatchObject({ state: 'stopped', stopReason: 'Wrong price' });
  expect(Date.now() - before).toBeLessThan(60_000);
  await sendWave(platform, { campaignId: id, wave: 2 });
  const { waves, variants } = await marketer.call(api.campaigns.results, { params: { id } });
  expect(waves.begun).toBe(1);
  expect(waves.all).toBeGreaterThan(5);
  const { rows } = await sql<{
    state: string;
  }>`select distinct r.state from production.runs r where id = any(${variants.flatMap((v) => v.runs)}::uuid[])
    and state in ('running', 'paused')`.execute(platform.db);
  expect(rows).toEqual([]);
});
