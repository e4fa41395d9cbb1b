import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';

test('every event of many concurrent transactions reaches its subscriber once, none is skipped', async () => {
  const seen: number[] = [];
  const platform = await testPlatform({
    work: true,
    declare: ({ events }) =>
      events.subscribe<{ n: number }>('test.happened', 'test.seen', async (event) => {
        seen.push(event.data.n);
      }),
  });
  const all = Array.from({ length: 120 }, (_, n) => n);
  await Promise.all(
    all.map((n) =>
      platform.db.transaction().execute(async (trx) => {
        await platform.events.publish(trx, 'test.happened', `n/${n}`, { n });
        // Transactions end in another order than they began in.
        await sql`select pg_sleep(${Math.random() * 0.05})`.execute(trx);
      }),
    ),
  );
  await platform.events.settled();
  expect(seen.toSorted((a, b) => a - b)).toEqual(all);
});

test("a handler's writes and its event's being seen stand or fall together; what follows waits in order", async () => {
  let failures = 2;
  const platform = await testPlatform({
    work: true,
    declare: ({ events }) =>
      events.subscribe<{ n: number }>('test.happened', 'test.writes', async ({ data }, trx) => {
        await sql`insert into platform.settings (name, value) values (${`n${data.n}`}, '1')`.execute(trx);
        if (data.n === 0 && failures-- > 0) throw new Error('not yet');
      }),
  });
  for (const n of [0, 1, 2]) await platform.db.transaction().execute((trx) => platform.events.publish(trx, 'test.happened', 'x', { n }));
  await platform.events.settled();
  const { rows } = await sql<{ name: string }>`select name from platform.settings order by updated_at`.execute(platform.db);
  expect(rows.map((row) => row.name)).toEqual(['n0', 'n1', 'n2']);
  expect(failures).toBe(-1);
});

test('an event that cannot be handled holds up its own subscriber only, and is seen from outside until it can', async () => {
  let broken = true;
  const seen = { stuck: [] as number[], other: [] as number[] };
  const platform = await testPlatform({
    work: true,
    declare: ({ events }) => {
      events.subscribe<{ n: number }>('test.happened', 'test.stuck', async ({ data }) => {
        if (broken && data.n === 1) throw new Error('cannot be handled');
        seen.stuck.push(data.n);
      });
      events.subscribe<{ n: number }>('test.happened', 'test.other', async ({ data }) => void seen.other.push(data.n));
    },
  });
  const { app } = await testApi(platform, []);
  const ready = async () => (await app.inject('/health/ready')).json();
  for (const n of [0, 1, 2]) await platform.db.transaction().execute((trx) => platform.events.publish(trx, 'test.happened', 'x', { n }));
  await vi.waitFor(async () => expect(await ready()).toMatchObject({ status: 'ready', stuckEvents: [{ subscriber: 'test.stuck' }] }), {
    timeout: 60_000,
    interval: 100,
  });
  expect((await app.inject('/metrics')).body).toMatch(/^posthorn_event_failed_attempts\{subscriber="test.stuck"\} [5-9]$/m);
  expect(seen).toEqual({ stuck: [0], other: [0, 1, 2] });
  const { rows } = await sql<{ told: boolean }>`select c.last_error like 'event ' || o.id || ' (test.happened): cannot be handled' as told
    from platform.event_cursors c, platform.outbox o where c.subscriber = 'test.stuck' and o.data ->> 'n' = '1'`.execute(platform.db);
  expect(rows).toEqual([{ told: true }]);
  broken = false;
  await platform.events.settled();
  expect(seen.stuck).toEqual([0, 1, 2]);
  expect(await ready()).not.toHaveProperty('stuckEvents');
  expect((await app.inject('/metrics')).body).not.toMatch(/^posthorn_event_failed_attempts\{/m);
}, 120_000);

test('a shout reaches every listener of its topic', async () => {
  const platform = await testPlatform();
  const heard: object[] = [];
  const stop = platform.events.listen('runs', (data) => heard.push(data));
  platform.events.listen('others', () => expect.unreachable());
  await platform.events.shout('runs', { runId: 'a' });
  await expect.poll(() => heard).toEqual([{ runId: 'a' }]);
  stop();
});
