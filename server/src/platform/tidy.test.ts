import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testPlatform } from '../../test/platform.ts';
import { tidy } from './tidy.ts';

test('events go after a month, but only when every subscriber has seen them', async () => {
  const platform = await testPlatform({
    work: true,
    declare: ({ events }) => {
      events.subscribe('test.happened', 'test.quick', async () => {});
    },
  });
  const { db, clock, events } = platform;
  const publish = () => db.transaction().execute((trx) => events.publish(trx, 'test.happened', 'x', {}));
  const left = async () => (await sql<{ n: number }>`select count(*)::int as n from platform.outbox`.execute(db)).rows[0]!.n;
  await publish();
  clock.advance(20 * 86_400_000);
  await publish();
  await events.settled();
  clock.advance(15 * 86_400_000);
  await sql`insert into platform.event_cursors (subscriber, position) values ('test.behind', 0)`.execute(db);
  await tidy(platform);
  expect(await left()).toBe(2);
  await sql`delete from platform.event_cursors where subscriber = 'test.behind'`.execute(db);
  await tidy(platform);
  expect(await left()).toBe(1);
});
