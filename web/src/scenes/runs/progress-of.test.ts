import { expect, test } from 'vitest';
import { deedsOf, recordsLeft, secondsTaken, shareDone } from './progress-of.ts';
import { emptyDraft, faultIn, selectionOf } from './run-draft.ts';

test('failed and withheld records count as done, for nothing more will happen with them by itself', () => {
  const run = { records: 100, composed: 70, failed: 3, withheld: 2 };
  expect(recordsLeft(run)).toBe(25);
  expect(shareDone(run)).toBe(0.75);
  expect(shareDone({ records: 0, composed: 0, failed: 0, withheld: 0 })).toBe(1);
});

test('a run may be paused while it runs, resumed when paused, retried when it ended with failures', () => {
  expect(deedsOf({ state: 'running', failed: 3, withheld: 0 })).toEqual({ pause: true, resume: false, cancel: true, retry: false });
  expect(deedsOf({ state: 'paused', failed: 0, withheld: 0 })).toEqual({ pause: false, resume: true, cancel: true, retry: false });
  expect(deedsOf({ state: 'done_with_failures', failed: 3, withheld: 0 })).toEqual({
    pause: false,
    resume: false,
    cancel: false,
    retry: true,
  });
  expect(deedsOf({ state: 'done', failed: 0, withheld: 1 }).retry).toBe(true);
  expect(deedsOf({ state: 'cancelled', failed: 3, withheld: 0 })).toEqual({ pause: false, resume: false, cancel: false, retry: false });
});

test('the duration ends with the run', () => {
  const now = new Date('2026-11-21T12:01:00Z');
  expect(secondsTaken({ startedAt: '2026-11-21T12:00:00Z' }, now)).toBe(60);
  expect(secondsTaken({ startedAt: '2026-11-21T12:00:00Z', endedAt: '2026-11-21T12:00:44Z' }, now)).toBe(44);
});

test('a draft says what keeps it from being started, and selects only what was narrowed', () => {
  expect(faultIn(emptyDraft)).toBe('template');
  const draft = { ...emptyDraft, templateId: 'invoice', dataset: 'invoices' };
  expect(faultIn(draft)).toBeUndefined();
  expect(faultIn({ ...draft, from: '2011-12-09', until: '2011-12-08' })).toBe('dates');
  expect(selectionOf({ ...draft, from: '2011-12-08', limit: 25 })).toEqual({ dataset: 'invoices', from: '2011-12-08', limit: 25 });
});
