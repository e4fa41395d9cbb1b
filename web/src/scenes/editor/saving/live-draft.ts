import { api, type LockHolder } from '@posthorn/contract';
import { addressOf } from '../../../api/call.ts';
import type { DraftKind } from '../use-draft.ts';

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly editor: string;
}

/** What the server tells of a draft that is open here. */
export interface DraftNews {
  readonly lock: { readonly holder?: LockHolder; readonly takenFromEditor?: string };
  readonly saved: { readonly revision: number; readonly by: string; readonly editor: string };
  readonly people: { readonly people: readonly Person[] };
  /** Submitted, decided or discarded. */
  readonly state: object;
  readonly comments: object;
  readonly suggestions: { readonly editor: string };
}

export type Hear = { readonly [Name in keyof DraftNews]: (news: DraftNews[Name]) => void } & {
  /** Whether news arrives. Browsers connect again by themselves, or are told to here. */
  readonly connected: (yes: boolean) => void;
};

const slowestRetry = 8_000;

/** Listens to what happens to a draft, and is present there as long as it listens. Gives how to stop. */
export function followDraft(kind: DraftKind, id: string, editor: string, hear: Hear): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 500;
  const connect = () => {
    source = new EventSource(addressOf(api.locks.live, { params: { kind, id }, query: { editor } }));
    source.addEventListener('open', () => {
      wait = 500;
      hear.connected(true);
    });
    for (const name of ['lock', 'saved', 'people', 'state', 'comments', 'suggestions'] as const)
      source.addEventListener(name, (event) => (hear[name] as (news: unknown) => void)(JSON.parse((event as MessageEvent<string>).data)));
    source.addEventListener('error', () => {
      hear.connected(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, slowestRetry);
    });
  };
  connect();
  return () => {
    source?.close();
    clearTimeout(timer);
  };
}
