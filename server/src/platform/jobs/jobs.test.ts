import { expect, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';

test('a job enqueued in a transaction runs soon after the commit, and never when it is rolled back', async () => {
  const ran: number[] = [];
  const platform = await testPlatform({
    work: true,
    declare: ({ jobs }) =>
      jobs.define<{ n: number }>('test.count', {}, async ({ n }) => {
        ran.push(n);
      }),
  });
  const undone = platform.db.transaction().execute(async (trx) => {
    await platform.jobs.enqueue(trx, 'test.count', { n: 1 });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await platform.db.transaction().execute((trx) => platform.jobs.enqueue(trx, 'test.count', { n: 2 }));
  await expect.poll(() => ran.length, { timeout: 5_000 }).toBe(1);
  expect(ran).toEqual([2]);
});

test('a failing job is tried again, and one key has one unfinished job', async () => {
  const tries: number[] = [];
  const platform = await testPlatform({
    work: true,
    declare: ({ jobs }) =>
      jobs.define('test.fail', { retryDelaySeconds: 1, retryBackoff: false }, async (_data, { retryCount }) => {
        tries.push(retryCount);
        if (retryCount === 0) throw new Error('the first time fails');
      }),
  });
  await platform.db.transaction().execute(async (trx) => {
    await platform.jobs.enqueueMany(trx, 'test.fail', [{}, {}], { singletonKey: 'one' });
    await platform.jobs.enqueue(trx, 'test.fail', {}, { singletonKey: 'one' });
  });
  await expect.poll(() => tries, { timeout: 10_000 }).toEqual([0, 1]);
});
