import Type, { type Static } from 'typebox';
import { ChannelName, Id, page, pageQuery, Timestamp } from './common.ts';
import { ContactDecision } from './contact-policies.ts';
import { endpoint } from './endpoint.ts';
import { postProducts } from './post.ts';
import { representativeKinds } from './wishes.ts';

/** The states a delivery goes through, in the order of a life. */
export const deliveryStates = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'available',
  'printed',
  'failed',
  'bounced',
  'unknown',
  'cancelled',
] as const;
export type DeliveryStateName = (typeof deliveryStates)[number];
export const DeliveryState = Type.Enum([...deliveryStates]);
export const Receipt = Type.Object({ at: Timestamp, kind: Type.String(), detail: Type.Optional(Type.String()) });
export const Delivery = Type.Object({
  id: Type.String(),
  channel: ChannelName,
  address: Type.String(),
  state: DeliveryState,
  /** Brings this copy of the communication; absent for what goes to its addressee. */
  copy: Type.Optional(Type.Integer()),
  attempts: Type.Integer(),
  messageId: Type.Optional(Type.String()),
  nextAttemptAt: Type.Optional(Timestamp),
  lastError: Type.Optional(Type.String()),
  /** Of a registered letter, or one that a provider prints. */
  letter: Type.Optional(
    Type.Object({
      product: Type.Enum([...postProducts]),
      trackingNumber: Type.Optional(Type.String()),
      /** Where the post tells what became of it. */
      trackingUrl: Type.Optional(Type.String()),
    }),
  ),
  /** What goes in the same mail, or in the same envelope, in its order and without itself; absent where it goes alone. */
  together: Type.Optional(Type.Array(Type.Object({ communicationId: Type.String(), reference: Type.String() }))),
  receipts: Type.Array(Receipt),
});
export const RenditionInfo = Type.Object({
  kind: Type.Enum(['pdf', 'email', 'html', 'text', 'sms', 'push', 'data']),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  pages: Type.Optional(Type.Integer()),
});
/** A copy for somebody beside the addressee, as it was composed. */
export const Copy = Type.Object({
  /** From 1 on. */
  number: Type.Integer(),
  /** What the recipient is to the customer; `addressee` where the letter was sent again after it came back. */
  kind: Type.Enum([...representativeKinds, 'addressee']),
  name: Type.String(),
  channel: Type.Optional(ChannelName),
  address: Type.Optional(Type.String()),
  /** Why there is none. */
  fault: Type.Optional(Type.String()),
  renditions: Type.Array(RenditionInfo),
});
export type Copy = Static<typeof Copy>;
export const CommunicationSummary = Type.Object({
  id: Type.String(),
  createdAt: Timestamp,
  templateId: Type.String(),
  reference: Type.String(),
  subject: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  channel: ChannelName,
  language: Type.String(),
  runId: Type.Optional(Type.String()),
  deliveryState: Type.Optional(DeliveryState),
  pages: Type.Integer(),
});
export type CommunicationSummary = Static<typeof CommunicationSummary>;
export const Communication = Type.Object({
  ...CommunicationSummary.properties,
  /** Why this channel. */
  routingReason: Type.Object({ code: Type.String(), text: Type.String() }),
  renditions: Type.Array(RenditionInfo),
  provenance: Type.Object({
    templateVersionId: Type.String(),
    templateVersion: Type.Integer(),
    templateHash: Type.String(),
    blocks: Type.Array(Type.Object({ id: Type.String(), hash: Type.String() })),
    brand: Type.Object({ id: Type.String(), hash: Type.String() }),
    dataHash: Type.String(),
    engineVersion: Type.String(),
    recordKey: Type.String(),
  }),
  deliveries: Type.Array(Delivery),
  copies: Type.Array(Copy),
  /** What the contact policy decided; absent where it was not asked yet. */
  contact: Type.Optional(ContactDecision),
});
export type Communication = Static<typeof Communication>;

export const CaughtMail = Type.Object({
  id: Type.String(),
  at: Timestamp,
  from: Type.String(),
  to: Type.Array(Type.String()),
  subject: Type.String(),
  bytes: Type.Integer(),
  messageId: Type.Optional(Type.String()),
  kind: Type.Enum(['mail', 'sms']),
});

/** Of a copy; absent for what went to the addressee. */
const CopyNumber = Type.Optional(Type.Integer({ minimum: 1, maximum: 15 }));

export const communications = {
  list: endpoint({
    method: 'GET',
    path: '/api/communications',
    summary: 'Search communications: customer, reference, date, text',
    room: 'archive',
    allow: 'communications:read',
    query: Type.Object({
      ...pageQuery,
      q: Type.Optional(Type.String({ maxLength: 200 })),
      customerId: Type.Optional(Type.String()),
      runId: Type.Optional(Type.String()),
      channel: Type.Optional(ChannelName),
      state: Type.Optional(DeliveryState),
      language: Type.Optional(Type.String()),
      from: Type.Optional(Type.String()),
      until: Type.Optional(Type.String()),
    }),
    reply: page(CommunicationSummary),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/communications/:id',
    summary: 'One communication with provenance and deliveries',
    room: 'archive',
    allow: 'communications:read',
    params: Id,
    reply: Communication,
  }),
  /** The archived bytes. `kind=email` answers JSON `{subject, html, text}`; append `?raw=1` for the stored JSON as a download. */
  rendition: endpoint({
    method: 'GET',
    path: '/api/communications/:id/renditions/:kind',
    summary: 'The archived bytes of a rendition',
    room: 'archive',
    allow: 'communications:read',
    params: Type.Object({ id: Type.String(), kind: Type.String() }),
    query: Type.Object({ copy: CopyNumber, raw: Type.Optional(Type.String()) }),
    media: 'application/octet-stream',
  }),
  /** The mail as it went over the wire (RFC 5322), for e-mail. */
  source: endpoint({
    method: 'GET',
    path: '/api/communications/:id/source',
    summary: 'The mail as sent',
    room: 'delivery',
    allow: 'communications:read',
    params: Id,
    query: Type.Object({ copy: CopyNumber }),
    media: 'message/rfc822',
  }),
  recompose: endpoint({
    method: 'POST',
    path: '/api/communications/:id/recompose',
    summary: 'Compose again from the archived data and compare the bytes',
    room: 'archive',
    allow: 'communications:read',
    params: Id,
    reply: Type.Object({
      identical: Type.Boolean(),
      kinds: Type.Array(Type.Object({ kind: Type.String(), copy: Type.Optional(Type.Integer()), identical: Type.Boolean() })),
    }),
  }),
  resolveUnknown: endpoint({
    method: 'POST',
    path: '/api/deliveries/:id/resolve',
    summary: 'Decide the fate of a delivery whose fate is unknown',
    room: 'delivery',
    allow: 'deliveries:resolve',
    params: Id,
    body: Type.Object({ fate: Type.Enum(['sent', 'not_sent']), note: Type.String({ minLength: 1, maxLength: 1000 }) }),
    reply: Delivery,
  }),
  caught: endpoint({
    method: 'GET',
    path: '/api/catcher/messages',
    summary: 'Messages caught by the demonstration catcher',
    room: 'delivery',
    allow: 'communications:read',
    query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String()) }),
    reply: page(CaughtMail),
  }),
  caughtMessage: endpoint({
    method: 'GET',
    path: '/api/catcher/messages/:id',
    summary: 'One caught message, parsed, with its source',
    room: 'delivery',
    allow: 'communications:read',
    params: Id,
    reply: Type.Object({
      message: CaughtMail,
      html: Type.Optional(Type.String()),
      text: Type.Optional(Type.String()),
      source: Type.String(),
      attachments: Type.Array(Type.Object({ filename: Type.String(), mediaType: Type.String(), bytes: Type.Integer() })),
    }),
  }),
};
