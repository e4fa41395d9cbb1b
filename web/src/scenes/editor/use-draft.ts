import { api, type Draft, type DraftBundle } from '@posthorn/contract';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { JournalEntry } from './saving/journal.ts';
import { openJournal } from './saving/journal.ts';

export type ContentKind = 'template' | 'block';
/** All that is saved, locked and followed alike. */
export type DraftKind = ContentKind | 'brand';

/** A draft with all that its preview is made of, and what this browser still holds of it that no server has. */
export interface Loaded {
  readonly draft: Draft;
  readonly bundle: DraftBundle;
  readonly assets: { readonly [name: string]: Uint8Array };
  readonly unsaved: JournalEntry | undefined;
}

export const journal = openJournal();

export const journalKey = (kind: DraftKind, id: string): string => `${kind}/${id}`;
/** Where changes wait that a person must still decide about, while others are being written. */
export const undecidedKey = (kind: ContentKind, id: string): string => `${kind}/${id}/undecided`;

/** Opens the draft of a template or block; where there is none it is started from the latest version. */
export function useDraft(kind: ContentKind, id: string) {
  return useQuery({
    queryKey: ['editor', kind, id],
    // What is on the screen is the newest there is; it must not be fetched anew while one writes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: () => load(kind, id),
  });
}

async function load(kind: ContentKind, id: string): Promise<Loaded> {
  const params = { kind, id };
  const unsaved = keptOf(kind, id);
  // Most have a draft: all that it takes is asked for at once.
  const [draft, { bundle, assets }] = await Promise.all([call(api.drafts.get, { params }), around(kind, id)]).catch(
    async (error: unknown) => {
      if (!(error instanceof ApiError && error.problem.code === 'content.no-draft')) throw error;
      const begun = await call(api.drafts.start, { params, body: {} });
      return [begun, await around(kind, id)] as const;
    },
  );
  return { draft, bundle, assets, unsaved: await unsaved };
}

async function around(kind: ContentKind, id: string): Promise<Pick<Loaded, 'bundle' | 'assets'>> {
  const bundle = await call(api.drafts.bundle, { params: { kind, id } });
  return { bundle, assets: await fetchAssets(bundle) };
}

/** What this browser kept; the newer where something undecided is there as well. */
async function keptOf(kind: ContentKind, id: string): Promise<JournalEntry | undefined> {
  const read = (key: string) => journal.read(key).catch(() => undefined);
  return (await read(journalKey(kind, id))) ?? (await read(undecidedKey(kind, id)));
}

/** Fonts and images; the browser keeps them, since what is behind an address never changes. */
export async function fetchAssets({ assets }: Pick<DraftBundle, 'assets'>): Promise<Loaded['assets']> {
  const loaded = await Promise.all(
    Object.entries(assets).map(async ([name, { url }]) => {
      const response = await fetch(url, { credentials: 'same-origin' });
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    }),
  );
  return Object.fromEntries(loaded);
}
