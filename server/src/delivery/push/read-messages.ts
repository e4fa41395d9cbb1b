import { createHash } from 'node:crypto';
import { devicesOf } from '../../customers/index.ts';
import { linkSigner } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { advertisedGoods, communicationsById, renditionsOf } from '../../production/index.ts';
import { noticePush } from '../notices/write-notice.ts';
import type { ClaimedDelivery } from '../types.ts';
import type { PushContent, PushMessage } from './message.ts';

/** How long a browser may report that a message was shown or clicked: notifications stay until they are wiped away. */
const reportedDays = 60;

/** What production keeps of a push message. */
type Kept = Pick<PushContent, 'title' | 'body' | 'link' | 'language'>;

/** Reads the push messages of claimed deliveries: content out of the archive or, of notices, made now; devices as they are now. */
export async function readPushMessages(
  platform: Platform,
  claimed: readonly ClaimedDelivery[],
): Promise<(delivery: ClaimedDelivery) => Promise<PushMessage | string>> {
  const ids = claimed.map((one) => one.communicationId);
  const customerIds = claimed.map((one) => one.customerId);
  const [renditions, communications, devices, sign, read] = await Promise.all([
    renditionsOf(platform.db, ids),
    communicationsById(platform.db, ids),
    devicesOf(platform, customerIds),
    linkSigner(platform),
    platform.packs.reader(customerIds),
  ]);
  const places = new Map(renditions.filter((one) => one.kind === 'push').map((one) => [one.communicationId, one]));
  const about = new Map(communications.map((one) => [one.id, one]));
  return async (delivery) => {
    const { id, communicationId, customerId, address, runId } = delivery;
    const communication = about.get(communicationId);
    const place = places.get(communicationId);
    const isNotice = delivery.purpose === 'notice' && communication !== undefined;
    if (!isNotice && place === undefined) return 'the communication has no push message';
    const wanted = new Set(address.split('\n'));
    const own = (devices.get(customerId) ?? []).filter((one) => wanted.has(one.address));
    if (own.length === 0) return 'the customer has turned notifications off on all devices';
    const kept = isNotice
      ? await noticePush(platform, delivery, communication)
      : (JSON.parse(Buffer.from(await read(place!, customerId)).toString()) as Kept);
    const { validUntil, matter, matterKey } = communication ?? {};
    const now = platform.clock().getTime();
    // While a notice waits, a later one of the same mailbox says it as well.
    const same = 'tag' in kept ? `${customerId} ${kept.tag}` : matterKey ? `${matter} ${matterKey}` : undefined;
    const topic = same === undefined ? undefined : topicOf(same);
    const expiresAt = new Date(now + reportedDays * 86_400_000);
    const advertising = runId !== null && (await advertisedGoods(platform, runId)) !== undefined;
    return {
      ...{ id, devices: own, content: { ...kept, tag: topic ?? id, report: sign('push', { subject: id, expiresAt }) } },
      ...(validUntil ? { ttlSeconds: (validUntil.getTime() - now) / 1_000 } : {}),
      // An advertisement wakes nobody's telephone.
      ...(advertising ? { urgency: 'low' as const } : {}),
      ...(topic === undefined ? {} : { topic }),
    };
  };
}

/** Letters of base64url that say nothing of what they stand for: the push service reads them. */
const topicOf = (matter: string): string => createHash('sha256').update(matter).digest('base64url').slice(0, 32);
