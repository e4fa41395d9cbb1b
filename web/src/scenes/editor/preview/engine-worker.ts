import type { WorkerLike } from './composer.ts';

/** How long a worker is kept that nobody asks anything, milliseconds. */
const KEPT = 5 * 60_000;

let spare: { readonly worker: Worker; readonly timer: ReturnType<typeof setTimeout> } | undefined;

const start = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Loads the engine before it is asked: that takes longer than setting a letter. */
export function makeReady(): void {
  if (spare === undefined) keep(start());
}

/** The engine in a worker. Who closes one leaves it to the next for a while, who finds it at its full speed. */
export function openWorker(): WorkerLike {
  const worker = take() ?? start();
  let unanswered = 0;
  let broken = false;
  let closed = false;
  const face: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage(message) {
      if ((message as { readonly kind?: string }).kind === 'compose') unanswered += 1;
      worker.postMessage(message);
    },
    terminate() {
      // A second time it may belong to somebody else.
      if (closed) return;
      closed = true;
      // One that is still at work would answer somebody who asked something else.
      if (unanswered > 0 || broken || spare !== undefined) stop(worker);
      else keep(worker);
    },
  };
  worker.onmessage = (event) => {
    unanswered -= 1;
    face.onmessage?.(event);
  };
  worker.onerror = (event) => {
    broken = true;
    face.onerror?.(event);
  };
  return face;
}

function keep(worker: Worker): void {
  const drop = () => {
    spare = undefined;
    stop(worker);
  };
  worker.onmessage = null;
  // Who opens an editor then hears from a worker of their own that the program cannot be loaded.
  worker.onerror = drop;
  spare = { worker, timer: setTimeout(drop, KEPT) };
}

function take(): Worker | undefined {
  const taken = spare;
  spare = undefined;
  clearTimeout(taken?.timer);
  return taken?.worker;
}

function stop(worker: Worker): void {
  worker.onmessage = null;
  worker.onerror = null;
  worker.terminate();
}
