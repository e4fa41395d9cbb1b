import { expect, test, vi } from 'vitest';
import type { Written } from '../model/areas.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createSaver, type SaveOutcome, type SaveState } from './saver.ts';

const document = (n: number) => ({ kind: 'template', n }) as Written;

function bench(outcomes: SaveOutcome[]) {
  const kept = new Map<string, JournalEntry>();
  const journal: Journal = {
    read: async (key) => kept.get(key),
    write: async (entry) => void kept.set(entry.key, entry),
    forget: async (key) => void kept.delete(key),
  };
  const states: SaveState[] = [];
  const sent: [unknown, number][] = [];
  const saver = createSaver({
    ...{ key: 'template/t', revision: 3, journal, pause: 10, retry: 20 },
    send: async (written, revision) => {
      sent.push([written.n, revision]);
      return outcomes.shift() ?? { kind: 'saved', revision: revision + 1 };
    },
    tell: (state) => states.push(state),
  });
  return { saver, kept, states, sent };
}

test('what is written is in the journal at once, saved after a pause, and then forgotten by the journal', async () => {
  const { saver, kept, states, sent } = bench([]);
  saver.change(document(1));
  saver.change(document(2));
  expect(kept.get('template/t')).toMatchObject({ revision: 3, document: { n: 2 } });
  await vi.waitFor(() => expect(states.at(-1)).toBe('saved'));
  expect(sent).toEqual([[2, 3]]);
  expect(kept.size).toBe(0);
  expect(saver.revision()).toBe(4);
});

test('without a connection it stays in the journal and is tried again until the server has it', async () => {
  const { saver, kept, states, sent } = bench([{ kind: 'offline' }, { kind: 'offline' }]);
  saver.change(document(1));
  expect(await saver.flush()).toBe(false);
  expect(kept.size).toBe(1);
  await vi.waitFor(() => expect(states.at(-1)).toBe('saved'));
  expect(sent).toHaveLength(3);
  expect(states).toContain('offline');
});

test('a conflict waits for the person, who goes on upon the newer revision', async () => {
  const { saver, kept, states, sent } = bench([{ kind: 'conflict' }]);
  saver.change(document(1));
  expect(await saver.flush()).toBe(false);
  expect(states.at(-1)).toBe('conflict');
  expect(kept.size).toBe(1);
  expect(await saver.goOnFrom(9)).toBe(true);
  expect(sent.at(-1)).toEqual([1, 9]);
});

test('what is written while it saves goes with the next save, upon the new revision', async () => {
  const { saver, sent, states } = bench([]);
  saver.change(document(1));
  const saving = saver.flush();
  saver.change(document(2));
  expect(await saving).toBe(true);
  expect(await saver.flush()).toBe(true);
  expect(sent).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(states.at(-1)).toBe('saved');
});

test('writing on without a connection says all the time that there is none, and keeps every word', async () => {
  const { saver, kept, states } = bench([{ kind: 'offline' }]);
  saver.change(document(1));
  await saver.flush();
  states.length = 0;
  saver.change(document(2));
  expect(states).toEqual([]);
  expect(kept.get('template/t')).toMatchObject({ document: { n: 2 } });
  await vi.waitFor(() => expect(states).toEqual(['saved']));
});

test('after a conflict nothing is sent until the person has decided; giving up what is here leaves nothing behind', async () => {
  const { saver, kept, states, sent } = bench([{ kind: 'conflict' }]);
  saver.change(document(1));
  await saver.flush();
  saver.change(document(2));
  expect(await saver.flush()).toBe(false);
  expect(sent).toHaveLength(1);
  expect(saver.pending()).toBe(true);
  await saver.giveUp(9);
  expect([saver.pending(), saver.revision(), kept.size, states.at(-1)]).toEqual([false, 9, 0, 'saved']);
});

test('a failure of the server is told with its reason and tried again', async () => {
  const { saver, states } = bench([{ kind: 'failed', error: new Error('no room') }]);
  saver.change(document(1));
  expect(await saver.flush()).toBe(false);
  expect(states.at(-1)).toBe('failed');
  await vi.waitFor(() => expect(states.at(-1)).toBe('saved'));
});
