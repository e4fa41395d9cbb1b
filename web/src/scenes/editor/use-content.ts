import { api, type ImageAsset, type Sample } from '@posthorn/contract';
import type { Brand, DataRecord } from '@posthorn/engine';
import { useMemo, useState } from 'react';
import { call } from '../../api/call.ts';
import { type ContentKind, fetchAssets, type Loaded } from './use-draft.ts';
import { useParts, useStable } from './use-stable.ts';

/** All that is shown beside the words: brand, blocks, images, sample records. They change while one writes: another brand, an image uploaded. */
export interface Content extends Pick<Loaded, 'bundle' | 'assets'> {
  readonly brand: Brand;
  /** Addresses of pictures by the names of their assets. */
  readonly images: ReadonlyMap<string, string>;
  readonly sample: Sample | undefined;
  readonly record: DataRecord;
  readonly chooseSample: (id: string) => void;
  /** Asks for the sample records again, and chooses one of them. */
  readonly samplesChanged: (choose?: string) => Promise<void>;
  /** Shows it in another brand; what is written stays. */
  readonly chooseBrand: (brand: string) => Promise<void>;
  /** Takes an uploaded image among the assets. */
  readonly addImage: (image: ImageAsset, bytes: Uint8Array) => void;
  /** Puts a block among those that can be shown, with all that it is made of. */
  readonly takeBlock: (block: string) => Promise<void>;
}

export function useContent(kind: ContentKind, id: string, loaded: Loaded): Content {
  const [{ bundle, assets }, set] = useState<Pick<Loaded, 'bundle' | 'assets'>>(loaded);
  const [chosen, chooseSample] = useState(bundle.samples[0]?.id ?? '');
  const sample = bundle.samples.find((one) => one.id === chosen) ?? bundle.samples[0];
  const images = useMemo(() => {
    const fonts = JSON.stringify((bundle.brand as unknown as Brand).fonts);
    return new Map(
      Object.entries(bundle.assets)
        .filter(([name]) => !fonts.includes(`"${name}"`))
        .map(([name, { url }]) => [name, url]),
    );
  }, [bundle.brand, bundle.assets]);
  const change = (changed: Partial<Loaded['bundle']>) => set((now) => ({ ...now, bundle: { ...now.bundle, ...changed } }));
  const samplesChanged = useStable(async (choose?: string) => {
    const { rows } = await call(api.samples.list, { params: { id: bundle.template.id as string } });
    change({ samples: rows });
    if (choose !== undefined) chooseSample(choose);
  });
  const chooseBrand = useStable(async (brand: string) => {
    const other = await call(api.drafts.bundle, { params: { kind, id }, query: { brand } });
    const fetched = await fetchAssets(other);
    set((now) => ({
      assets: { ...now.assets, ...fetched },
      bundle: { ...now.bundle, brand: other.brand, assets: { ...now.bundle.assets, ...other.assets } },
    }));
  });
  const addImage = useStable(({ name, sha256, url, bytes: size }: ImageAsset, bytes: Uint8Array) => {
    set((now) => ({
      assets: { ...now.assets, [name]: bytes },
      bundle: { ...now.bundle, assets: { ...now.bundle.assets, [name]: { sha256, url, bytes: size } } },
    }));
  });
  const takeBlock = useStable(async (block: string) => {
    if (bundle.blocks[block] !== undefined) return;
    const other = await call(api.drafts.bundle, { params: { kind, id }, query: { block } });
    const fresh = Object.fromEntries(Object.entries(other.assets).filter(([name]) => bundle.assets[name] === undefined));
    const fetched = await fetchAssets({ ...other, assets: fresh });
    // What is shown already stays the same object: only what is new is drawn and composed anew.
    set((now) => ({
      assets: Object.keys(fetched).length === 0 ? now.assets : { ...now.assets, ...fetched },
      bundle: { ...now.bundle, blocks: { ...other.blocks, ...now.bundle.blocks }, assets: { ...now.bundle.assets, ...fresh } },
    }));
  });
  return useParts({
    ...{ bundle, assets, images, sample, chooseSample, samplesChanged, chooseBrand, addImage, takeBlock },
    brand: bundle.brand as unknown as Brand,
    record: useMemo(() => (sample?.record ?? {}) as DataRecord, [sample]),
  });
}
