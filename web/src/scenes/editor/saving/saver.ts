import type { Written } from '../model/areas.ts';
import type { Journal } from './journal.ts';

/** How it stands with what was written. `offline`: kept in this browser and tried again; `conflict`: somebody else saved meanwhile. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'locked' | 'failed';

/** How a save on the server ended. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'offline' | 'conflict' | 'locked' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface SaverOptions {
  readonly key: string;
  readonly revision: number;
  readonly journal: Journal;
  /** Sends a document; never throws. */
  readonly send: (document: Written, revision: number) => Promise<SaveOutcome>;
  readonly tell: (state: SaveState, error?: unknown) => void;
  /** Milliseconds from a change to its save, and to the next try where there is no connection. */
  readonly pause?: number;
  readonly retry?: number;
}

/** Saves by itself what is written: at once into the browser's journal, after a pause in writing to the server. */
export interface Saver {
  readonly change: (document: Written) => void;
  /** Saves now; resolves when all that was written is saved, or with false when that is not possible. */
  readonly flush: () => Promise<boolean>;
  /** Goes on upon another revision: the person decided that what is here counts. */
  readonly goOnFrom: (revision: number) => Promise<boolean>;
  readonly revision: () => number;
  readonly close: () => void;
}

export function createSaver({ key, revision: first, journal, send, tell, pause = 1200, retry = 5000 }: SaverOptions): Saver {
  let revision = first;
  let latest: Written | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<boolean> | undefined;
  let stopped = false;
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), wait);
  };
  /** One save at a time; what is written meanwhile goes with the next. */
  const save = async (): Promise<boolean> => {
    clearTimeout(timer);
    if (working !== undefined) {
      await working;
      return latest === undefined ? true : save();
    }
    if (latest === undefined) return true;
    working = work(latest);
    const done = await working;
    working = undefined;
    return done && latest !== undefined ? save() : done;
  };
  const work = async (document: Written): Promise<boolean> => {
    tell('saving');
    const outcome = await send(document, revision);
    if (outcome.kind !== 'saved') {
      tell(outcome.kind, outcome.kind === 'failed' ? outcome.error : undefined);
      if (outcome.kind === 'offline' && !stopped) later(retry);
      return false;
    }
    revision = outcome.revision;
    if (latest === document) {
      latest = undefined;
      await journal.forget(key).catch(() => undefined);
      tell('saved');
    }
    return true;
  };
  return {
    change(document) {
      latest = document;
      tell('unsaved');
      // A browser that keeps nothing (private windows) still saves to the server.
      journal.write({ key, revision, document, at: Date.now() }).catch(() => undefined);
      later(pause);
    },
    flush: save,
    goOnFrom(newer) {
      revision = newer;
      return save();
    },
    revision: () => revision,
    close() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
