import { timingSafeEqual } from 'node:crypto';
import type { Adapter, Settings, WebhookNews, WebhookRequest } from '../../accounts/adapter.ts';
import type { ProviderReceipt } from '../../receipts/types.ts';
import { checkUrl } from '../../sms/check-url.ts';
import { bounceOf, momentOf } from '../providers/bounce-news.ts';
import { httpCarrier, jsonOf, type ProviderInterface } from '../providers/http-carrier.ts';
import { readMail } from '../providers/read-mail.ts';

/** Postmark: puts mails together itself, from the parts of ours; its webhooks sign in with the user and password of the webhook's address. */
export const postmarkAdapter: Adapter<'email'> = {
  kind: 'postmark',
  channel: 'email',
  fields: [
    { name: 'serverToken', type: 'text', required: true, secret: true },
    { name: 'messageStream', type: 'text', default: 'outbound' },
    { name: 'webhookPassword', type: 'text', required: true, secret: true },
    { name: 'url', type: 'text', default: 'https://api.postmarkapp.com' },
  ],
  limits: () => ({ bytes: 10 * 1024 * 1024, receipts: true, replies: false }),
  fault: ({ url, webhookPassword }) =>
    checkUrl(url) ?? (String(webhookPassword).length < 16 ? 'webhookPassword: at least 16 characters' : undefined),
  open: (settings, { claimSeconds }) => httpCarrier(postmark(settings), claimSeconds),
  receive: ({ webhookPassword }, request) => readNews(String(webhookPassword), request),
};

/** Error codes of accounts that may not send now: no credit, not approved, server or sender not set up. */
const accountCodes = new Set([10, 400, 401, 405, 412, 413, 1235]);

function postmark({ url, serverToken, messageStream }: Settings): ProviderInterface {
  const headers = { 'x-postmark-server-token': String(serverToken), accept: 'application/json' };
  return {
    check: () => ({ url: `${url}/server`, method: 'GET', headers }),
    async send({ source, id, to }) {
      const mail = await readMail(source);
      const body = {
        From: mail.from.name ? `"${mail.from.name.replace(/["\\]/g, '')}" <${mail.from.address}>` : mail.from.address,
        To: to,
        ...(mail.replyTo === undefined ? {} : { ReplyTo: mail.replyTo }),
        ...{ Subject: mail.subject, TextBody: mail.text, MessageStream: messageStream },
        ...(mail.html === undefined ? {} : { HtmlBody: mail.html }),
        Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
        Attachments: mail.attachments.map(({ name, type, base64, cid }) => ({
          ...{ Name: name, ContentType: type, Content: base64 },
          ...(cid === undefined ? {} : { ContentID: `cid:${cid}` }),
        })),
        ...(id === undefined ? {} : { Metadata: { delivery: id } }),
        // What customers look at is measured with their consent only, and not here.
        ...{ TrackOpens: false, TrackLinks: 'None' },
      };
      return {
        url: `${url}/email`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
    },
    idOf: ({ body }) => (typeof body.MessageID === 'string' ? body.MessageID : undefined),
    isAccounts: ({ body }) => accountCodes.has(Number(body.ErrorCode)),
  };
}

function readNews(password: string, { headers, body }: WebhookRequest): WebhookNews | undefined {
  const [, given = ''] = /^Basic (\S+)$/.exec(String(headers.authorization ?? '')) ?? [];
  const entered = Buffer.from(
    Buffer.from(given, 'base64')
      .toString()
      .replace(/^[^:]*:/, ''),
  );
  const right = Buffer.from(password);
  if (entered.length !== right.length || !timingSafeEqual(entered, right)) return undefined;
  return { receipts: receiptOf(jsonOf(Buffer.from(body).toString())) };
}

function receiptOf(record: Readonly<Record<string, unknown>>): ProviderReceipt[] {
  const { delivery } = (record.Metadata ?? {}) as { readonly delivery?: unknown };
  const which = typeof delivery === 'string' ? { deliveryId: delivery } : { messageId: String(record.MessageID ?? '') };
  const shared = (at: unknown, detail: unknown) => ({ ...which, ...momentOf(at), detail: String(detail ?? '').slice(0, 500) });
  switch (record.RecordType) {
    case 'Delivery':
      return [{ ...shared(record.DeliveredAt, record.Details), kind: 'delivered', eventId: `delivery ${record.MessageID}` }];
    case 'Open':
      return [{ ...shared(record.ReceivedAt, 'opened'), kind: 'displayed', eventId: `open ${record.MessageID} ${record.ReceivedAt}` }];
    case 'Click':
      return [
        { ...shared(record.ReceivedAt, record.OriginalLink), kind: 'clicked', eventId: `click ${record.MessageID} ${record.ReceivedAt}` },
      ];
    case 'SpamComplaint':
      return [{ ...shared(record.BouncedAt, record.Type), kind: 'complained', eventId: `complaint ${record.ID}` }];
    case 'Bounce':
      return bounce(record, shared(record.BouncedAt, ''));
    case 'SubscriptionChange':
      return record.SuppressSending === true && record.SuppressionReason === 'ManualSuppression'
        ? [{ ...shared(record.ChangedAt, record.Origin), kind: 'unsubscribed', eventId: `unsubscribed ${record.MessageID}` }]
        : [];
    default:
      return [];
  }
}

function bounce(record: Readonly<Record<string, unknown>>, shared: Omit<ProviderReceipt, 'kind'>): ProviderReceipt[] {
  const eventId = `bounce ${record.ID}`;
  const said = String(record.Details || record.Description || record.Type || '');
  if (record.Type === 'Transient') return [{ ...shared, detail: said, kind: 'delayed', eventId }];
  if (record.Type === 'AutoResponder') return [{ ...shared, detail: said, kind: 'answered-automatically', eventId }];
  if (record.Type === 'SpamNotification') return [{ ...shared, ...bounceOf(said, false), eventId }];
  return [{ ...shared, ...bounceOf(said, record.Type === 'HardBounce' || record.Type === 'BadEmailAddress'), eventId }];
}
