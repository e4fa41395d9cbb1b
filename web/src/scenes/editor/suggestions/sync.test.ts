import { expect, test, vi } from 'vitest';
import type { Suggestion, WordsChange } from './changes.ts';
import { createSync, type Ended } from './sync.ts';

const suggestion = (id: string, byId: string, inserted = 'x'): Suggestion => ({
  ...{ id, byId, by: byId, at: '2026-01-01T00:00:00.000Z' },
  changes: [{ place: { pointer: '/body/0', language: 'de' }, text: 'abc', from: 0, to: 1, inserted }],
});

/** A server, and the screens that look at it. */
function house() {
  let list: Suggestion[] = [];
  const told: string[] = [];
  let down = false;
  const reach = <T>(answer: () => T): Promise<T> => (down ? Promise.reject(new Error('offline')) : Promise.resolve(answer()));
  const put = (suggestions: readonly Suggestion[]) => {
    told.push(`put ${suggestions.map(({ id }) => id).join(' ')}`);
    list = [...list.filter(({ id }) => !suggestions.some((one) => one.id === id)), ...suggestions];
  };
  const decide = (ended: readonly Ended[]) => {
    told.push(...ended.map(({ id, decision }) => `${decision} ${id}`));
    list = list.filter(({ id }) => !ended.some((one) => one.id === id));
  };
  return {
    told,
    list: () => list,
    cut: (now: boolean) => {
      down = now;
    },
    screen(me: string, writes: boolean, { flush = async () => true, refuse = false } = {}) {
      const shown = { now: [] as Suggestion[], states: [] as string[] };
      const sync = createSync({
        ...{ me, writes: () => writes, now: () => shown.now, flush, pause: 0, retry: 5 },
        show: (come, gone) => {
          shown.now = [...shown.now.filter(({ id }) => !gone.has(id)), ...come];
        },
        server: {
          list: () => reach(() => list),
          put: (many) => (refuse ? Promise.reject(new Error('no')) : reach(() => put(many))),
          decide: (ended) => reach(() => decide(ended)),
        },
        passes: (error) => (error as Error).message === 'offline',
        tell: (state) => void shown.states.push(state),
      });
      return { shown, sync };
    },
  };
}

test('what one suggests arrives at the writer, and what the writer decides at the one who suggested', async () => {
  const { screen, list, told } = house();
  const [lawyer, author] = [screen('lena', false), screen('anna', true)];
  await Promise.all([lawyer.sync.send(), author.sync.send()]);
  lawyer.shown.now = [suggestion('1', 'lena'), suggestion('2', 'lena')];
  await lawyer.sync.send();
  author.sync.news();
  await author.sync.send();
  expect(author.shown.now).toEqual(lawyer.shown.now);

  author.shown.now = [suggestion('2', 'lena')];
  author.sync.changed({ ids: new Set(['1']), decision: 'accepted' });
  await author.sync.send();
  lawyer.sync.news();
  await lawyer.sync.send();
  expect([lawyer.shown.now.length, list().length]).toEqual([1, 1]);
  expect(told).toEqual(['put 1 2', 'accepted 1']);
  // The writer takes it back.
  author.shown.now = [suggestion('1', 'lena'), suggestion('2', 'lena')];
  await author.sync.send();
  expect(
    list()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['1', '2']);
});

test('an accepted suggestion ends only when the text that it became is saved', async () => {
  const { screen, list } = house();
  let saved = false;
  const { shown, sync } = screen('anna', true, { flush: async () => saved });
  shown.now = [suggestion('1', 'anna')];
  await sync.send();
  shown.now = [];
  sync.changed({ ids: new Set(['1']), decision: 'accepted' });
  await sync.send();
  expect(list()).toHaveLength(1);
  saved = true;
  await vi.waitFor(() => expect(list()).toHaveLength(0));
  sync.close();
});

test('without a connection it is tried again, and nothing is lost meanwhile', async () => {
  const { screen, list, cut } = house();
  const { shown, sync } = screen('lena', false);
  await sync.send();
  cut(true);
  shown.now = [suggestion('1', 'lena')];
  await sync.send();
  expect([shown.states.at(-1), shown.now.length]).toEqual(['offline', 1]);
  cut(false);
  await vi.waitFor(() => expect(list()).toHaveLength(1));
  await vi.waitFor(() => expect(shown.states.at(-1)).toBe('saved'));
  sync.close();
});

test('who does not write tells of their own only, and what is refused is not asked for over and over', async () => {
  const { screen, told } = house();
  const author = screen('anna', true);
  author.shown.now = [suggestion('1', 'anna')];
  await author.sync.send();
  const lawyer = screen('lena', false, { refuse: true });
  await lawyer.sync.send();
  lawyer.shown.now = [suggestion('2', 'lena')];
  await lawyer.sync.send();
  await lawyer.sync.send();
  expect(told).toEqual(['put 1']);
  expect(lawyer.shown.states.filter((state) => state === 'failed')).toHaveLength(1);
});

test('what is changed here counts more than what comes from the server, and what was not changed here is shown anew', async () => {
  const { screen } = house();
  const [author, lawyer] = [screen('anna', true), screen('lena', false)];
  lawyer.shown.now = [suggestion('1', 'lena'), suggestion('2', 'lena')];
  await lawyer.sync.send();
  await author.sync.send();
  author.shown.now = [suggestion('1', 'lena', 'y'), suggestion('2', 'lena')];
  await author.sync.send();
  lawyer.shown.now = [suggestion('1', 'lena'), suggestion('2', 'lena', 'z')];
  lawyer.sync.news();
  await lawyer.sync.send();
  expect(lawyer.shown.now.map(({ id, changes }) => [id, (changes[0] as WordsChange).inserted]).sort()).toEqual([
    ['1', 'y'],
    ['2', 'z'],
  ]);
});

test('what comes back with its keys in another order is the same, and not sent again', async () => {
  const { screen, told, list } = house();
  const { shown, sync } = screen('lena', false);
  shown.now = [suggestion('1', 'lena')];
  await sync.send();
  const [kept] = list();
  const turned = kept!.changes.map((change) => Object.fromEntries(Object.entries(change).reverse()));
  list()[0] = { ...kept!, changes: turned as unknown as Suggestion['changes'] };
  sync.news();
  await sync.send();
  expect(told).toEqual(['put 1']);
});
