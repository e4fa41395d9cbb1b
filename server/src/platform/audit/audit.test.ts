import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';

const actor = { kind: 'user', id: 'u1', name: 'Anna' } as const;

async function appendSome(platform: TestPlatform, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      platform.db.transaction().execute((trx) => platform.audit.append(trx, actor, 'thing.changed', `thing/${n}`, { n, b: 1, a: 'ü' })),
    ),
  );
}

test('entries of concurrent transactions form one chain that verifies', async () => {
  const platform = await testPlatform();
  await appendSome(platform, 40);
  expect(await platform.audit.verify()).toEqual({ entries: 40, intact: true });
});

test('a rolled-back change leaves no entry and no gap', async () => {
  const platform = await testPlatform();
  await appendSome(platform, 2);
  const undone = platform.db.transaction().execute(async (trx) => {
    await platform.audit.append(trx, actor, 'thing.changed', 'thing/x', {});
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await appendSome(platform, 1);
  expect(await platform.audit.verify()).toEqual({ entries: 3, intact: true });
});

test.each([
  ['a changed content', `update platform.audit_entries set content = replace(content, '"a":"ü"', '"a":"x"') where sequence = 4`, 4],
  ['a changed column', `update platform.audit_entries set actor = 'Somebody else' where sequence = 2`, 2],
  ['a removed entry', 'delete from platform.audit_entries where sequence = 3', 3],
  ['a cut-off end', 'delete from platform.audit_entries where sequence >= 5', 5],
  ['everything removed', 'delete from platform.audit_entries', 1],
])('verifying finds %s', async (_what, tampering, firstBroken) => {
  const platform = await testPlatform();
  await appendSome(platform, 6);
  await sql.raw(tampering).execute(platform.db);
  expect(await platform.audit.verify()).toEqual({ entries: 6, intact: false, firstBroken });
});
