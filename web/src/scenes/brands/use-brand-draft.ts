import { api, type Draft, type DraftBundle } from '@posthorn/contract';
import type { Brand } from '@posthorn/engine';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { Written } from '../editor/model/areas.ts';
import { fetchAssets } from '../editor/use-draft.ts';
import { type Saving, useSaving } from '../editor/use-saving.ts';
import { beginning, changed, type History, redone, undone } from './history.ts';

/** A font or image with its bytes. */
export interface BrandFile {
  readonly sha256: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}

export interface LoadedBrand {
  readonly draft: Draft;
  readonly bundle: DraftBundle;
  readonly files: ReadonlyMap<string, BrandFile>;
}

/** Opens the draft of a brand; where there is none it is started from the version of today. */
export function useLoadedBrand(id: string) {
  return useQuery({
    queryKey: ['brand-draft', id],
    // What is on the screen is the newest there is; it must not be fetched anew while one works on it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: () => load(id),
  });
}

async function load(id: string): Promise<LoadedBrand> {
  const params = { kind: 'brand' as const, id };
  const draft = await call(api.drafts.get, { params }).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return call(api.drafts.start, { params, body: {} });
    throw error;
  });
  const bundle = await call(api.drafts.bundle, { params });
  const bytes = await fetchAssets(bundle);
  const { assets } = draft.document as unknown as Brand;
  const files = Object.entries(assets).flatMap(([name, place]) => {
    const reference = bundle.assets[name];
    return reference && bytes[name] ? [[place, { ...reference, bytes: bytes[name] }] as const] : [];
  });
  return { draft, bundle, files: new Map(files) };
}

export interface BrandDraft {
  readonly id: string;
  /** No version of it was there when its draft began. */
  readonly isNew: boolean;
  readonly brand: Brand;
  /** @param about changes about the same, one right after the other, are undone together */
  readonly change: (brand: Brand, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly saving: Saving;
  /** Whether it may be written here and now. */
  readonly writable: boolean;
  /** By the places that the brand's `assets` name. */
  readonly files: ReadonlyMap<string, BrandFile>;
  readonly addFile: (place: string, file: BrandFile) => void;
  /** As the engine takes them: bytes by name. */
  readonly bytes: { readonly [name: string]: Uint8Array };
}

/** A brand that is being changed: every step can be undone, all is saved by itself. */
export function useBrandDraft(id: string, loaded: LoadedBrand): BrandDraft {
  const [history, setHistory] = useState<History<Brand>>(() => beginning(loaded.draft.document as unknown as Brand));
  const [files, setFiles] = useState(loaded.files);
  const show = useCallback((document: Written) => setHistory(beginning(document as unknown as Brand)), []);
  const saving = useSaving({
    kind: 'brand',
    id,
    loaded: { draft: loaded.draft, bundle: loaded.bundle, assets: {}, unsaved: undefined },
    show,
    commented: () => undefined,
    suggested: () => undefined,
  });
  const { saver } = saving;
  const become = (next: History<Brand>) => {
    if (next.present === history.present) return;
    setHistory(next);
    saver.change(next.present as unknown as Written);
  };
  const brand = history.present;
  const bytes = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(brand.assets).flatMap(([name, place]) => {
          const file = files.get(place);
          return file ? [[name, file.bytes] as const] : [];
        }),
      ),
    [brand.assets, files],
  );
  return {
    ...{ id, brand, saving, files, bytes },
    isNew: loaded.draft.basedOn === undefined,
    writable: saving.holder === undefined && saving.closed === undefined,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: (next, about) => become(changed(history, next, about, Date.now())),
    undo: () => become(undone(history)),
    redo: () => become(redone(history)),
    addFile: (place, file) => setFiles((known) => new Map([...known, [place, file]])),
  };
}

/** What an uploaded file is called in `assets`: the place where `content pull` writes it. */
export const placeOf = (name: string, mediaType: string): string => `assets/${name}.${extensions[mediaType] ?? 'ttf'}`;
const extensions: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };
