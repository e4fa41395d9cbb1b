import { beforeEach, expect, test, vi } from 'vitest';

/** Those that were started, with what became of them. */
let started: { ended: boolean; onmessage: ((event: MessageEvent) => void) | null; onerror: ((event: ErrorEvent) => void) | null }[] = [];

class Started {
  ended = false;
  onmessage = null;
  onerror = null;
  constructor() {
    started.push(this);
  }
  postMessage(): void {}
  terminate(): void {
    this.ended = true;
  }
}

beforeEach(() => {
  started = [];
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubGlobal('Worker', Started);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const answer = (which: number) => started[which]!.onmessage!({ data: {} } as MessageEvent);

test('an engine that was made ready, and one that is left, serve the next who asks', async () => {
  const { makeReady, openWorker } = await import('./engine-worker.ts');
  makeReady();
  makeReady();
  const first = openWorker();
  first.postMessage({ kind: 'compose' });
  answer(0);
  first.terminate();
  openWorker();
  expect(started.map(({ ended }) => ended)).toEqual([false]);
});

test('an engine that is still at work is not handed on: its answer is for somebody who left', async () => {
  const { openWorker } = await import('./engine-worker.ts');
  const first = openWorker();
  first.postMessage({ kind: 'compose' });
  first.terminate();
  const told = vi.fn();
  openWorker().onmessage = told;
  answer(1);
  expect([started.map(({ ended }) => ended), told.mock.calls.length]).toEqual([[true, false], 1]);
});

test('who closes an engine twice does not end it for the next who asks', async () => {
  const { openWorker } = await import('./engine-worker.ts');
  const first = openWorker();
  first.terminate();
  first.terminate();
  openWorker();
  expect(started.map(({ ended }) => ended)).toEqual([false]);
});

test('an engine that could not be loaded, or that nobody asked for minutes, is not kept', async () => {
  const { makeReady } = await import('./engine-worker.ts');
  makeReady();
  started[0]!.onerror!({} as ErrorEvent);
  makeReady();
  vi.advanceTimersByTime(6 * 60_000);
  makeReady();
  expect(started.map(({ ended }) => ended)).toEqual([true, true, false]);
});
