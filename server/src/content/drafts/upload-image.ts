import type { api, ImageAsset, ReplyOf } from '@posthorn/contract';
import { ImageError, imageSize } from '@posthorn/engine';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { sha256 } from '../rules.ts';
import { insertImage, listImages } from '../store/images.ts';
import { insertAsset } from '../store.ts';
import type { ImageRow } from '../types.ts';
import { idFromName } from './document.ts';
import { assetUrl } from './draft-bundle.ts';

/** Bytes of an uploaded image. */
export const largestImage = 8_000_000;

const mediaTypes = { png: 'image/png', jpeg: 'image/jpeg', svg: 'image/svg+xml' } as const;

/**
 * Keeps an image that nodes may name from now on. It is judged by its bytes, not by what the sender calls it. Its name is that of the
 * file with the beginning of its hash, so that it never means another image.
 * @throws PosthornError `content.image-unusable`, `request.too-large`
 */
export async function uploadImage(platform: Platform, actor: Actor, fileName: string, bytes: Uint8Array): Promise<ImageAsset> {
  if (bytes.length > largestImage) throw new PosthornError('request.too-large', { detail: `An image may have ${largestImage} bytes.` });
  const facts = factsOf(fileName, bytes);
  const hash = sha256(bytes);
  const key = `assets/${hash}`;
  await platform.objects.put(key, bytes);
  const row = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await insertAsset(trx, { sha256: hash, key, bytes: bytes.length }, at);
    const name = `${idFromName(fileName.replace(/\.[A-Za-z]{2,4}$/, '')) || 'image'}-${hash.slice(0, 12)}`;
    const { type, width, height } = facts;
    const image = { name, sha256: hash, mediaType: mediaTypes[type], width, height, uploadedAt: at, uploadedBy: actor.name };
    const kept = await insertImage(trx, image);
    await platform.audit.append(trx, actor, 'content.image-upload', `image/${kept.name}`, { sha256: hash, bytes: bytes.length });
    return kept;
  });
  return present(row);
}

/** Newest first. */
export async function showImages(platform: Pick<Platform, 'db'>, query: PageQuery): Promise<ReplyOf<typeof api.assets.list>> {
  const limit = limitOf(query);
  const page = pageOf(await listImages(platform.db, limit + 1, after(query)), limit, ({ name }) => name);
  return { ...page, rows: page.rows.map(present) };
}

function factsOf(name: string, bytes: Uint8Array): ReturnType<typeof imageSize> {
  try {
    return imageSize(name, bytes);
  } catch (error) {
    if (!(error instanceof ImageError))
      throw new PosthornError('content.image-unusable', { detail: 'The image is damaged.', cause: error });
    throw new PosthornError('content.image-unusable', { detail: error.message, hint: error.hint, cause: error });
  }
}

const present = ({ uploadedAt, ...row }: ImageRow): ImageAsset => ({
  ...row,
  url: assetUrl(row.sha256),
  uploadedAt: uploadedAt.toISOString(),
});
