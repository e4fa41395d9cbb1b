import Type, { type Static } from 'typebox';
import { Id, Nothing, page, pageQuery, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';
import { receiptKinds } from './receipts.ts';

/** What programs can be told of: receipts, and how a delivery stands that nothing more is said of. */
export const webhookKinds = [...receiptKinds, 'failed', 'printed', 'available', 'cancelled'] as const;
export type WebhookKind = (typeof webhookKinds)[number];
const Kinds = Type.Array(Type.Enum([...webhookKinds]), { uniqueItems: true, maxItems: webhookKinds.length });

/** Where somebody else's program wants to be told of receipts. */
export const WebhookContent = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  url: Type.String({ minLength: 1, maxLength: 2000 }),
  /** Which receipts it is told of; none: all. */
  kinds: Kinds,
});
export type WebhookContent = Static<typeof WebhookContent>;

export const Webhook = Type.Object({
  ...WebhookContent.properties,
  id: Type.String(),
  active: Type.Boolean(),
  /** Since when nothing was taken; absent while it works. */
  failingSince: Type.Optional(Timestamp),
  lastError: Type.Optional(Type.String()),
  waiting: Type.Integer(),
  createdAt: Timestamp,
  createdBy: Type.String(),
});
export type Webhook = Static<typeof Webhook>;

export const webhookMessageStates = ['waiting', 'delivered', 'failed'] as const;
export const WebhookMessage = Type.Object({
  id: Type.String(),
  type: Type.String(),
  at: Timestamp,
  state: Type.Enum([...webhookMessageStates]),
  attempts: Type.Integer(),
  nextAttemptAt: Type.Optional(Timestamp),
  /** The answer's HTTP status, where one came. */
  status: Type.Optional(Type.Integer()),
  error: Type.Optional(Type.String()),
  payload: Type.Unknown(),
});
export type WebhookMessage = Static<typeof WebhookMessage>;

const WithSecret = Type.Object({ webhook: Webhook, secret: Type.String() });
const room = 'platform';

export const webhooks = {
  list: endpoint({ method: 'GET', path: '/api/webhooks', summary: 'Webhooks', room, allow: 'webhooks:read', reply: page(Webhook) }),
  create: endpoint({
    method: 'POST',
    path: '/api/webhooks',
    summary: 'Subscribe an address to receipts; its secret is shown once',
    room,
    allow: 'webhooks:write',
    body: WebhookContent,
    reply: WithSecret,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/webhooks/:id',
    summary: 'Change a webhook, or switch it off and on',
    room,
    allow: 'webhooks:write',
    params: Id,
    body: Type.Object({ ...WebhookContent.properties, active: Type.Boolean() }),
    reply: Webhook,
  }),
  renewSecret: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/secret',
    summary: 'Give a webhook a new secret, shown once; messages are signed with both for a day',
    room,
    allow: 'webhooks:write',
    params: Id,
    reply: WithSecret,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'End a webhook and forget its messages',
    room,
    allow: 'webhooks:write',
    params: Id,
    reply: Nothing,
  }),
  test: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/test',
    summary: 'Send a message that says nothing, to see whether it arrives',
    room,
    allow: 'webhooks:write',
    params: Id,
    reply: WebhookMessage,
  }),
  messages: endpoint({
    method: 'GET',
    path: '/api/webhooks/:id/messages',
    summary: 'What a webhook was told, newest first',
    room,
    allow: 'webhooks:read',
    params: Id,
    query: Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum([...webhookMessageStates])) }),
    reply: page(WebhookMessage),
  }),
  redeliver: endpoint({
    method: 'POST',
    path: '/api/webhook-messages/:id/redeliver',
    summary: 'Send a message of a webhook again, under the same id',
    room,
    allow: 'webhooks:write',
    params: Id,
    reply: WebhookMessage,
  }),
};
