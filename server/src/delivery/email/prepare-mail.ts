import type { Platform } from '../../platform/platform.ts';
import { versionBundle } from '../../production/index.ts';
import { noticeMail } from '../notices/write-notice.ts';
import type { NewReceipt } from '../types.ts';
import type { MailParts } from './build-mail.ts';
import { joinMails, type MailContent } from './digest.ts';
import { withLink } from './protection/link-in-mail.ts';
import type { Carriage } from './protection/rules.ts';
import { contentOf, Faulty, type Material } from './read-content.ts';

/** A mail as it will be built. */
export interface PreparedMail {
  readonly parts: MailParts;
  /** What lies in the portal, instead of in the mail. */
  readonly laid: readonly Material[];
  readonly receipts: readonly NewReceipt[];
}

/** Reads what a mail says, and decides what of it goes in the mail itself. @throws Unsendable, Faulty when it can never be sent */
export async function prepareMail(platform: Platform, material: Material, messageId: string, returnToken: string): Promise<PreparedMail> {
  const { delivery, communication, toName, links, parts } = material;
  const purpose = parts.some((part) => part.purpose === 'advertising') ? 'advertising' : material.purpose;
  // All of one mail goes to one customer: where the purpose of one part asks for encryption, the others have it too.
  const recipients = [material, ...parts].find(({ plan }) => plan.recipients !== undefined)?.plan.recipients;
  const unsubscribeLink = links?.unsubscribe(delivery.customerId, delivery.id, delivery.address);
  const shared = {
    to: { name: toName, address: delivery.address },
    language: communication.language,
    messageId,
    returnToken,
    date: platform.clock(),
    purpose,
    feedback: { run: communication.runId, kind: purpose },
    ...(unsubscribeLink === undefined ? {} : { unsubscribeLink }),
    ...(recipients === undefined ? {} : { recipients }),
  };
  // Not even a name: whoever looks over a shoulder learns nothing.
  const notice = async () => ({
    ...shared,
    to: { name: '', address: delivery.address },
    ...(await noticeMail(platform, delivery, communication)),
  });
  if (delivery.purpose === 'notice') return { parts: await notice(), laid: [], receipts: [] };
  const contents = await readAll(platform, material, recipients !== undefined);
  if (contents.some(({ carriage }) => carriage.kind === 'linked')) {
    const whole = contents.map((one) => ({ ...one, carriage: contents.find(({ carriage }) => carriage.kind === 'linked')!.carriage }));
    return { parts: await notice(), laid: whole.map((one) => one.of), receipts: whole.flatMap(linkedReceipt) };
  }
  const linked = contents.filter(({ carriage }) => carriage.kind === 'attachments-linked');
  const said: MailContent[] = [];
  for (const { of, content, carriage } of contents) said.push(carriage.kind === 'whole' ? content : await pointing(platform, of, content));
  return {
    parts: { ...shared, ...(said.length === 1 ? said[0]! : joinMails(said, communication.language)) },
    laid: linked.map((one) => one.of),
    receipts: linked.flatMap(linkedReceipt),
  };
}

interface Read {
  readonly of: Material;
  readonly content: MailContent;
  readonly carriage: Carriage;
}

async function readAll(platform: Platform, material: Material, encrypted: boolean): Promise<Read[]> {
  const contents: { of: Material; content: MailContent }[] = [];
  for (const of of [material, ...material.parts]) contents.push({ of, content: await contentOf(platform, of) });
  const attachedBytes = contents
    .flatMap(({ content }) => content.attachments ?? [])
    .reduce((sum, { bytes: { length } }) => sum + length, 0);
  return contents.map(({ of, content }) => {
    const attached = (content.attachments ?? []).length > 0;
    const carriage = of.plan.carriage({ encrypted, attached, attachedBytes: attached ? attachedBytes : 0 });
    if (carriage.kind === 'refused') throw new Faulty(of.delivery, `it may not be mailed: ${carriage.why}`);
    return { of, content, carriage };
  });
}

/** Without what is attached, and with a link to it. */
async function pointing(platform: Platform, { delivery, communication, links }: Material, content: MailContent): Promise<MailContent> {
  const { brand } = await versionBundle(platform, communication.templateVersionId);
  const { attachments: _left, ...rest } = content;
  return withLink(rest, links!.mailbox(delivery.customerId, delivery.address, brand.id), communication.language);
}

function linkedReceipt({ of: { delivery }, carriage }: Read): NewReceipt[] {
  if (!('why' in carriage)) return [];
  const what = carriage.kind === 'linked' ? 'The mail is a notice; what it would say' : 'What was attached';
  return [{ deliveryId: delivery.id, month: delivery.month, kind: 'linked', detail: `${what} lies in the portal: ${carriage.why}.` }];
}
