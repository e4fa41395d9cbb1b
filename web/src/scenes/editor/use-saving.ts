import { api, type Draft } from '@posthorn/contract';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { Written } from './model/areas.ts';
import { followDraft, type Person } from './saving/live-draft.ts';
import { sameContent } from './saving/same-content.ts';
import { createSaver, type SaveOutcome, type Saver, type SaveState } from './saving/saver.ts';
import { type DraftKind, journal, journalKey, type Loaded } from './use-draft.ts';
import { useParts, useSame, useStable } from './use-stable.ts';

/** Who holds the lock, as the server names them. */
export interface Holder {
  readonly userId: string;
  readonly name: string;
  readonly editor: string;
  /** They took it from this tab while it was being written in. */
  readonly tookOver?: boolean;
}

export interface Saving {
  readonly state: SaveState;
  readonly error: unknown;
  readonly saver: Saver;
  /** Somebody else who writes; then nothing can be written here. */
  readonly holder: Holder | undefined;
  /** This tab may write: the server said so. */
  readonly mine: boolean;
  /** The draft waits for its release, or is no more: it was released or discarded. */
  readonly closed: 'in-review' | 'gone' | undefined;
  /** Whether the server can be reached. */
  readonly connected: boolean;
  /** Others who have the draft open, also in another tab. */
  readonly others: readonly Person[];
  readonly takeOver: () => Promise<void>;
}

export interface SavingOptions {
  readonly kind: DraftKind;
  readonly id: string;
  readonly loaded: Loaded;
  /** Shows what somebody else saved, where nothing was written here. */
  readonly show: (document: Written) => void;
  /** Its comments changed. */
  readonly commented: () => void;
  /** Suggestions were made or decided about elsewhere. */
  readonly suggested: () => void;
}

/** Answers to a wish for the lock that say that this tab may not write. Any other failure may pass. */
const REFUSALS: ReadonlySet<string> = new Set(['content.locked', 'content.in-review', 'content.no-draft']);

/** This tab, for the lock. */
export const tab = crypto.randomUUID();
const signOfLife = 10_000;

/** Keeps the lock of a draft, saves what is written, and follows what others do. */
export function useSaving({ kind, id, loaded: { draft }, show, commented, suggested }: SavingOptions): Saving {
  const [state, setState] = useState<SaveState>('saved');
  const [error, setError] = useState<unknown>();
  const [holder, setHolder] = useState<Holder>();
  const [mine, setMine] = useState(false);
  const [closed, setClosed] = useState<Saving['closed']>(draft.inReview === undefined ? undefined : 'in-review');
  const [connected, setConnected] = useState(true);
  const [others, setOthers] = useState<readonly Person[]>([]);
  const around = useRef({ show, commented, suggested });
  around.current = { show, commented, suggested };
  const [desk] = useState(() => {
    const params = { kind, id };
    const saver = createSaver({
      ...{ key: journalKey(kind, id), revision: draft.revision, journal },
      send: (document, revision) => send(document, revision, () => hold(), params),
      tell: (now, why) => {
        setState(now);
        setError(why);
      },
    });
    /** The text as the server has it, where nothing is written here that it has not. */
    const catchUp = async () => {
      if (saver.pending()) return;
      const newest = await newestDraft(params).catch(() => undefined);
      if (newest === undefined || newest.revision <= saver.revision() || saver.pending()) return;
      around.current.show(newest.document as unknown as Written);
      await saver.giveUp(newest.revision);
    };
    let held = false;
    const hold = async (takeOver = false): Promise<boolean> => {
      try {
        await call(api.locks.hold, { params, body: { editor: tab, ...(takeOver ? { takeOver } : {}) } });
        // Others may have written since: who begins again begins upon what they saved.
        if (!held) await catchUp();
        held = true;
        setHolder(undefined);
        setMine(true);
        setConnected(true);
        setClosed(undefined);
        if (saver.pending()) void saver.flush();
        return true;
      } catch (refusal) {
        return refused(refusal);
      }
    };
    const refused = (refusal: unknown): boolean => {
      const problem = refusal instanceof ApiError ? refusal.problem : undefined;
      if (isUnreachable(refusal)) setConnected(false);
      if (problem?.code === 'content.locked') lost(problem.data as unknown as Holder);
      if (problem?.code === 'content.in-review') setClosed('in-review');
      if (problem?.code === 'content.no-draft') setClosed('gone');
      return !REFUSALS.has(problem?.code ?? '');
    };
    const lost = (to: Holder) => {
      held = false;
      setMine(false);
      setHolder((before) => (before?.editor === to.editor ? before : to));
    };
    const follow = () =>
      followDraft(kind, id, tab, {
        lock: ({ holder: now, takenFromEditor }) => {
          if (now === undefined) void hold();
          else if (now.editor !== tab) lost(takenFromEditor === tab ? { ...now, tookOver: true } : now);
        },
        saved: ({ editor }) => void (editor !== tab && catchUp()),
        people: ({ people }) => setOthers(people.filter((one) => one.editor !== tab)),
        state: () => void hold(),
        comments: () => around.current.commented(),
        suggestions: ({ editor }) => void (editor !== tab && around.current.suggested()),
        connected: (yes) => {
          setConnected(yes);
          if (!yes) return;
          void hold();
          around.current.suggested();
        },
      });
    return { saver, hold, follow, params };
  });
  useEffect(() => stay(desk), [desk]);
  const takeOver = useStable(async () => {
    await desk.hold(true);
  });
  return useParts({ state, error, saver: desk.saver, holder, mine, closed, connected, others: useSame(others), takeOver });
}

interface Desk {
  readonly saver: Saver;
  readonly hold: () => Promise<boolean>;
  readonly follow: () => () => void;
  readonly params: Params;
}

/** Holds the lock and listens for as long as the draft is open. Gives how to leave. */
function stay({ saver, hold, follow, params }: Desk): () => void {
  const giveBack = (keepalive: boolean) =>
    void call(api.locks.giveBack, { params, query: { editor: tab }, keepalive }).catch(() => undefined);
  void hold();
  const timer = setInterval(() => void hold(), signOfLife);
  const save = () => void saver.flush();
  // A tab that is closed lets others write at once; what it could not save is in the journal.
  const leave = () => giveBack(true);
  const back = (event: PageTransitionEvent) => event.persisted && void hold();
  const unfollow = follow();
  addEventListener('online', save);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', back);
  document.addEventListener('visibilitychange', save);
  return () => {
    clearInterval(timer);
    unfollow();
    removeEventListener('online', save);
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', back);
    document.removeEventListener('visibilitychange', save);
    // The last words first, then the lock: what cannot be saved stays in the journal.
    void saver.flush().finally(() => {
      saver.close();
      giveBack(false);
    });
  };
}

type Params = { readonly kind: DraftKind; readonly id: string };

const isUnreachable = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 502);

async function send(document: Written, revision: number, hold: () => Promise<boolean>, params: Params): Promise<SaveOutcome> {
  try {
    const keepalive = globalThis.document.visibilityState === 'hidden';
    const saved = await call(api.drafts.save, {
      ...{ params, headers: { 'if-match': `"${revision}"` }, body: { document, editor: tab } },
      keepalive,
    });
    sent.set(`${params.kind}/${params.id}`, document);
    return { kind: 'saved', revision: saved.revision };
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'failed', error };
    if (isUnreachable(error)) {
      sent.set(`${params.kind}/${params.id}`, document);
      return { kind: 'offline' };
    }
    if (error.problem.code === 'content.draft-conflict') return conflict(document, params, hold);
    // The lock ran out while the machine slept: who gets it again goes on.
    if (error.problem.code === 'content.lock-needed')
      return (await hold()) ? send(document, revision, async () => false, params) : { kind: 'locked' };
    return error.problem.code === 'content.locked' ? { kind: 'locked' } : { kind: 'failed', error };
  }
}

/** What was sent last, by draft, also where no answer came. */
const sent = new Map<string, Written>();

/** A save whose answer was lost is no conflict with somebody else: what the server has is what this tab sent. */
async function conflict(document: Written, params: Params, hold: () => Promise<boolean>): Promise<SaveOutcome> {
  const before = sent.get(`${params.kind}/${params.id}`);
  const newest = await newestDraft(params).catch(() => undefined);
  if (newest === undefined) return { kind: 'offline' };
  if (before === undefined || !sameContent(before, newest.document)) return { kind: 'conflict' };
  sent.delete(`${params.kind}/${params.id}`);
  return send(document, newest.revision, hold, params);
}

/** What somebody else saved, to compare with or to go on from. */
export const newestDraft = (params: Params): Promise<Draft> => call(api.drafts.get, { params });
