import type { Answer, Parts, SentWish, Wish } from './messages.ts';
import { createPacker } from './parcel.ts';

/** A preview that is asked at every keystroke: one wish is worked on, of those that come meanwhile only the newest is kept. */
export interface Composer {
  readonly setParts: (parts: Omit<Parts, 'kind'>) => void;
  readonly ask: (wish: Wish) => void;
  readonly close: () => void;
}

/** What a composer needs of a worker. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export function createComposer(worker: WorkerLike, tell: (answer: Answer) => void): Composer {
  const packTemplate = createPacker();
  const packBlock = createPacker();
  let last = 0;
  let busy = false;
  let next: Wish | undefined;
  const send = ({ template, block, ...wish }: Wish) => {
    busy = true;
    last += 1;
    const packed = block === undefined ? {} : { block: packBlock(block) };
    worker.postMessage({ ...wish, kind: 'compose', id: last, template: packTemplate(template), ...packed } satisfies SentWish);
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    busy = false;
    const waiting = next;
    next = undefined;
    if (waiting !== undefined) send(waiting);
    // An older state is shown too while a newer one is in work: a preview that waits for a pause in typing is no live one.
    tell(data);
  };
  return {
    setParts: (parts) => worker.postMessage({ ...parts, kind: 'parts' } satisfies Parts),
    ask: (wish) => {
      if (busy) next = wish;
      else send(wish);
    },
    close: () => worker.terminate(),
  };
}

export const openWorker = (): WorkerLike => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
