import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { queueDeliveries } from '../../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import type { Actor } from '../../platform/platform.ts';
import { claimDue } from '../store.ts';
import { keepPace } from './keep-pace.ts';
import { allowedOn, dayOf, takeTurn, warming } from './rules.ts';
import { setLimit, setWarmUp } from './set-pace.ts';

const olga: Actor = { kind: 'user', id: 'olga', name: 'Olga' };
const mailTo = (domain: string, count: number) => Array.from({ length: count }, (_, at) => `a${at}@${domain}`);

/** What a sender does, until nothing is due: claims, and sends what may go. @returns how many went, by domain */
async function sendDue(platform: TestPlatform): Promise<Record<string, number>> {
  const went: Record<string, number> = {};
  for (;;) {
    const due = await platform.db.transaction().execute(async (trx) => {
      const claimed = await claimDue(trx, { channel: 'email', account: 'default' }, 'me', platform.clock(), 25);
      const may = await keepPace(trx, 'default', claimed, platform.clock());
      for (const { address } of may) went[address.split('@')[1]!] = (went[address.split('@')[1]!] ?? 0) + 1;
      return claimed.length;
    });
    await sql`update delivery.deliveries set state = 'sent', claimed_by = null, claimed_at = null where state = 'sending'`.execute(
      platform.db,
    );
    if (due === 0) return went;
  }
}

test('a domain gets its mails one after the other, others at once; each is put off once, and a new process goes on where the last was', async () => {
  const platform = await testPlatform();
  await setLimit(platform, olga, { domain: 'Slow.example', perHour: 60 });
  await queueDeliveries(platform, [...mailTo('slow.example', 60), ...mailTo('fast.example', 40)]);
  expect(await sendDue(platform)).toEqual({ 'slow.example': 1, 'fast.example': 40 });
  const { rows } = await sql<{ waits: number; attempts: number }>`select count(*)::int as waits, max(attempts)::int as attempts
    from delivery.deliveries where state = 'queued' and turn_at = next_attempt_at`.execute(platform.db);
  expect(rows).toEqual([{ waits: 59, attempts: 0 }]);
  platform.clock.advance(10 * 60_000);
  expect(await sendDue(platform)).toEqual({ 'slow.example': 10 });
  await queueDeliveries(platform, mailTo('slow.example', 1));
  platform.clock.advance(49 * 60_000);
  expect(await sendDue(platform)).toEqual({ 'slow.example': 49 });
  platform.clock.advance(60_000);
  expect(await sendDue(platform)).toEqual({ 'slow.example': 1 });
});

test('no more are under way to a domain at once than it likes', async () => {
  const platform = await testPlatform();
  await setLimit(platform, olga, { domain: '*', atOnce: 3 });
  await queueDeliveries(platform, [...mailTo('one.example', 10), ...mailTo('two.example', 2)]);
  const claim = () =>
    platform.db.transaction().execute(async (trx) => {
      const claimed = await claimDue(trx, { channel: 'email', account: 'default' }, 'me', platform.clock(), 25);
      return (await keepPace(trx, 'default', claimed, platform.clock())).map(({ address }) => address.split('@')[1]).sort();
    });
  expect(await claim()).toEqual(['one.example', 'one.example', 'one.example', 'two.example', 'two.example']);
  platform.clock.advance(6_000);
  expect(await claim()).toEqual([]);
  await sql`update delivery.deliveries set state = 'sent' where id in (select id from delivery.deliveries where state = 'sending' limit 1)`.execute(
    platform.db,
  );
  platform.clock.advance(6_000);
  expect((await claim()).length).toBeLessThanOrEqual(1);
});

test('a new sender warms up: so many on the first day, more on each, over the day, then without limit', async () => {
  const platform = await testPlatform({ now: '2026-11-21T00:00:00Z' });
  await setWarmUp(platform, olga, 'default', { firstDay: 24, growth: 2, last: 90 });
  await queueDeliveries(platform, mailTo('there.example', 120));
  expect(await sendDue(platform)).toEqual({ 'there.example': 1 });
  const { rows } = await sql<{ day: string; mails: number }>`select (turn_at at time zone 'UTC')::date::text as day, count(*)::int as mails
    from delivery.deliveries where turn_at is not null group by 1 order by 1`.execute(platform.db);
  expect(rows.map(({ mails }) => mails)).toEqual([23, 48, 48]);
  platform.clock.advance(12 * 3600_000);
  expect(await sendDue(platform)).toEqual({ 'there.example': 12 });
  expect(await platform.audit.verify()).toMatchObject({ entries: 1, intact: true });
});

test('a plan grows by the day and ends; a limit that was not used saves nothing up', () => {
  const plan = { account: 'default', since: '2026-11-21', firstDay: 100, growth: 1.5, last: 1000 };
  expect([1, 2, 3, 6, 7].map((day) => allowedOn(plan, day))).toEqual([100, 150, 225, 759, undefined]);
  expect(dayOf(plan, new Date('2026-11-22T23:59:00Z'))).toBe(2);
  expect(warming(plan)(new Date('2026-12-21T00:00:00Z'))).toBe(0);
  const now = new Date('2026-11-22T12:00:00Z');
  expect(takeTurn(new Date('2026-11-22T08:00:00Z'), () => 1000, now)).toEqual({ turn: now, next: new Date('2026-11-22T12:00:01Z') });
});
