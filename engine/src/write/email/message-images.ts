import type { InlineImage } from '../../compose.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { messagePictures, type PublishedImage, publishedAddress, publishedImages } from '../published-images.ts';

/** The pictures of the messages of a template, and how the messages refer to them. */
export interface MessageImages {
  /** The address of an asset's picture in HTML; undefined where mail readers don't show it. */
  source(asset: string): string | undefined;
  /** What goes along with a message that shows these assets. */
  shown(assets: ReadonlySet<string>): ShownImages;
}

export interface ShownImages {
  readonly inlineImages: readonly InlineImage[];
  readonly publishedImages?: readonly PublishedImage[];
}

/** Pictures that every message brings along. */
export function inlineImages(bundle: TemplateBundle): MessageImages {
  const known = new Map<string, InlineImage>();
  for (const [asset, picture] of messagePictures(bundle)) known.set(asset, { cid: contentId(asset), ...picture });
  return {
    source: (asset) => (known.has(asset) ? `cid:${contentId(asset)}` : undefined),
    shown: (assets) => ({ inlineImages: found(assets, known) }),
  };
}

/** Pictures that stand on a server of the caller's. @param base where he publishes them */
export function imagesByAddress(bundle: TemplateBundle, base: string): MessageImages {
  const known = publishedImages(bundle);
  return {
    source(asset) {
      const image = known.get(asset);
      return image === undefined ? undefined : publishedAddress(base, image);
    },
    shown: (assets) => ({ inlineImages: [], publishedImages: found(assets, known) }),
  };
}

function found<Image>(assets: ReadonlySet<string>, known: ReadonlyMap<string, Image>): Image[] {
  const images: Image[] = [];
  for (const asset of assets) {
    const image = known.get(asset);
    if (image !== undefined) images.push(image);
  }
  return images;
}

const contentId = (asset: string): string => `${asset.replace(/[^A-Za-z0-9-]/g, '-')}@posthorn`;
