import { expect, test } from 'vitest';
import { createComposer, type WorkerLike } from './composer.ts';
import type { Answer, SentWish, Wish } from './messages.ts';

test('while one wish is worked on only the newest of the others is kept, and every answer is shown', () => {
  const asked: SentWish[] = [];
  const told: number[] = [];
  const worker: WorkerLike = { postMessage: (wish) => asked.push(wish as SentWish), terminate: () => undefined, onmessage: null };
  const composer = createComposer(worker, ({ id }) => told.push(id));
  const answer = () => worker.onmessage!({ data: { id: asked.at(-1)!.id, findings: [], took: 1 } as Answer } as MessageEvent<Answer>);
  const template = { body: [] } as unknown as Wish['template'];
  for (const language of ['a', 'b', 'c', 'd']) composer.ask({ language, template } as Wish);
  expect(asked.map((wish) => wish.language)).toEqual(['a']);
  answer();
  expect(asked.map((wish) => wish.language)).toEqual(['a', 'd']);
  answer();
  expect(asked).toHaveLength(2);
  expect(told).toEqual([1, 2]);
});
