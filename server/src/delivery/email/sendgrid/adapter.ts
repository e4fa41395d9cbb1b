import { createPublicKey, verify } from 'node:crypto';
import type { Adapter, Settings, WebhookNews, WebhookRequest } from '../../accounts/adapter.ts';
import type { LaterKind, ProviderReceipt } from '../../receipts/types.ts';
import { checkUrl } from '../../sms/check-url.ts';
import { bounceOf, momentOf } from '../providers/bounce-news.ts';
import { httpCarrier, type ProviderInterface } from '../providers/http-carrier.ts';
import { readMail } from '../providers/read-mail.ts';

/** SendGrid: puts mails together itself, from the parts of ours; its event webhook is signed with ECDSA. */
export const sendgridAdapter: Adapter<'email'> = {
  kind: 'sendgrid',
  channel: 'email',
  fields: [
    { name: 'apiKey', type: 'text', required: true, secret: true },
    { name: 'verificationKey', type: 'text', required: true },
    {
      name: 'url',
      type: 'choice',
      choices: ['https://api.sendgrid.com', 'https://api.eu.sendgrid.com'],
      default: 'https://api.eu.sendgrid.com',
    },
  ],
  limits: () => ({ bytes: 30 * 1024 * 1024, receipts: true, replies: false }),
  fault: ({ url, verificationKey }) =>
    checkUrl(url) ?? (keyOf(verificationKey) === undefined ? 'verificationKey: no public key' : undefined),
  open: (settings, { claimSeconds }) => httpCarrier(sendgrid(settings), claimSeconds),
  receive: ({ verificationKey }, request) => readNews(verificationKey, request),
};

function sendgrid({ url, apiKey }: Settings): ProviderInterface {
  const headers = { authorization: `Bearer ${apiKey}` };
  return {
    check: () => ({ url: `${url}/v3/scopes`, method: 'GET', headers }),
    async send({ source, id, to }) {
      const mail = await readMail(source);
      const body = {
        personalizations: [
          {
            to: [{ email: to, ...(mail.to.name ? { name: mail.to.name } : {}) }],
            ...(id === undefined ? {} : { custom_args: { delivery: id } }),
          },
        ],
        from: { email: mail.from.address, ...(mail.from.name ? { name: mail.from.name } : {}) },
        ...(mail.replyTo === undefined ? {} : { reply_to: { email: mail.replyTo } }),
        subject: mail.subject,
        content: [
          { type: 'text/plain', value: mail.text || ' ' },
          ...(mail.html === undefined ? [] : [{ type: 'text/html', value: mail.html }]),
        ],
        ...(mail.attachments.length === 0
          ? {}
          : {
              attachments: mail.attachments.map(({ name, type, base64, cid }) => ({
                ...{ content: base64, type, filename: name },
                ...(cid === undefined ? { disposition: 'attachment' } : { disposition: 'inline', content_id: cid }),
              })),
            }),
        headers: mail.headers,
        tracking_settings: {
          click_tracking: { enable: false },
          open_tracking: { enable: false },
          subscription_tracking: { enable: false },
        },
      };
      return {
        url: `${url}/v3/mail/send`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
    },
    idOf: ({ headers: answered }) => answered.get('x-message-id') ?? undefined,
  };
}

function keyOf(verificationKey: unknown) {
  try {
    return createPublicKey({ key: Buffer.from(String(verificationKey), 'base64'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

const kinds: Readonly<Record<string, LaterKind>> = {
  ...{ processed: 'accepted', delivered: 'delivered', open: 'displayed', click: 'clicked', deferred: 'delayed' },
  ...{ spamreport: 'complained', unsubscribe: 'unsubscribed', group_unsubscribe: 'unsubscribed' },
};

/** The signature is over the time and the bytes as they came. */
function readNews(verificationKey: unknown, { headers, body }: WebhookRequest): WebhookNews | undefined {
  const key = keyOf(verificationKey);
  const signature = Buffer.from(String(headers['x-twilio-email-event-webhook-signature'] ?? ''), 'base64');
  const signed = Buffer.concat([Buffer.from(String(headers['x-twilio-email-event-webhook-timestamp'] ?? '')), body]);
  if (key === undefined || !verify('sha256', signed, key, signature)) return undefined;
  const events: unknown = JSON.parse(Buffer.from(body).toString());
  return { receipts: (Array.isArray(events) ? events : []).flatMap(receiptOf) };
}

function receiptOf(event: Readonly<Record<string, unknown>>): ProviderReceipt[] {
  const said = String(event.reason ?? event.response ?? event.event ?? '');
  // The id of the answer, then which server took it.
  const messageId = String(event.sg_message_id ?? '').split('.')[0]!;
  const which = typeof event.delivery === 'string' ? { deliveryId: event.delivery } : { messageId };
  const shared = { ...which, ...momentOf(event.timestamp), eventId: String(event.sg_event_id ?? '') };
  const kind = kinds[String(event.event)];
  if (kind !== undefined) return [{ ...shared, kind, detail: said.slice(0, 500) }];
  if (event.event === 'bounce') return [{ ...shared, ...bounceOf(said, false) }];
  // SendGrid did not try: the address was on its own list.
  if (event.event === 'dropped') return [{ ...shared, ...bounceOf(said, /^bounced address|^invalid/i.test(said)) }];
  return [];
}
