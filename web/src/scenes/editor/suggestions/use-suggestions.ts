import { api } from '@posthorn/contract';
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { useSession } from '../../../app/session.ts';
import { sayProblem } from '../../../parts/notify.tsx';
import type { ContentKind } from '../use-draft.ts';
import { useEditorState } from '../use-editor-state.ts';
import { type Saving, tab } from '../use-saving.ts';
import { useParts } from '../use-stable.ts';
import type { Suggestion } from './changes.ts';
import { allSuggestions, decisionIn, receive, suggestingOf } from './plugin.ts';
import { createSync, type SyncState } from './sync.ts';

export interface Suggestions {
  /** Whether what is written becomes suggestions. */
  readonly on: boolean;
  /** In the order of the text, those without a place last. */
  readonly all: readonly Suggestion[];
  readonly aside: ReadonlySet<string>;
  readonly state: SyncState;
  /** Sends what is not sent, before the draft is submitted. */
  readonly send: () => Promise<void>;
}

interface SuggestionsOptions {
  readonly editor: Editor;
  readonly kind: ContentKind;
  readonly id: string;
  readonly saving: Saving;
  /** How to tell of news from the server. */
  readonly news: { current: () => void };
}

/** The suggestions for a draft: those in the editor and those on the server, kept the same. */
export function useSuggestions({ editor, kind, id, saving, news }: SuggestionsOptions): Suggestions {
  const me = useSession().user.id;
  const [state, setState] = useState<SyncState>('saved');
  const around = useRef(saving);
  around.current = saving;
  const [sync] = useState(() => {
    const params = { kind, id };
    const send = (endpoint: typeof api.suggestions.put | typeof api.suggestions.decide, body: object) =>
      call(endpoint, { params, body: { editor: tab, ...body }, keepalive: document.visibilityState === 'hidden' } as never);
    return createSync({
      me,
      writes: () => around.current.mine,
      now: () => allSuggestions(editor.state),
      show: (come, gone) => {
        const tr = receive(editor.state, come, gone);
        if (tr !== undefined) editor.view.dispatch(tr);
      },
      server: {
        list: async () => (await call(api.suggestions.list, { params })).rows as readonly Suggestion[],
        put: (suggestions) => send(api.suggestions.put, { suggestions: suggestions.map(contentOf) }),
        decide: (decisions) => send(api.suggestions.decide, { decisions }),
      },
      flush: () => around.current.saver.flush(),
      passes: (error) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500,
      tell: (now, error) => {
        setState(now);
        if (now === 'failed') sayProblem(error);
      },
    });
  });
  useEffect(() => {
    news.current = sync.news;
    const told = ({ transaction }: { transaction: Transaction }) => {
      const decided = decisionIn(transaction);
      if (transaction.docChanged || decided !== undefined) sync.changed(decided);
    };
    // The last words before a tab is closed.
    const leave = () => void (document.visibilityState === 'hidden' && sync.send());
    editor.on('transaction', told);
    document.addEventListener('visibilitychange', leave);
    sync.news();
    return () => {
      editor.off('transaction', told);
      document.removeEventListener('visibilitychange', leave);
      void sync.send().finally(sync.close);
    };
  }, [editor, sync, news]);
  const doc = useEditorState(editor, ({ doc }) => doc);
  const suggesting = useEditorState(editor, suggestingOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what all suggestions are made of
  const all = useMemo(() => allSuggestions(editor.state), [editor, doc, suggesting]);
  const aside = useMemo(() => new Set(suggesting.aside.map((one) => one.id)), [suggesting]);
  return useParts({ on: suggesting.on, all: useSameList(all), aside, state, send: sync.send });
}

const contentOf = ({ by: _, byId: __, at: ___, changedBy: ____, ...content }: Suggestion) => content;

/** Of a text without suggestions the list is the same empty one at every key. */
function useSameList<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  if (list.length + kept.current.length > 0) kept.current = list;
  return kept.current;
}
