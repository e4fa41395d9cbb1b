import PostalMime from 'postal-mime';

/** A built mail taken apart again, for providers that put mails together themselves. */
export interface MailContent {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Those that mean something to receivers and are nobody's to write but ours. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly base64: string; readonly cid?: string }[];
}

const kept: Readonly<Record<string, string>> = {
  'message-id': 'Message-ID',
  'auto-submitted': 'Auto-Submitted',
  'feedback-id': 'Feedback-ID',
  'list-unsubscribe': 'List-Unsubscribe',
  'list-unsubscribe-post': 'List-Unsubscribe-Post',
};

/** An encrypted mail is one piece: who puts mails together anew cannot carry it. */
export class SealedMail extends Error {}

/** @throws SealedMail when it is encrypted; of a signed one the parts go without their signature, which would not hold any more */
export async function readMail(source: Uint8Array): Promise<MailContent> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'base64' });
  const type = mail.headers.find(({ key }) => key === 'content-type')?.value ?? '';
  if (/^(application\/pkcs7-mime|multipart\/encrypted)\b/i.test(type)) {
    throw new SealedMail('this provider puts mails together itself, so that none can go encrypted: use SMTP, SES or Mailgun');
  }
  const person = (one: { name?: string; address?: string } | undefined) => ({ name: one?.name ?? '', address: one?.address ?? '' });
  const replyTo = mail.replyTo?.[0]?.address;
  return {
    from: person(mail.from),
    to: person(mail.to?.[0]),
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    ...(mail.html === undefined ? {} : { html: mail.html }),
    headers: Object.fromEntries(mail.headers.flatMap(({ key, value }) => (kept[key] === undefined ? [] : [[kept[key], value]]))),
    attachments: mail.attachments.filter(isNoSignature).map(({ filename, mimeType, content, contentId }, at) => ({
      name: filename ?? `part-${at + 1}`,
      type: mimeType,
      base64: String(content),
      ...(contentId === undefined ? {} : { cid: contentId.replace(/^<|>$/g, '') }),
    })),
  };
}

const isNoSignature = ({ mimeType }: { readonly mimeType: string }): boolean => mimeType !== 'application/pkcs7-signature';
