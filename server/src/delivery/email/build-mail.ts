import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { markLegacyDisplay, withLegacyDisplay } from './protection/legacy-display.ts';
import { type MailRecipients, protectMail } from './protection/protect-mail.ts';
import { renderMime } from './render-mime.ts';
import type { SenderSettings } from './sender.ts';
import { signDkim } from './sign-dkim.ts';

/** All that a mail is made of. */
export interface MailParts {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly language: string;
  /** Images that the HTML refers to as `cid:…`. */
  readonly inlineImages?: readonly { readonly cid: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
  readonly attachments?: readonly { readonly filename: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
  /** Without angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** The VERP token: part of the return path and of the unsubscribe address. */
  readonly returnToken: string;
  /** Advertising carries a way out that mail programs show as a button (RFC 2369, RFC 8058). */
  readonly purpose: 'contract' | 'service' | 'advertising';
  /** Ends advertising with one click (RFC 8058); https. That of the settings where absent. */
  readonly unsubscribeLink?: string;
  /** What complaints are counted by at the big mailbox providers: campaign, kind. */
  readonly feedback: { readonly run: string; readonly kind: string };
  /** For whom it is encrypted; it is not where absent. */
  readonly recipients?: MailRecipients;
}

export interface BuiltMail {
  readonly from: string;
  readonly to: string;
  readonly source: Uint8Array;
  /** How it was signed or encrypted; absent where it was neither. */
  readonly done?: string;
}

/** This mail can never be sent, whatever is tried; says why. */
export class Unsendable extends Error {}

/** Makes a mail, encrypts it where it has recipients with keys, and signs it. @throws Unsendable when the address is none */
export function buildMail(given: MailParts, sender: SenderSettings): BuiltMail {
  const { recipients } = given;
  const to = envelopeAddress(given.to.address);
  const parts = recipients === undefined ? given : withLegacyDisplay(given);
  const compiled = new MailComposer({
    from: typeof sender.from === 'string' ? sender.from : { name: oneLine(sender.from.name), address: sender.from.address },
    ...(sender.replyTo ? { replyTo: sender.replyTo } : {}),
    to: { name: oneLine(parts.to.name), address: to },
    subject: oneLine(parts.subject),
    messageId: `<${parts.messageId}>`,
    date: parts.date,
    text: crlf(parts.text),
    ...(parts.html === undefined ? {} : { html: crlf(parts.html) }),
    attachments: [
      ...(parts.inlineImages ?? []).map((image) => ({
        cid: image.cid,
        filename: false as const,
        contentType: image.mediaType,
        content: Buffer.from(image.bytes),
      })),
      ...(parts.attachments ?? []).map((file) => ({
        filename: fileName(file.filename),
        contentType: file.mediaType,
        content: Buffer.from(file.bytes),
      })),
    ],
    headers: extraHeaders(parts, sender),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  if (recipients !== undefined) markLegacyDisplay(compiled);
  const { source: unsigned, done } = protectMail(renderMime(compiled), { recipients, signer: sender.signer }, parts.date);
  const source = sender.dkim ? signDkim(unsigned, sender.dkim) : unsigned;
  return { from: returnPath(parts.returnToken, sender), to, source, ...(done === '' ? {} : { done }) };
}

/** `bounces+<token>@domain`: a bounce names the delivery it is about by the address it comes to (VERP). */
export function returnPath(token: string, sender: SenderSettings): string {
  return `${sender.bounceLocalPart}+${token}@${sender.returnDomain}`;
}

/**
 * The address as it goes into the envelope, its domain in ASCII. @throws Unsendable when it is none: then nothing of it reaches the
 * conversation with the server or a header.
 */
export function envelopeAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  const sound = at > 0 && address.length <= 254 && /^[^\s\p{Cc}<>()[\],;:\\"@]{1,64}$/u.test(local) && /^[a-z0-9.-]+$/i.test(domain);
  if (!sound) throw new Unsendable(`not an e-mail address: ${JSON.stringify(address.slice(0, 100))}`);
  return `${local}@${domain}`;
}

function extraHeaders(parts: MailParts, sender: SenderSettings): { key: string; value: string }[] {
  const headers = [
    // RFC 3834: no vacation replies to machines.
    { key: 'Auto-Submitted', value: 'auto-generated' },
    { key: 'Content-Language', value: oneLine(parts.language) },
    { key: 'Feedback-ID', value: [parts.feedback.run, parts.feedback.kind, 'posthorn'].map(token).join(':') },
  ];
  if (parts.purpose !== 'advertising') return headers;
  const ways = [`<mailto:${sender.bounceLocalPart}-unsubscribe+${parts.returnToken}@${sender.returnDomain}>`];
  const link = sender.unsubscribeUrl?.replace('{token}', parts.returnToken) ?? parts.unsubscribeLink;
  // RFC 8058 asks for https; a link that leads nowhere from outside is none.
  if (link?.startsWith('https:')) {
    ways.unshift(`<${link}>`);
    headers.push({ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' });
  }
  headers.push({ key: 'List-Unsubscribe', value: ways.join(', ') });
  return headers;
}

/** SMTP knows no other line end; a server would change the bytes that were archived. */
const crlf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
/** Control characters become spaces: nothing in a value can start another header. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
const token = (text: string) => text.replace(/[^\w.-]/g, '');
const fileName = (name: string) => oneLine(name).replace(/[\\/:*?"<>|]/g, '-');
