import type { Adapter, Settings, WebhookNews, WebhookRequest } from '../../accounts/adapter.ts';
import type { ProviderReceipt } from '../../receipts/types.ts';
import { checkUrl } from '../../sms/check-url.ts';
import { bounceOf, momentOf } from '../providers/bounce-news.ts';
import { httpCarrier, jsonOf, type ProviderInterface } from '../providers/http-carrier.ts';
import { signRequest } from './sign-request.ts';
import { fetchCertificate, type GetCertificate, isAmazons, isSigned } from './sns.ts';

/** Amazon SES, version 2 of its interface: takes the mail as it was built; tells by SNS what became of it, signed by Amazon's certificate. */
export const sesAdapter: Adapter<'email'> = {
  kind: 'ses',
  channel: 'email',
  fields: [
    { name: 'region', type: 'text', required: true, default: 'eu-central-1' },
    { name: 'accessKeyId', type: 'text', required: true },
    { name: 'secretAccessKey', type: 'text', required: true, secret: true },
    { name: 'configurationSet', type: 'text' },
    { name: 'topicArn', type: 'text' },
    { name: 'url', type: 'text' },
  ],
  limits: ({ topicArn }) => ({ bytes: 40 * 1024 * 1024, receipts: Boolean(topicArn), replies: false }),
  fault: ({ region, url }) =>
    /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(String(region)) ? (url ? checkUrl(url) : undefined) : 'region: such as eu-central-1',
  open: (settings, { claimSeconds }) => httpCarrier(ses(settings), claimSeconds),
  receive: ({ topicArn }, request) => readNews(String(topicArn ?? ''), request),
};

/** Refusals for what the account may not do now; all others are about the message. */
const accountTypes = /AccountSuspended|SendingPaused|MailFromDomainNotVerified|LimitExceeded|NotFoundException/;

function ses(settings: Settings): ProviderInterface {
  const account = {
    region: String(settings.region),
    accessKeyId: String(settings.accessKeyId),
    secretAccessKey: String(settings.secretAccessKey),
  };
  const base = String(settings.url || `https://email.${account.region}.amazonaws.com`).replace(/\/$/, '');
  const request = (method: 'GET' | 'POST', path: string, body = '') => {
    const url = `${base}${path}`;
    return { url, method, headers: signRequest(account, method, url, body, new Date()), ...(body === '' ? {} : { body }) };
  };
  return {
    check: () => request('GET', '/v2/email/account'),
    send: ({ to, source, id }) =>
      request(
        'POST',
        '/v2/email/outbound-emails',
        JSON.stringify({
          Content: { Raw: { Data: Buffer.from(source).toString('base64') } },
          Destination: { ToAddresses: [to] },
          ...(id === undefined ? {} : { EmailTags: [{ Name: 'delivery', Value: id }] }),
          ...(settings.configurationSet ? { ConfigurationSetName: settings.configurationSet } : {}),
        }),
      ),
    idOf: ({ body }) => (typeof body.MessageId === 'string' ? body.MessageId : undefined),
    isAccounts: ({ headers, body }) => accountTypes.test(`${headers.get('x-amzn-errortype') ?? ''} ${body.__type ?? ''}`),
  };
}

/**
 * Only the topic of the settings is heard: anybody may have a topic that Amazon signs for.
 * @param certificate where Amazon's certificate comes from
 */
export async function readNews(
  topicArn: string,
  { body }: WebhookRequest,
  certificate: GetCertificate = fetchCertificate,
): Promise<WebhookNews | undefined> {
  const message = jsonOf(Buffer.from(body).toString());
  if (topicArn === '' || message.TopicArn !== topicArn || !(await isSigned(message, certificate))) return undefined;
  if (message.Type === 'SubscriptionConfirmation' && isAmazons(message.SubscribeURL)) {
    await fetch(message.SubscribeURL, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    return {};
  }
  return message.Type === 'Notification' ? { receipts: receiptsOf(jsonOf(String(message.Message)), String(message.MessageId)) } : {};
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function receiptsOf(event: Fields, eventId: string): ProviderReceipt[] {
  const mail = fieldsOf(event.mail);
  const [delivery] = (fieldsOf(mail.tags).delivery ?? []) as readonly unknown[];
  const which = typeof delivery === 'string' ? { deliveryId: delivery } : { messageId: String(mail.messageId ?? '') };
  const about = (name: string) => ({
    fields: fieldsOf(event[name]),
    shared: { ...which, ...momentOf(fieldsOf(event[name]).timestamp), eventId },
  });
  switch (event.eventType ?? event.notificationType) {
    case 'Send':
      return [{ ...about('send').shared, kind: 'accepted', detail: 'sent by SES' }];
    case 'Delivery': {
      const { fields, shared } = about('delivery');
      return [{ ...shared, kind: 'delivered', detail: String(fields.smtpResponse ?? '') }];
    }
    case 'Open':
      return [{ ...about('open').shared, kind: 'displayed', detail: 'opened' }];
    case 'Click': {
      const { fields, shared } = about('click');
      return [{ ...shared, kind: 'clicked', detail: String(fields.link ?? '') }];
    }
    case 'Complaint': {
      const { fields, shared } = about('complaint');
      return [{ ...shared, kind: 'complained', detail: String(fields.complaintFeedbackType ?? 'complaint') }];
    }
    case 'DeliveryDelay': {
      const { fields, shared } = about('deliveryDelay');
      return [{ ...shared, kind: 'delayed', detail: String(fields.delayType ?? '') }];
    }
    case 'Bounce':
      return [bounce(about('bounce'))];
    case 'Reject':
      return [
        { ...about('reject').shared, kind: 'bounced-soft', reason: 'virusdetected', detail: String(fieldsOf(event.reject).reason ?? '') },
      ];
    default:
      return [];
  }
}

function bounce({
  fields,
  shared,
}: {
  readonly fields: Fields;
  readonly shared: Omit<ProviderReceipt, 'kind' | 'detail'>;
}): ProviderReceipt {
  const [recipient] = (fields.bouncedRecipients ?? []) as readonly Fields[];
  const said = String(recipient?.diagnosticCode ?? `${fields.bounceType} ${fields.bounceSubType}`);
  const dead =
    fields.bounceType === 'Permanent' && /^(?:General|NoEmail|Suppressed|OnAccountSuppressionList)$/.test(String(fields.bounceSubType));
  return { ...shared, ...bounceOf(said, dead) };
}
