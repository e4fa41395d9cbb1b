import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { allRenditionsOf, communicationsById } from './store/communications.ts';
import type { ArchivedEmail, CommunicationRow, RenditionKind, RenditionRow } from './types.ts';
import { versionBundle } from './version-bundle.ts';

/** @throws PosthornError `communication.not-found` */
export async function readCommunication(platform: Platform, id: string): Promise<CommunicationRow> {
  const [communication] = await communicationsById(platform.db, [id]);
  if (communication === undefined) throw new PosthornError('communication.not-found');
  return communication;
}

/** The archived bytes at a place, checked against their hash. @throws PosthornError `pack.damaged`, `object.not-found` */
export function readBytes(platform: Platform, customerId: string, rendition: RenditionRow): Promise<Uint8Array> {
  return platform.packs.read(rendition, customerId);
}

/**
 * The archived bytes of a communication's rendition.
 * @param copy of which copy; 0 for the original
 * @throws PosthornError `rendition.not-found`, `pack.damaged`, `object.not-found`
 */
export async function readRendition(
  platform: Platform,
  communication: Pick<CommunicationRow, 'id' | 'customerId'>,
  kind: RenditionKind,
  copy = 0,
): Promise<{ readonly rendition: RenditionRow; readonly bytes: Uint8Array }> {
  const rendition = (await allRenditionsOf(platform.db, [communication.id])).find((one) => one.kind === kind && one.copy === copy);
  if (rendition === undefined) throw new PosthornError('rendition.not-found');
  return { rendition, bytes: await readBytes(platform, communication.customerId, rendition) };
}

/** An e-mail ready to be sent or shown: its images are there. */
export interface ReadableEmail extends Omit<ArchivedEmail, 'inlineImages'> {
  readonly inlineImages: readonly { readonly cid: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
}

/** Makes an archived e-mail whole again: images that are assets of the template version are put back in. */
export async function readEmail(platform: Platform, templateVersionId: string, archived: Uint8Array): Promise<ReadableEmail> {
  const email = JSON.parse(Buffer.from(archived).toString('utf8')) as ArchivedEmail;
  const { assets } = await versionBundle(platform, templateVersionId);
  const inlineImages = email.inlineImages.map((image) => {
    const { cid, mediaType } = image;
    const bytes = 'asset' in image ? assets[image.asset] : Buffer.from(image.base64, 'base64');
    if (bytes === undefined)
      throw new PosthornError('rendition.not-found', { detail: `The e-mail's image ${cid} is not in its template version.` });
    return { cid, mediaType, bytes };
  });
  return { ...email, inlineImages };
}
