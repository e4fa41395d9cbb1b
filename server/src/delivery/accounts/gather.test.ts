import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type GatherOptions, gather } from './gather.ts';

function gathering(options: Partial<GatherOptions> = {}, bad = (_items: readonly number[]) => false) {
  const portions: (readonly number[])[] = [];
  let open = 0;
  let widest = 0;
  const bring = gather<number>(
    async (items) => {
      open += 1;
      widest = Math.max(widest, open);
      portions.push(items);
      await turn();
      open -= 1;
      if (bad(items)) throw new Error('bad');
    },
    { portion: 3, most: 100, blames: () => true, ...options },
  );
  return { bring, portions, widest: () => widest };
}

test('what comes first goes at once, what comes meanwhile goes together, never two portions at a time', async () => {
  const { bring, portions, widest } = gathering();
  await Promise.all([1, 2, 3, 4, 5].map((one) => bring([one])));
  await bring([6]);
  expect(portions).toEqual([[1], [2, 3, 4], [5], [6]]);
  expect(widest()).toBe(1);
});

test('what one caller brings stays together, also where it is more than a portion', async () => {
  const { bring, portions } = gathering();
  await Promise.all([bring([1]), bring([2, 3, 4, 5]), bring([6, 7]), bring([8, 9])]);
  expect(portions).toEqual([[1], [2, 3, 4, 5], [6, 7], [8, 9]]);
});

test('one that cannot be worked on fails alone', async () => {
  const { bring } = gathering({}, (items) => items.includes(3));
  const ends = await Promise.allSettled([1, 2, 3, 4].map((one) => bring([one])));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('what is nobody among them to blame for fails for all of a portion, once', async () => {
  const { bring, portions } = gathering({ blames: () => false }, (items) => items.includes(3));
  const ends = await Promise.allSettled([1, 2, 3, 4, 5].map((one) => bring([one])));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
  expect(portions).toEqual([[1], [2, 3, 4], [5]]);
});

test('when too many wait, whoever comes is sent away, until there is room again', async () => {
  const { bring } = gathering({ most: 2 });
  const first = [bring([1]), bring([2]), bring([3])];
  await expect(bring([4])).rejects.toThrow('2 wait already');
  await Promise.all(first);
  await bring([4]);
});
