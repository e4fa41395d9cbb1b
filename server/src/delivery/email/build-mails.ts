import { randomBytes } from 'node:crypto';
import { customerLinks, customersById } from '../../customers/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type CommunicationRow, communicationsById, findRun, versionBundle } from '../../production/index.ts';
import { senderSettings } from '../config.ts';
import { recipientsOf } from '../copy-recipients.ts';
import { lockCarriers, partsAround } from '../digests/store.ts';
import { signing } from '../domains/dkim-keys.ts';
import { failDeliveries } from '../fail-deliveries.ts';
import { layForMails } from '../mailbox/lay-down.ts';
import { renditionsFor } from '../own-renditions.ts';
import { deliveriesById, deliveriesOf, insertReceipts, type Trx } from '../store.ts';
import { markMails } from '../tracking/mark-mails.ts';
import type { Delivery, NewReceipt, SentMessage } from '../types.ts';
import { type BuiltMail, buildMail, type MailParts } from './build-mail.ts';
import { type PreparedMail, prepareMail } from './prepare-mail.ts';
import { planProtection } from './protection/plan-protection.ts';
import { signersNow } from './protection/signers.ts';
import { Faulty, isFinal, type Material } from './read-content.ts';
import type { SenderSettings } from './sender.ts';
import { keepBuiltMails } from './store.ts';

interface Built {
  readonly material: Material;
  readonly messageId: string;
  readonly token: string;
  readonly prepared: PreparedMail;
  readonly mail: BuiltMail;
}

/**
 * Builds the mails of some communications in the name of their brands, archives them in one pack, and makes their deliveries due. What is built already is
 * left alone, so that the job is safe to repeat; a mail that cannot be built fails alone. What goes out as a part of another one's mail is built there.
 */
export async function buildMails(platform: Platform, communicationIds: readonly string[]): Promise<void> {
  const built: Built[] = [];
  const failed: { readonly delivery: Delivery; readonly error: string }[] = [];
  for (const material of await gather(platform, communicationIds)) {
    const { delivery, sender } = material;
    const token = randomBytes(12).toString('hex');
    const messageId = `${delivery.id}@${sender.returnDomain}`;
    try {
      const prepared = await prepareMail(platform, material, messageId, token);
      built.push({ material, messageId, token, prepared, mail: buildMail(prepared.parts, sender) });
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
    const materials = built.map((one) => one.material);
    const changed = await changedMeanwhile(trx, materials);
    const sound = messages.filter((message) => !changed.has(message.deliveryId));
    const kept = new Set(await keepBuiltMails(trx, sound, platform.clock()));
    await tell(
      platform,
      trx,
      built.filter(({ material }) => kept.has(material.delivery.id)),
    );
    await failDeliveries(platform, trx, failed);
  });
}

/** Lays down what mails only link to, and notes what was done with each mail. */
async function tell(platform: Platform, trx: Trx, built: readonly Built[]): Promise<void> {
  const laid = built.flatMap(({ prepared }) => prepared.laid);
  await layForMails(platform, trx, laid);
  const receipts = built.flatMap(({ material, mail, prepared }) => [...prepared.receipts, ...protectedReceipt(material.delivery, mail)]);
  await insertReceipts(trx, receipts, platform.clock());
}

function protectedReceipt({ id: deliveryId, month }: Delivery, { done }: BuiltMail): NewReceipt[] {
  if (done === undefined) return [];
  return [{ deliveryId, month, kind: done.includes('encrypted') ? 'encrypted' : 'signed', detail: done }];
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
  const renditions = await renditionsFor(platform.db, deliveries);
  const recipients = await recipientsOf(platform.db, deliveries);
  const customerIds = [...new Set(deliveries.map((one) => one.customerId))];
  const customers = await customersById(platform, customerIds);
  const purposes = new Map<string, MailParts['purpose']>();
  for (const runId of new Set([...communications.values()].map((one) => one.runId))) {
    purposes.set(runId, (await findRun(platform.db, runId))?.purpose as MailParts['purpose']);
  }
  const senders = await sendersOf(platform, communications.values());
  const links = await customerLinks(platform, platform.clock());
  const mark = await markMails(platform, customerIds);
  const purposeOf = ({ runId }: CommunicationRow) => purposes.get(runId) ?? 'contract';
  const plan = await planProtection(
    platform,
    deliveries.map(({ customerId, communicationId }) => {
      const communication = communications.get(communicationId)!;
      return { customerId, communication, purpose: purposeOf(communication) };
    }),
  );
  return deliveries.map((delivery) => {
    const communication = communications.get(delivery.communicationId)!;
    return {
      delivery,
      communication,
      renditions: renditions(delivery),
      toName: recipients(delivery)?.name ?? customers.get(delivery.customerId)?.name ?? '',
      purpose: purposeOf(communication),
      sender: senders.get(communication.templateVersionId)!,
      links,
      // Whom a copy goes to consented to nothing.
      mark: delivery.copy > 0 ? (html) => html : mark,
      plan: plan(delivery, communication, purposeOf(communication)),
      parts: [],
    };
  });
}

/** As whom the communications are sent, by template version: each version has its brand. */
async function sendersOf(platform: Platform, communications: Iterable<CommunicationRow>): Promise<ReadonlyMap<string, SenderSettings>> {
  const senders = new Map<string, SenderSettings>();
  const keyFor = await signing(platform);
  const signerOf = await signersNow(platform, platform.clock());
  for (const versionId of new Set(Array.from(communications, (one) => one.templateVersionId))) {
    const { brand } = await versionBundle(platform, versionId);
    const sender = senderSettings(platform.config, brand.sender);
    const dkim = keyFor(domainOf(sender)) ?? sender.dkim;
    const signer = signerOf(addressOf(sender));
    senders.set(versionId, { ...sender, ...(dkim === undefined ? {} : { dkim }), ...(signer === undefined ? {} : { signer }) });
  }
  return senders;
}

/** DMARC asks that the signing domain is that of the visible sender. */
const domainOf = (sender: SenderSettings): string => addressOf(sender).split('@').at(-1)!;

/** The address of the visible sender; empty where there is none. */
function addressOf({ from }: SenderSettings): string {
  const address = typeof from === 'string' ? from : from.address;
  return /([^\s<]+@[^\s>]+)>?\s*$/.exec(address)?.[1] ?? '';
}
