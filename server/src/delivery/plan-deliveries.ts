import { newId } from '../platform/db/index.ts';
import type { CommunicationRow, RoutableCustomer } from '../production/index.ts';
import type { NoticeWay } from './notices/notice-ways.ts';
import { addressOn } from './rules.ts';
import type { NewDelivery } from './types.ts';

/** A delivery to be made, and what to note with it. */
export interface PlannedDelivery {
  readonly delivery: NewDelivery;
  readonly receipt?: { readonly kind: string; readonly detail: string };
  /** The communication whose mail it goes out in, as a part. */
  readonly carrier?: string;
}

/**
 * The deliveries of a communication. A document in the portal gets a notice beside it, or none, and that is noted. Addresses are those of now:
 * one that is gone since routing makes the delivery fail.
 * @param notice how the customer is told of a document in the portal
 */
export function planDeliveries(
  communication: CommunicationRow,
  customer: RoutableCustomer | undefined,
  notice: NoticeWay | undefined,
  now: Date,
): PlannedDelivery[] {
  const { channel } = communication;
  const address = customer && addressOn(channel, customer);
  const document = { ...base(communication), channel, purpose: 'document' as const };
  if (address === undefined) {
    const lastError = 'The address that this was routed to is gone.';
    return [
      {
        delivery: { ...document, address: '', state: 'failed', nextAttemptAt: null, lastError },
        receipt: { kind: 'failed', detail: lastError },
      },
    ];
  }
  const ready = { ...document, address, lastError: null };
  switch (channel) {
    case 'email':
    case 'post':
      return [{ delivery: { ...ready, state: 'queued', nextAttemptAt: null } }];
    case 'sms':
    case 'push':
      return [{ delivery: { ...ready, state: 'queued', nextAttemptAt: now } }];
    case 'portal': {
      const detail = notice
        ? 'ready to be read'
        : 'ready to be read; nothing tells the customer: no e-mail address, no phone number and no device may be used';
      const available = { ...ready, state: 'available' as const, nextAttemptAt: null };
      return [
        { delivery: available, receipt: { kind: 'available', detail } },
        ...(notice ? [{ delivery: noticeBy(notice, communication) }] : []),
      ];
    }
  }
}

/** A mail is built first. */
function noticeBy({ channel, address, notBefore }: NoticeWay, communication: CommunicationRow): NewDelivery {
  const notice = { ...base(communication), purpose: 'notice' as const, state: 'queued' as const, lastError: null };
  return { ...notice, channel, address, notBefore, nextAttemptAt: channel === 'email' ? null : notBefore };
}

function base(communication: CommunicationRow) {
  const { id: communicationId, month, customerId, runId } = communication;
  return { id: newId(), month, communicationId, customerId, runId };
}
