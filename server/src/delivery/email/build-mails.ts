import { randomBytes } from 'node:crypto';
import { type CustomerLinks, customerLinks, customersById } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type ArchivedEmail,
  type CommunicationRow,
  communicationsById,
  findRun,
  type ReadableEmail,
  type RenditionKind,
  type RenditionRow,
  readEmail,
  renditionsOf,
  versionBundle,
} from '../../production/index.ts';
import { senderSettings } from '../config.ts';
import { lockCarriers, partsAround } from '../digests/store.ts';
import { signing } from '../domains/dkim-keys.ts';
import { failDeliveries } from '../fail-deliveries.ts';
import { noticeMail } from '../notices/write-notice.ts';
import { deliveriesById, deliveriesOf, type Trx } from '../store.ts';
import { type MarkMail, markMails } from '../tracking/mark-mails.ts';
import type { Delivery, SentMessage } from '../types.ts';
import { type BuiltMail, buildMail, type MailParts, Unsendable } from './build-mail.ts';
import { joinMails, type MailContent } from './digest.ts';
import type { SenderSettings } from './sender.ts';
import { keepBuiltMails } from './store.ts';

type Renditions = ReadonlyMap<RenditionKind, RenditionRow>;
interface Material {
  readonly delivery: Delivery;
  readonly communication: CommunicationRow;
  readonly renditions: Renditions;
  readonly customerName: string;
  readonly purpose: MailParts['purpose'];
  readonly sender: SenderSettings;
  readonly links: CustomerLinks | undefined;
  readonly mark: MarkMail;
  /** What goes out as parts of its mail. */
  readonly parts: readonly Material[];
}

/** One of the communications of a mail cannot be sent, for good. */
class Faulty extends Unsendable {
  readonly delivery: Delivery;
  constructor(delivery: Delivery, message: string) {
    super(message);
    this.delivery = delivery;
  }
}

/**
 * Builds the mails of some communications in the name of their brands, archives them in one pack, and makes their deliveries due. What is built already is
 * left alone, so that the job is safe to repeat; a mail that cannot be built fails alone. What goes out as a part of another one's mail is built there.
 */
export async function buildMails(platform: Platform, communicationIds: readonly string[]): Promise<void> {
  const built: { readonly material: Material; readonly messageId: string; readonly token: string; readonly mail: BuiltMail }[] = [];
  const failed: { readonly delivery: Delivery; readonly error: string }[] = [];
  for (const material of await gather(platform, communicationIds)) {
    const { delivery, sender } = material;
    const token = randomBytes(12).toString('hex');
    const messageId = `${delivery.id}@${sender.returnDomain}`;
    try {
      built.push({ material, messageId, token, mail: buildMail(await partsOf(platform, material, messageId, token), sender) });
    } catch (error) {
      if (!isFinal(error)) throw error;
      failed.push({ delivery: error instanceof Faulty ? error.delivery : delivery, error: error.message });
    }
  }
  const places = await platform.packs.write(
    built.map(({ material, mail }) => ({ customerId: material.delivery.customerId, bytes: mail.source })),
  );
  const messages = built.map(({ material, messageId, token, mail }, at): SentMessage => {
    const { id: deliveryId, month, communicationId } = material.delivery;
    const envelope = { envelopeFrom: mail.from, envelopeTo: mail.to };
    return { deliveryId, month, communicationId, messageId, returnToken: token, ...envelope, ...places[at]! };
  });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const changed = await changedMeanwhile(
      trx,
      built.map((one) => one.material),
    );
    await keepBuiltMails(
      trx,
      messages.filter((message) => !changed.has(message.deliveryId)),
      platform.clock(),
    );
    await failDeliveries(platform, trx, failed);
  });
}

/** Mails that lost a part while they were built; whoever took it out has them built again. */
async function changedMeanwhile(trx: Trx, materials: readonly Material[]): Promise<ReadonlySet<string>> {
  const carriers = materials.filter((one) => one.parts.length > 0);
  if (carriers.length === 0) return new Set();
  const ids = carriers.map((one) => one.delivery.id);
  await lockCarriers(trx, ids);
  const now = Map.groupBy(await partsAround(trx, ids), (part) => part.carrierId);
  const sameParts = ({ delivery, parts }: Material) => (now.get(delivery.id) ?? []).length === parts.length;
  return new Set(carriers.flatMap((one) => (sameParts(one) ? [] : one.delivery.id)));
}

/** Mails to build, each with what goes out as its parts. */
async function gather(platform: Platform, communicationIds: readonly string[]): Promise<readonly Material[]> {
  const wanted = (await deliveriesOf(platform.db, communicationIds)).filter(isUnbuilt);
  const parts = await partsAround(
    platform.db,
    wanted.map((one) => one.id),
  );
  const partIds = new Set(parts.map((part) => part.deliveryId));
  const carried = (await deliveriesById(platform.db, [...partIds])).filter(isUnbuilt);
  const materials = await materialsOf(platform, [...wanted.filter((one) => !partIds.has(one.id)), ...carried]);
  const byId = new Map(materials.map((one) => [one.delivery.id, one]));
  const partsOfMail = (id: string) => parts.filter((part) => part.carrierId === id).flatMap((part) => byId.get(part.deliveryId) ?? []);
  return materials.filter((one) => !partIds.has(one.delivery.id)).map((one) => ({ ...one, parts: partsOfMail(one.delivery.id) }));
}

const isUnbuilt = ({ channel, state, messageId }: Delivery): boolean => channel === 'email' && state === 'queued' && messageId === null;

async function materialsOf(platform: Platform, deliveries: readonly Delivery[]): Promise<readonly Material[]> {
  if (deliveries.length === 0) return [];
  const ids = deliveries.map((one) => one.communicationId);
  const communications = new Map((await communicationsById(platform.db, ids)).map((one) => [one.id, one]));
  const renditions = Map.groupBy(await renditionsOf(platform.db, ids), (one) => one.communicationId);
  const customerIds = [...new Set(deliveries.map((one) => one.customerId))];
  const customers = await customersById(platform, customerIds);
  const purposes = new Map<string, MailParts['purpose']>();
  for (const runId of new Set([...communications.values()].map((one) => one.runId))) {
    purposes.set(runId, (await findRun(platform.db, runId))?.purpose as MailParts['purpose']);
  }
  const senders = await sendersOf(platform, communications.values());
  const links = await customerLinks(platform, platform.clock());
  const mark = await markMails(platform, customerIds);
  return deliveries.map((delivery) => {
    const communication = communications.get(delivery.communicationId)!;
    return {
      delivery,
      communication,
      renditions: new Map((renditions.get(communication.id) ?? []).map((one) => [one.kind, one])),
      customerName: customers.get(delivery.customerId)?.name ?? '',
      purpose: purposes.get(communication.runId) ?? 'contract',
      sender: senders.get(communication.templateVersionId)!,
      links,
      mark,
      parts: [],
    };
  });
}

/** As whom the communications are sent, by template version: each version has its brand. */
async function sendersOf(platform: Platform, communications: Iterable<CommunicationRow>): Promise<ReadonlyMap<string, SenderSettings>> {
  const senders = new Map<string, SenderSettings>();
  const keyFor = await signing(platform);
  for (const versionId of new Set(Array.from(communications, (one) => one.templateVersionId))) {
    const { brand } = await versionBundle(platform, versionId);
    const sender = senderSettings(platform.config, brand.sender);
    const dkim = keyFor(domainOf(sender)) ?? sender.dkim;
    senders.set(versionId, dkim === undefined ? sender : { ...sender, dkim });
  }
  return senders;
}

/** DMARC asks that the signing domain is that of the visible sender. */
function domainOf({ from }: SenderSettings): string {
  const address = typeof from === 'string' ? from : from.address;
  return /@([^\s>]+)>?\s*$/.exec(address)?.[1] ?? '';
}

async function partsOf(platform: Platform, material: Material, messageId: string, returnToken: string): Promise<MailParts> {
  const { delivery, communication, customerName, links, parts } = material;
  const purpose = parts.some((part) => part.purpose === 'advertising') ? 'advertising' : material.purpose;
  const unsubscribeLink = links?.unsubscribe(delivery.customerId, delivery.id, delivery.address);
  const shared = {
    to: { name: customerName, address: delivery.address },
    language: communication.language,
    messageId,
    returnToken,
    date: platform.clock(),
    purpose,
    feedback: { run: communication.runId, kind: purpose },
    ...(unsubscribeLink === undefined ? {} : { unsubscribeLink }),
  };
  if (delivery.purpose === 'notice') {
    // Not even a name: whoever looks over a shoulder learns nothing.
    return { ...shared, to: { name: '', address: delivery.address }, ...(await noticeMail(platform, delivery, communication)) };
  }
  const contents: MailContent[] = [];
  for (const part of [material, ...parts]) contents.push(await contentOf(platform, part));
  return { ...shared, ...(contents.length === 1 ? contents[0]! : joinMails(contents, communication.language)) };
}

/** @throws Faulty when it can never be sent */
async function contentOf(platform: Platform, material: Material): Promise<MailContent> {
  try {
    return await readContent(platform, material);
  } catch (error) {
    throw isFinal(error) ? new Faulty(material.delivery, error.message) : error;
  }
}

async function readContent(platform: Platform, { delivery, communication, renditions, purpose, mark }: Material): Promise<MailContent> {
  const read = async (kind: RenditionKind) => {
    const place = renditions.get(kind);
    if (place === undefined) throw new Unsendable(`the communication has no rendition ${kind}`);
    return platform.packs.read(place, delivery.customerId);
  };
  const { subject, text, html, inlineImages, attachLetter } = await readWhole(platform, communication, await read('email'));
  const letter = { filename: `${subject.slice(0, 80)}.pdf`, mediaType: 'application/pdf' };
  const attachments = attachLetter ? [{ ...letter, bytes: await read('pdf') }] : [];
  return { subject, text, html: mark(html, delivery, purpose), inlineImages, attachments };
}

/** The template version with its fonts is only loaded where images come from it. */
async function readWhole(platform: Platform, communication: CommunicationRow, archived: Uint8Array): Promise<ReadableEmail> {
  const email = JSON.parse(Buffer.from(archived).toString()) as ArchivedEmail;
  if (email.inlineImages.length === 0) return { ...email, inlineImages: [] };
  return readEmail(platform, communication.templateVersionId, archived);
}

/** Whether only this mail is at fault, for good. Anything else (a store that does not answer) fails the job, which is tried again. */
function isFinal(error: unknown): error is Error {
  if (error instanceof Unsendable) return true;
  return (
    error instanceof PosthornError && ['pack.key-destroyed', 'pack.damaged', 'object.not-found', 'rendition.not-found'].includes(error.code)
  );
}
