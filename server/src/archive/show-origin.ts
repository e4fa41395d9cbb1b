import type { api, OriginPassage, PassageOrigin, ReplyOf } from '@posthorn/contract';
import { originOf, passagesOf } from '../content/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { readCommunication } from '../production/index.ts';
import './errors.ts';

/** What a communication was made of, as it was written. @throws PosthornError `communication.not-found` */
export async function showPassages(platform: Platform, id: string): Promise<ReplyOf<typeof api.origins.passages>> {
  return { rows: [...(await passagesFor(platform, id))] };
}

/** How one of its passages came to the customer. @throws PosthornError `communication.not-found`, `passage.not-found` */
export async function showOrigin(
  platform: Platform,
  id: string,
  wanted: { readonly node: string; readonly version: string; readonly field: string },
): Promise<PassageOrigin> {
  const passage = (await passagesFor(platform, id)).find(
    ({ nodeId, versionId, field }) => nodeId === wanted.node && versionId === wanted.version && field === wanted.field,
  );
  if (!passage) throw new PosthornError('passage.not-found');
  return await originOf(platform, passage);
}

async function passagesFor(platform: Platform, id: string): Promise<readonly OriginPassage[]> {
  const { templateVersionId, language, composedAt } = await readCommunication(platform, id);
  return await passagesOf(platform, templateVersionId, composedAt.toISOString().slice(0, 10), language);
}
