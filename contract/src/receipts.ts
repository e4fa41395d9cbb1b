/** What the other side of a channel can say of a message: one vocabulary for all channels, in receipts, timelines, events and webhooks. */
export const receiptKinds = [
  /** A provider took it and will send it on. */
  'accepted',
  /** It was handed to the mail server, gateway or provider. */
  'sent',
  'delivered',
  'displayed',
  'clicked',
  /** A person answered. */
  'answered',
  /** A program answered: an absence note, a ticket system (RFC 3834). It arrived, nobody read it. */
  'answered-automatically',
  /** Came back; another message may get through. */
  'bounced-soft',
  /** Came back; another message to this address is pointless. */
  'bounced-hard',
  'complained',
  'unsubscribed',
  /** A letter came back. */
  'returned',
  /** It could not be handed on in time. */
  'expired',
  /** Nobody can say. */
  'unknown',
] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

/** Steps on the way that are our own or only passing; told with the receipts of a delivery. */
export const stepKinds = [
  'deferred',
  'delayed',
  'refused',
  'failed',
  'available',
  'printed',
  'cancelled',
  'not-permitted',
  'decided-sent',
  'decided-not_sent',
] as const;
