import { api } from '@posthorn/contract';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { Written } from './model/areas.ts';
import { createSaver, type SaveOutcome, type Saver, type SaveState } from './saving/saver.ts';
import { type ContentKind, journal, type Loaded } from './use-draft.ts';

/** Who holds the lock, as the server names them. */
export interface Holder {
  readonly name: string;
  readonly editor: string;
}

export interface Saving {
  readonly state: SaveState;
  readonly error: unknown;
  readonly saver: Saver;
  /** Somebody else who writes; then nothing can be written here. */
  readonly holder: Holder | undefined;
  readonly takeOver: () => Promise<void>;
}

/** This tab, for the lock. */
const tab = crypto.randomUUID();
const signOfLife = 10_000;

/** Keeps the lock of a draft and saves what is written. */
export function useSaving(kind: ContentKind, id: string, { draft }: Loaded): Saving {
  const [state, setState] = useState<SaveState>('saved');
  const [error, setError] = useState<unknown>();
  const [holder, setHolder] = useState<Holder>();
  const params = { kind, id };
  const hold = async (takeOver = false): Promise<boolean> => {
    try {
      await call(api.locks.hold, { params, body: { editor: tab, ...(takeOver ? { takeOver } : {}) } });
      setHolder(undefined);
      return true;
    } catch (refusal) {
      const data = refusal instanceof ApiError && refusal.problem.code === 'content.locked' ? refusal.problem.data : undefined;
      if (data !== undefined) setHolder(data as unknown as Holder);
      return data === undefined;
    }
  };
  const [saver] = useState(() =>
    createSaver({
      ...{ key: `${kind}/${id}`, revision: draft.revision, journal },
      send: (document, revision) => send(document, revision, hold, params),
      tell: (now, why) => {
        setState(now);
        setError(why);
      },
    }),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: one lock for as long as the draft is open
  useEffect(() => {
    void hold();
    const timer = setInterval(() => void hold(), signOfLife);
    const away = () => void saver.flush();
    const online = () => void saver.flush();
    addEventListener('online', online);
    document.addEventListener('visibilitychange', away);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', away);
      // The last words first, then the lock: what cannot be saved stays in the journal.
      void saver.flush().finally(() => {
        saver.close();
        void call(api.locks.giveBack, { params, query: { editor: tab } }).catch(() => undefined);
      });
    };
  }, []);
  const takeOver = async () => {
    if (await hold(true)) await saver.flush();
  };
  return { state, error, saver, holder, takeOver };
}

type Params = { readonly kind: ContentKind; readonly id: string };

async function send(document: Written, revision: number, hold: () => Promise<boolean>, params: Params): Promise<SaveOutcome> {
  try {
    const saved = await call(api.drafts.save, { params, headers: { 'if-match': `"${revision}"` }, body: { document, editor: tab } });
    return { kind: 'saved', revision: saved.revision };
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'failed', error };
    if (error.status === 0 || error.status >= 502) return { kind: 'offline' };
    if (error.problem.code === 'content.draft-conflict') return { kind: 'conflict' };
    // The lock ran out while the machine slept: who gets it again goes on.
    if (error.problem.code === 'content.lock-needed')
      return (await hold()) ? send(document, revision, async () => false, params) : { kind: 'locked' };
    return error.problem.code === 'content.locked' ? { kind: 'locked' } : { kind: 'failed', error };
  }
}

/** What somebody else saved, to compare with or to go on from. */
export const newestDraft = (params: Params) => call(api.drafts.get, { params });
