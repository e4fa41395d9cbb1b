import { expect, test } from 'vitest';
import { afterAttempts, type Circuit, closed, type Observed } from './circuit.ts';

const now = new Date('2026-11-22T12:00:00Z');
const seen = (answered: number, failed: number, lately = { answered, failed }): Observed => ({ answered, failed, lately });
const after = (circuit: Circuit, observed: Observed, random = 0.5) => afterAttempts(circuit, observed, now, random);
const waits = (circuit: Circuit) => (circuit.probeAt!.getTime() - now.getTime()) / 1000;

test('some failures are forgotten as soon as the other side answers; five in a row open it', () => {
  const four = after(closed, seen(0, 4));
  expect(four).toMatchObject({ state: 'closed', failures: 4 });
  expect(after(four, seen(1, 0))).toEqual(closed);
  expect(after(four, seen(0, 1))).toMatchObject({ state: 'open', openings: 1 });
});

test('an account that fails every other time is opened by its rate, one with few attempts is not', () => {
  expect(after(closed, seen(2, 2, { answered: 9, failed: 9 })).state).toBe('closed');
  expect(after(closed, seen(2, 2, { answered: 10, failed: 10 })).state).toBe('open');
  expect(after(closed, seen(5, 0, { answered: 10, failed: 30 })).state).toBe('closed');
});

test('each failed trial doubles the pause, up to five minutes, and none comes at the same moment as another', () => {
  let circuit = after(closed, seen(0, 5));
  const pauses = [];
  for (let trial = 0; trial < 8; trial += 1) {
    pauses.push(waits(circuit));
    circuit = after({ ...circuit, state: 'half-open' }, seen(0, 1));
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
  expect(waits(after(closed, seen(0, 5), 0))).toBe(4);
  expect(waits(after(closed, seen(0, 5), 1))).toBe(6);
});

test('only who tries it closes it: late answers of others prove nothing, late failures of others lengthen nothing', () => {
  const open = after(closed, seen(0, 5));
  expect(after(open, seen(3, 0))).toBe(open);
  expect(after(open, seen(0, 3))).toBe(open);
  expect(after({ ...open, state: 'half-open' }, seen(1, 0))).toEqual(closed);
});
