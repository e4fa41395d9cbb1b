import { expect, test } from 'vitest';
import { pauseAfter, settle } from './states.ts';

const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 86_400 };
const now = new Date('2026-11-21T12:00:00Z');
const delivery = { attempts: 1, createdAt: now };

test('pauses double, up to an hour, and differ by a fifth', () => {
  expect([1, 2, 3, 7, 20].map((attempts) => pauseAfter(attempts, policy, 0.5))).toEqual([60, 120, 240, 3600, 3600]);
  expect([pauseAfter(1, policy, 0), pauseAfter(1, policy, 1)].map(Math.round)).toEqual([48, 72]);
});

test('only what certainly did not arrive is tried again', () => {
  const state = (outcome: Parameters<typeof settle>[0]) => settle(outcome, delivery, policy, now, 0.5).state;
  expect(state({ kind: 'sent', detail: '250' })).toBe('sent');
  expect(state({ kind: 'refused', error: '550' })).toBe('failed');
  expect(state({ kind: 'unknown', error: 'gone' })).toBe('unknown');
  expect(state({ kind: 'deferred', error: '451' })).toBe('queued');
});

test('a wish of the other side to wait longer is respected', () => {
  const settled = settle({ kind: 'deferred', error: '429', retryAfterSeconds: 600 }, delivery, policy, now, 0.5);
  expect(settled.nextAttemptAt).toEqual(new Date('2026-11-21T12:10:00Z'));
});

test('it is given up when the next attempt would come too late', () => {
  const old = { attempts: 30, createdAt: new Date(now.getTime() - 86_000_000) };
  const settled = settle({ kind: 'deferred', error: '451' }, old, policy, now, 0.5);
  expect(settled).toMatchObject({ state: 'failed', error: 'given up: 451', receipt: { kind: 'expired' } });
});
