import { api } from '@posthorn/contract';
import type { Block, Brand, DataRecord, Template } from '@posthorn/engine';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../api/call.ts';
import { fetchAssets } from '../../editor/use-draft.ts';
import { type Compared, createComparer, type Look } from './compare-letters.ts';

/** The brand as it is now, for everybody else. */
export function useLook(id: string) {
  return useQuery({
    queryKey: ['brand-look', id],
    // Asked for once for each visit: everything would be compared anew with an answer that says the same.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async (): Promise<Look> => {
      const { document, assets } = await call(api.brands.get, { params: { id } });
      return { brand: document as unknown as Brand, assets: await fetchAssets({ assets }) };
    },
  });
}

type Found = ReadonlyMap<string, Compared | Error>;

/** Letters of templates in both looks, as they come; all anew when the brand changes. */
export function useCompared(
  id: string,
  users: readonly { readonly id: string }[],
  before: Look | undefined,
  brand: Brand,
  bytes: Look['assets'],
): Found {
  const [found, setFound] = useState<Found>(new Map());
  const last = useRef<{ readonly looks: readonly unknown[]; letters: Found }>({ looks: [], letters: new Map() });
  const wanted = users.map((user) => user.id).join(' ');
  useEffect(() => {
    if (before === undefined || wanted === '') return;
    const looks = [before, brand, bytes];
    if (looks.some((look, i) => look !== last.current.looks[i])) last.current = { looks, letters: new Map() };
    const here = last.current;
    setFound(here.letters);
    let stale = false;
    const comparer = createComparer(before, { brand, assets: bytes });
    const ofLooks = new Set([...Object.keys(before.assets), ...Object.keys(bytes)]);
    const work = async () => {
      for (const template of wanted.split(' ').filter((one) => !here.letters.has(one))) {
        const compared = await compareOne(comparer, { id, template, known: ofLooks }, () => stale).catch(
          (error: unknown) => error as Error,
        );
        if (stale) return;
        if (compared === undefined) continue;
        here.letters = new Map([...here.letters, [template, compared]]);
        setFound(here.letters);
      }
      comparer.close();
    };
    void work();
    return () => {
      stale = true;
      comparer.close();
    };
  }, [id, wanted, before, brand, bytes]);
  return found;
}

interface One {
  /** Of the brand. */
  readonly id: string;
  readonly template: string;
  /** Names of fonts and images that the looks bring with them. */
  readonly known: ReadonlySet<string>;
}

async function compareOne(comparer: ReturnType<typeof createComparer>, { id, template, known }: One, stale: () => boolean) {
  const bundle = await call(api.drafts.bundle, { params: { kind: 'brand', id }, query: { template } });
  const assets = Object.fromEntries(Object.entries(bundle.assets).filter(([name]) => !known.has(name)));
  const own = await fetchAssets({ assets });
  if (stale()) return undefined;
  const document = bundle.template as unknown as Template;
  const shown = {
    template: document,
    blocks: bundle.blocks as unknown as Record<string, Block>,
    record: (bundle.samples[0]?.record ?? {}) as DataRecord,
    language: document.languages[0] ?? 'en',
  };
  return await comparer.compare(shown, own, stale);
}
