import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkSizeFor, largestChunk, paceOf, planChunks, runKey, stateAfter, stateWhenComposed } from './rules.ts';

describe('dealing records out to chunks', () => {
  test('every record is in exactly one chunk, in order, and no chunk is too large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (count) => {
        const ids = Array.from({ length: count }, (_, index) => String(index));
        const chunks = planChunks(ids);
        expect(chunks.flat()).toEqual(ids);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= largestChunk)).toBe(true);
      }),
    );
  });

  test('a run of some hundred records has enough chunks for several cores', () => {
    expect(planChunks(Array.from({ length: 500 }, String)).length).toBeGreaterThanOrEqual(15);
    expect(chunkSizeFor(1_000_000)).toBe(largestChunk);
  });
});

describe('the key of a run', () => {
  test('is the same however the selection was written', () => {
    const key = runKey('v1', { dataset: 'invoices', from: '2011-12-05', until: '2011-12-09' });
    expect(runKey('v1', { until: '2011-12-09', dataset: 'invoices', from: '2011-12-05' })).toBe(key);
  });

  test('is another one for another version, dataset, date or limit', () => {
    const keys = [
      runKey('v1', { dataset: 'invoices' }),
      runKey('v2', { dataset: 'invoices' }),
      runKey('v1', { dataset: 'orders' }),
      runKey('v1', { dataset: 'invoices', from: '2011-12-05' }),
      runKey('v1', { dataset: 'invoices', limit: 500 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the states of a run', () => {
  test('a finished run can neither be paused nor cancelled', () => {
    expect(stateAfter('done', 'pause')).toBeUndefined();
    expect(stateAfter('done', 'cancel')).toBeUndefined();
    expect(stateAfter('cancelled', 'resume')).toBeUndefined();
  });

  test('a paused run goes on or is cancelled', () => {
    expect(stateAfter('paused', 'resume')).toBe('running');
    expect(stateAfter('paused', 'cancel')).toBe('cancelled');
  });

  test('what failed, or was withheld, is tried again when the run is done', () => {
    expect(stateAfter(stateWhenComposed(3), 'retry')).toBe('running');
    expect(stateAfter(stateWhenComposed(0), 'retry')).toBe('running');
    expect(stateAfter('cancelled', 'retry')).toBeUndefined();
  });
});

describe('rate and time left', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

  test('go by the last seconds only', () => {
    expect(paceOf({ now, runningSince: before(600), recordsInWindow: 2000, recordsLeft: 5000 })).toEqual({ rate: 100, secondsLeft: 50 });
  });

  test('go by the time since the start in a young run', () => {
    expect(paceOf({ now, runningSince: before(5), recordsInWindow: 500, recordsLeft: 1000 })).toEqual({ rate: 100, secondsLeft: 10 });
  });

  test('are unknown before the first chunk is done', () => {
    expect(paceOf({ now, runningSince: before(5), recordsInWindow: 0, recordsLeft: 1000 })).toBeUndefined();
  });
});
