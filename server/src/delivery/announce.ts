import { recordTimeline, type TimelineEntry } from '../customers/index.ts';
import { cancelContacts } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { CopyRow } from '../production/index.ts';
import { recipientsOf } from './copy-recipients.ts';
import { followDigests } from './digests/follow.ts';
import { countSteps } from './receipts/count-receipts.ts';
import type { DeliveryState } from './states.ts';
import { countChanges, type Trx } from './store.ts';
import type { StateChange, StateChanged } from './types.ts';

/**
 * Tells everybody who must know that deliveries came into a state, in the transaction that brings them there: counters, the
 * timelines of the customers, the parts of digests, and the event `delivery.state-changed`. A claim (`sending`) is nobody's news and only counted.
 */
export async function announce(platform: Platform, trx: Trx, changed: readonly StateChange[]): Promise<void> {
  const changes = await followDigests(platform, trx, changed);
  await countChanges(trx, changes);
  const cancelled = changes.filter((change) => change.to === 'cancelled' && change.purpose === 'document');
  await cancelContacts(
    platform,
    trx,
    cancelled.map((change) => change.communicationId),
  );
  const at = platform.clock();
  await countSteps(trx, changes, at);
  const recipientOf = await recipientsOf(trx, changes);
  await recordTimeline(
    trx,
    changes.flatMap((change) => timelineEntry(change, recipientOf(change), at)),
  );
  const news = changes.filter((change) => change.to !== 'sending');
  for (const [month, ofMonth] of Map.groupBy(news, (change) => change.month)) {
    await platform.events.publish<StateChanged>(trx, 'delivery.state-changed', `month/${month}`, {
      month,
      changes: ofMonth.map(({ from: _from, to, month: _month, ...change }) => ({ ...change, state: to, at: at.toISOString() })),
    });
  }
}

/** What a customer's timeline says. That something waits its turn is no news there. */
const sentences: Partial<Record<DeliveryState, (channel: string) => string>> = {
  sent: (channel) => `Sent by ${channel}`,
  delivered: (channel) => `Delivered by ${channel}`,
  available: () => 'Ready to be read in the portal',
  printed: () => 'Handed to the printer',
  failed: (channel) => `Could not be sent by ${channel}`,
  bounced: (channel) => `Came back (${channel})`,
  unknown: (channel) => `Sent by ${channel}, but whether it arrived is unknown`,
  cancelled: (channel) => `Not sent by ${channel}: cancelled`,
};
const noun = { document: '', notice: 'Notice: ', copy: 'Copy: ' } as const;
const channelNames: Readonly<Record<string, string>> = { email: 'e-mail', sms: 'SMS', post: 'post', portal: 'portal', push: 'push' };

function timelineEntry(change: StateChange, recipient: CopyRow | undefined, at: Date): TimelineEntry[] {
  const { customerId, communicationId, deliveryId, channel, purpose, to } = change;
  const sentence = sentences[to]?.(channelNames[channel] ?? channel);
  if (sentence === undefined) return [];
  const what = recipient === undefined ? noun[purpose] : recipient.kind === 'addressee' ? 'Sent again: ' : `Copy for ${recipient.name}: `;
  const summary = `${what}${sentence}`;
  const data = { deliveryId, channel, purpose, ...(recipient === undefined ? {} : { name: recipient.name, kind: recipient.kind }) };
  return [{ customerId, at, type: `delivery.${to}`, summary, communicationId, data }];
}
