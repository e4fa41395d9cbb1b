import type { Written } from '../model/areas.ts';
import type { Journal } from './journal.ts';

/**
 * How it stands with what was written. `offline` and `failed`: kept in this browser and tried again; `conflict`: somebody else saved
 * meanwhile, and the person decides; `locked`: somebody else writes by now.
 */
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
  /** What was written here counts no longer: the text is the server's at a revision. */
  readonly giveUp: (revision: number) => Promise<void>;
  /** Whether something is written that the server has not confirmed. */
  readonly pending: () => boolean;
  readonly revision: () => number;
  readonly close: () => void;
}

/** States that writing on does not change: they end by a save that works, or by the person's word. */
const LASTING: ReadonlySet<SaveState> = new Set(['offline', 'conflict', 'locked', 'failed']);

export function createSaver({ key, revision: first, journal, send, tell, pause = 1200, retry = 3000 }: SaverOptions): Saver {
  let revision = first;
  let latest: Written | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<boolean> | undefined;
  let stopped = false;
  let state: SaveState = 'saved';
  const become = (next: SaveState, error?: unknown) => {
    state = next;
    tell(next, error);
  };
  const later = (wait: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void save(), wait);
  };
  /** One save at a time; what is written meanwhile goes with the next. */
  const save = async (): Promise<boolean> => {
    clearTimeout(timer);
    if (working !== undefined) {
      const done = await working;
      return latest === undefined || !done ? done : save();
    }
    if (latest === undefined) return true;
    if (state === 'conflict') return false;
    working = work(latest);
    const done = await working;
    working = undefined;
    return done && latest !== undefined ? save() : done;
  };
  const work = async (document: Written): Promise<boolean> => {
    // Without a connection it stays said that there is none until one save arrives.
    if (!LASTING.has(state)) become('saving');
    const outcome = await send(document, revision);
    if (outcome.kind !== 'saved') {
      become(outcome.kind, outcome.kind === 'failed' ? outcome.error : undefined);
      if (outcome.kind === 'offline' || outcome.kind === 'failed') later(retry);
      return false;
    }
    revision = outcome.revision;
    if (latest === document) await settle();
    else become('unsaved');
    return true;
  };
  const settle = async () => {
    latest = undefined;
    become('saved');
    await journal.forget(key).catch(() => undefined);
  };
  return {
    change(document) {
      latest = document;
      // A browser that keeps nothing (private windows) still saves to the server.
      journal.write({ key, revision, document, at: Date.now() }).catch(() => undefined);
      if (LASTING.has(state)) return;
      become('unsaved');
      later(pause);
    },
    flush: save,
    goOnFrom(newer) {
      revision = newer;
      become('unsaved');
      return save();
    },
    async giveUp(newer) {
      revision = newer;
      clearTimeout(timer);
      await settle();
    },
    pending: () => latest !== undefined,
    revision: () => revision,
    close() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
