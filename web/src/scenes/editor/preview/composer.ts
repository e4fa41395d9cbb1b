import { type Answer, failure, type Parts, type SentParts, type SentWish, type Wish } from './messages.ts';
import { createPacker } from './parcel.ts';

/** A preview that is asked at every keystroke: one wish is worked on, of those that come meanwhile only the newest is kept. */
export interface Composer {
  readonly setParts: (parts: Parts) => void;
  readonly ask: (wish: Wish) => void;
  readonly close: () => void;
}

/** What a composer needs of a worker. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export function createComposer(worker: WorkerLike, tell: (answer: Answer) => void): Composer {
  const packTemplate = createPacker();
  const packBlock = createPacker();
  let last = 0;
  let busy = false;
  let next: Wish | undefined;
  let gone = false;
  let parts: Parts | undefined;
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
  const fail = (message: string) => tell({ id: last, took: 0, findings: [failure(message)] });
  // A worker that could not even be loaded, because a newer version was installed, say, tells no message: nobody is to wait for its answer.
  worker.onerror = ({ message }) => {
    busy = false;
    gone ||= !message;
    fail(message || GONE);
  };
  return {
    setParts(given) {
      const { brand, blocks, assets } = given;
      const others = { ...(brand === parts?.brand ? {} : { brand }), ...(parts && sameFiles(assets, parts.assets) ? {} : { assets }) };
      parts = given;
      worker.postMessage({ kind: 'parts', blocks, ...others } satisfies SentParts);
    },
    ask: (wish) => {
      if (gone) fail(GONE);
      else if (busy) next = wish;
      else send(wish);
    },
    close: () => worker.terminate(),
  };
}

const GONE = 'The program of the preview could not be loaded. Reload the page: what is written is saved.';

const sameFiles = (some: Parts['assets'], others: Parts['assets']): boolean =>
  Object.keys(some).length === Object.keys(others).length && Object.entries(some).every(([name, bytes]) => others[name] === bytes);
