import { expect, test } from 'vitest';
import { createComposer, type WorkerLike } from './composer.ts';
import type { Answer, Parts, SentParts, SentWish, Wish } from './messages.ts';

const silent = { postMessage: () => undefined, terminate: () => undefined, onmessage: null, onerror: null };

test('while one wish is worked on only the newest of the others is kept, and every answer is shown', () => {
  const asked: SentWish[] = [];
  const told: number[] = [];
  const worker: WorkerLike = { ...silent, postMessage: (wish) => asked.push(wish as SentWish) };
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

test('brand and files are sent once, and again only when they are others', () => {
  const sent: SentParts[] = [];
  const composer = createComposer({ ...silent, postMessage: (parts) => sent.push(parts as SentParts) }, () => undefined);
  const brand = { id: 'b' } as Parts['brand'];
  const font = new Uint8Array(3);
  composer.setParts({ brand, blocks: {}, assets: { font } });
  composer.setParts({ brand, blocks: {}, assets: { font } });
  composer.setParts({ brand, blocks: {}, assets: { font, logo: font } });
  composer.setParts({ brand: { ...brand }, blocks: {}, assets: { logo: font } });
  expect(sent.map((parts) => [parts.brand?.id, parts.assets && Object.keys(parts.assets)])).toEqual([
    ['b', ['font']],
    [undefined, undefined],
    [undefined, ['font', 'logo']],
    ['b', ['logo']],
  ]);
});

test('a worker whose program cannot be loaded is told instead of waited for', () => {
  const told: Answer[] = [];
  const worker: WorkerLike = { ...silent };
  const composer = createComposer(worker, (answer) => told.push(answer));
  worker.onerror!({} as ErrorEvent);
  composer.ask({} as Wish);
  const messages = told.map(({ findings }) => findings.map(({ message }) => message).join());
  expect(messages).toEqual([expect.stringContaining('Reload the page'), expect.stringContaining('Reload the page')]);
});
