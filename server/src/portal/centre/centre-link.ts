import { readChoices } from '../../customers/index.ts';
import { linkSigner, type OpenedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';

/** The preference centre opens to who holds another link of the customer, for as long as a visit takes. */
export async function centreLink(platform: Platform, opened: OpenedLink): Promise<string> {
  const choices = await platform.db.transaction().execute((trx) => readChoices(trx, opened.subject, platform.clock()));
  const sentTo = choices?.options.find((one) => one.address !== undefined && opened.sentTo(one.address))?.address;
  const expiresAt = new Date(platform.clock().getTime() + 3_600_000);
  return `/p/${(await linkSigner(platform))('preferences', { subject: opened.subject, sentTo, expiresAt })}`;
}
