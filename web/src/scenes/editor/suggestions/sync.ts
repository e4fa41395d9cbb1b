import type { Decision } from '../model/suggested.ts';
import { type Suggestion, sameChange, sameSuggestion } from './changes.ts';

export type Ending = Decision | 'withdrawn';
export interface Ended {
  readonly id: string;
  readonly decision: Ending;
}

/** How it stands with what the server is to be told. */
export type SyncState = 'saved' | 'saving' | 'offline' | 'failed';

export interface SyncOptions {
  readonly me: string;
  /** Whether this tab writes the draft. */
  readonly writes: () => boolean;
  /** All suggestions as they are on the screen. */
  readonly now: () => readonly Suggestion[];
  /** Shows what came and what went elsewhere. */
  readonly show: (come: readonly Suggestion[], gone: ReadonlySet<string>) => void;
  readonly server: {
    readonly list: () => Promise<readonly Suggestion[]>;
    readonly put: (suggestions: readonly Suggestion[]) => Promise<unknown>;
    readonly decide: (ended: readonly Ended[]) => Promise<unknown>;
  };
  /** Saves the text; false when that is not possible now. */
  readonly flush: () => Promise<boolean>;
  /** Whether a failure may pass by itself. */
  readonly passes: (error: unknown) => boolean;
  readonly tell: (state: SyncState, error?: unknown) => void;
  /** Milliseconds from a change to its being sent, and to the next try. */
  readonly pause?: number;
  readonly retry?: number;
}

export interface Sync {
  /** Something changed on the screen; with what was decided, if anything was. */
  readonly changed: (decided?: { readonly ids: ReadonlySet<string>; readonly decision: Decision }) => void;
  /** Something changed on the server. */
  readonly news: () => void;
  /** Sends now what is not sent. */
  readonly send: () => Promise<void>;
  readonly close: () => void;
}

/**
 * Keeps the suggestions on the screen and those on the server the same. One thing at a time: what is asked of the server is never older
 * than what was last told to it. An accepted suggestion ends only after the text that it became is saved.
 */
export function createSync(options: SyncOptions): Sync {
  const { now, show, server, tell, pause = 800, retry = 3000 } = options;
  let kept = new Map<string, Suggestion>();
  const decisions = new Map<string, Decision>();
  let stale = true;
  let working: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  /** What the server refused: not sent again as it is. */
  let refused = '';

  const later = (wait: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void send(), wait);
  };
  const send = (): Promise<void> => {
    clearTimeout(timer);
    working = (working ?? Promise.resolve()).then(work);
    return working;
  };
  const work = async (): Promise<void> => {
    try {
      if (stale) await learn();
      const plan = planOf(kept, now(), decisions, options);
      if (plan.put.length + plan.ended.length === 0) return tell('saved');
      if (JSON.stringify(plan) === refused) return;
      tell('saving');
      await carryOut(plan).catch((error: unknown) => {
        if (!options.passes(error)) refused = JSON.stringify(plan);
        throw error;
      });
      tell('saved');
    } catch (error) {
      stale = true;
      const passes = options.passes(error);
      tell(passes ? 'offline' : 'failed', error);
      if (passes) later(retry);
      else await learn().catch(() => undefined);
    }
  };
  const learn = async () => {
    const list = await server.list();
    stale = false;
    const { come, gone } = differences(kept, now(), list);
    kept = new Map(list.map((one) => [one.id, one]));
    if (come.length + gone.size > 0) show(come, gone);
  };
  const carryOut = async ({ put, ended }: Plan) => {
    if (ended.some(({ decision }) => decision === 'accepted') && !(await options.flush())) return later(retry);
    if (put.length > 0) await server.put(put);
    for (const one of put) kept.set(one.id, one);
    if (ended.length > 0) await server.decide(ended);
    for (const { id } of ended) {
      kept.delete(id);
      decisions.delete(id);
    }
  };
  return {
    changed(decided) {
      for (const id of decided?.ids ?? []) decisions.set(id, decided!.decision);
      later(pause);
    },
    news() {
      stale = true;
      later(0);
    },
    send,
    close() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

interface Plan {
  readonly put: readonly Suggestion[];
  readonly ended: readonly Ended[];
}

/** What the server is to be told. Who does not write the draft tells only of their own. */
function planOf(
  kept: ReadonlyMap<string, Suggestion>,
  now: readonly Suggestion[],
  decisions: ReadonlyMap<string, Decision>,
  { me, writes: mayWrite }: Pick<SyncOptions, 'me' | 'writes'>,
): Plan {
  const writes = mayWrite();
  const there = new Set(now.map(({ id }) => id));
  const put = now.filter((one) => {
    const was = kept.get(one.id);
    if (was === undefined) return writes || one.byId === me;
    return writes ? !sameSuggestion(was, one) : one.byId === me && !sameChange(was, one);
  });
  const ended = [...kept.values()].flatMap(({ id, byId }): Ended[] => {
    if (there.has(id) || (!writes && byId !== me)) return [];
    return [{ id, decision: writes ? (decisions.get(id) ?? (byId === me ? 'withdrawn' : 'rejected')) : 'withdrawn' }];
  });
  return { put, ended };
}

/** What is on the server and not on the screen, and what is no more on the server; what was changed here since counts more. */
function differences(kept: ReadonlyMap<string, Suggestion>, now: readonly Suggestion[], list: readonly Suggestion[]) {
  const here = new Map(now.map((one) => [one.id, one]));
  const there = new Set(list.map(({ id }) => id));
  const gone = new Set(now.filter(({ id }) => kept.has(id) && !there.has(id)).map(({ id }) => id));
  const come = list.filter((one) => {
    const was = kept.get(one.id);
    const shown = here.get(one.id);
    if (shown === undefined) return was === undefined;
    if (was === undefined || sameChange(was, one) || !sameChange(was, shown)) return false;
    gone.add(one.id);
    return true;
  });
  return { come, gone };
}
