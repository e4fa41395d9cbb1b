import { sha256 } from '#runtime';
import { type ImageType, imageType } from '../graphics/image-type.ts';
import type { TemplateBundle } from '../template/model.ts';

/** A picture that a message shows by its name or address, and that the caller publishes or hands to the messenger. */
export interface PublishedImage {
  /** Named for its content: the same picture has the same name for ever, and another picture another one. */
  readonly name: string;
  readonly mediaType: ImageType;
  readonly bytes: Uint8Array;
}

/** Hexadecimal digits of a name; half a SHA-256 is more than enough to tell pictures apart. */
const DIGITS = 32;

/** The pictures of a bundle that messages can show, by the name of their asset: PNG and JPEG, which every reader has. */
export function messagePictures({ assets }: TemplateBundle): ReadonlyMap<string, Omit<PublishedImage, 'name'>> {
  const pictures = new Map<string, Omit<PublishedImage, 'name'>>();
  for (const [asset, bytes] of Object.entries(assets)) {
    const mediaType = imageType(bytes);
    if (mediaType !== undefined && mediaType !== 'image/svg+xml') pictures.set(asset, { mediaType, bytes });
  }
  return pictures;
}

/** The same with their names, for which every picture is hashed. */
export function publishedImages(bundle: TemplateBundle): ReadonlyMap<string, PublishedImage> {
  const images = new Map<string, PublishedImage>();
  for (const [asset, picture] of messagePictures(bundle)) {
    const hash = Array.from(sha256([picture.bytes]), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const extension = picture.mediaType === 'image/png' ? 'png' : 'jpg';
    images.set(asset, { name: `${hash.slice(0, DIGITS)}.${extension}`, ...picture });
  }
  return images;
}

/** The address of a published picture. @param base where the caller publishes, with or without a slash at its end */
export const publishedAddress = (base: string, { name }: PublishedImage): string => `${base.replace(/\/+$/, '')}/${name}`;
