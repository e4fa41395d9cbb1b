import PostalMime, { type Attachment } from 'postal-mime';

/** What a returned message consists of, as text with `\n` between lines. */
export interface ReportParts {
  /** Header fields by lower-case name, the first of each name; unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** What is written for people. */
  readonly text: string;
  /** `message/delivery-status` (RFC 3464), where there is one. */
  readonly deliveryStatus: string | undefined;
  /** `message/feedback-report` (RFC 5965), where there is one. */
  readonly feedback: string | undefined;
  /** What came back of the message that was sent: its header, perhaps its body. */
  readonly original: string;
  /** Everything below the header as it came: where MIME is broken, reports can still be read in it. */
  readonly raw: string;
  /** Attached files, or the mail itself where it is one: as bytes, for reports about domains. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Types and names of files that may be reports about a domain (RFC 7489, RFC 8460). */
const REPORT_TYPE = /^(?:application\/(?:x-)?(?:gzip|zip|zip-compressed|xml|json|tlsrpt\+gzip|tlsrpt\+json)|text\/xml)$/;
const REPORT_NAME = /\.(?:xml|json|gz|zip)$/i;

/** Longer texts say nothing more about what became of a message; rules need not read megabytes. */
const MAX_TEXT = 256 * 1024;

/** Takes a returned message apart. Line endings may be of any kind, an mbox line `From …` may come first. */
export async function reportParts(bytes: Uint8Array): Promise<ReportParts> {
  const lines = plainLines(bytes);
  const mail = await PostalMime.parse(lines, { forceRfc822Attachments: true });
  const attached = (...types: string[]) => {
    const found = mail.attachments.find(({ mimeType }) => types.includes(mimeType));
    return found === undefined ? undefined : contentOf(found);
  };
  const headers = new Map<string, string>();
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value);
  if (mail.subject !== undefined) headers.set('subject', mail.subject);
  const [written, quoted] = cutAtOriginal(clean(mail.text ?? ''));
  return {
    headers,
    text: written,
    deliveryStatus: attached('message/delivery-status', 'message/global-delivery-status', 'message/xdelivery-status'),
    feedback: attached('message/feedback-report'),
    original: attached('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers', 'message/partial') ?? quoted,
    raw: bodyOf(lines),
    files: mail.attachments.filter(isFile).map(fileOf),
  };
}

function bodyOf(lines: Uint8Array): string {
  const text = clean(new TextDecoder().decode(lines.subarray(0, MAX_TEXT)));
  return text.slice(text.indexOf('\n\n') + 1);
}

/** Carriage returns become line feeds, a separator of mailboxes goes: parsers know one kind of line only. */
function plainLines(bytes: Uint8Array): Uint8Array {
  const lines = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== 0x0d) lines[length++] = byte;
    else if (bytes[i + 1] !== 0x0a) lines[length++] = 0x0a;
  }
  const isMailbox = Buffer.from(lines.subarray(0, 5)).equals(Buffer.from('From '));
  return lines.subarray(isMailbox ? lines.indexOf(0x0a) + 1 : 0, length);
}

const isFile = ({ mimeType, filename }: Attachment): boolean => REPORT_TYPE.test(mimeType) || REPORT_NAME.test(filename ?? '');

function fileOf({ filename, content }: Attachment) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { name: filename ?? '', bytes };
}

function contentOf({ content }: Attachment): string {
  if (typeof content === 'string') return clean(content);
  return clean(new TextDecoder().decode(content));
}

const clean = (text: string): string => text.slice(0, MAX_TEXT).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '');

/** How servers announce that what follows is the message that was sent. */
const ORIGINAL_FOLLOWS = [
  /^-{2,} ?(?:this is a copy of (?:the|your) message|below this line is (?:a copy of|the)|the (?:header|body|text) (?:page )?of|original message|returned message|message (?:text|header|body|follows)|forwarded message|unsent message|undelivered message|transcript of (?:the )?message|enclosed is|included is|header|start of|return(?:ed)? (?:mail|message))/i,
  /^[-= *]*(?:original message|unsent message|bounced (?:message|e-?mail)|returned (?:message|e-?mail)|your (?:original )?message)(?: text| headers?| follows| below)?[-= *:.]*$/i,
  /^(?:the (?:first|original|following) .{0,40}(?:message|header).{0,40}(?:follows|below)[.:]?|original message (?:headers?|follows)[:.]?|message headers?(?: follow)?[:.]?|your original message headers .{0,20}:|received: ?from .+|return-path: ?<.*>)/i,
];

function cutAtOriginal(text: string): [string, string] {
  const lines = text.split('\n');
  const at = lines.findIndex((line, i) => i > 0 && ORIGINAL_FOLLOWS.some((pattern) => pattern.test(line.trim())));
  return at < 0 ? [text, ''] : [lines.slice(0, at).join('\n'), lines.slice(at + 1).join('\n')];
}
