import { newId } from '../platform/db/index.ts';
import type { CommunicationRow, RoutableCustomer } from '../production/index.ts';
import { addressOn } from './rules.ts';
import type { NewDelivery } from './types.ts';

/** A delivery to be made, and what to note with it. */
export interface PlannedDelivery {
  readonly delivery: NewDelivery;
  readonly receipt?: { readonly kind: string; readonly detail: string };
}

/**
 * The deliveries of a communication. A document in the portal gets a notice beside it: by SMS where routing chose so, else by
 * e-mail, else none, and that is noted. Addresses are those of now: one that is gone since routing makes the delivery fail.
 */
export function planDeliveries(
  communication: CommunicationRow,
  customer: RoutableCustomer | undefined,
  enabled: ReadonlySet<string>,
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
      return [{ delivery: { ...ready, state: 'queued', nextAttemptAt: now } }];
    case 'portal': {
      const notice = planNotice(communication, customer!, enabled, now);
      const detail = notice ? 'ready to be read' : 'ready to be read; nothing tells the customer: no phone number and no e-mail address';
      const available = { ...ready, state: 'available' as const, nextAttemptAt: null };
      return [{ delivery: available, receipt: { kind: 'available', detail } }, ...(notice ? [{ delivery: notice }] : [])];
    }
  }
}

function planNotice(
  communication: CommunicationRow,
  customer: RoutableCustomer,
  enabled: ReadonlySet<string>,
  now: Date,
): NewDelivery | undefined {
  const notice = { ...base(communication), purpose: 'notice' as const, state: 'queued' as const, lastError: null };
  const phone = communication.notice === 'sms' ? addressOn('sms', customer) : undefined;
  if (phone !== undefined) return { ...notice, channel: 'sms', address: phone, nextAttemptAt: now };
  const email = enabled.has('email') ? addressOn('email', customer) : undefined;
  return email === undefined ? undefined : { ...notice, channel: 'email', address: email, nextAttemptAt: null };
}

function base(communication: CommunicationRow) {
  const { id: communicationId, month, customerId, runId } = communication;
  return { id: newId(), month, communicationId, customerId, runId };
}
