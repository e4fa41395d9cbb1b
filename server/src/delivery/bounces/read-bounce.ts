import { isAutoReply } from './auto-reply.ts';
import { type Bounce, type Evidence, isHard } from './bounce.ts';
import { judge } from './classify.ts';
import { recipientsOfStatus } from './delivery-status.ts';
import { addressIn, answerIn, recipientsOfText } from './free-text.ts';
import { phaseOf } from './phase.ts';
import { type ReportParts, reportParts } from './report-parts.ts';

/**
 * Reads a message that came back and says what it tells about each recipient: a delivery status (RFC 3464), a report in words, a complaint
 * (RFC 5965) or an automatic answer (RFC 3834). Empty when it is none of these.
 */
export async function readBounce(bytes: Uint8Array): Promise<Bounce[]> {
  return bouncesIn(await reportParts(bytes));
}

/** The same of a message that is taken apart already. */
export function bouncesIn(parts: ReportParts): Bounce[] {
  const complaint = complaintOf(parts);
  if (complaint !== undefined) return [complaint];
  const evidence = evidenceOf(parts).slice(0, MOST_RECIPIENTS);
  if (evidence.length > 0) return evidence.map(judge);
  return isAutoReply(parts)
    ? [
        {
          ...nothingSaid,
          recipient: addressIn(parts.headers.get('from') ?? ''),
          reason: 'vacation',
          kind: 'auto-reply',
          diagnostic: oneLine(parts.text),
        },
      ]
    : [];
}

/** Recipients that one report is believed to be about; servers take a hundred at once (RFC 5321, 4.5.3.1.8). */
const MOST_RECIPIENTS = 100;

const nothingSaid = { status: undefined, reply: undefined, hard: isHard('feedback') };
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500);

function complaintOf({ feedback, headers, original, text }: ReportParts): Bounce | undefined {
  const isComplaint = feedback !== undefined || /^complaint about message from/i.test(headers.get('subject')?.trim() ?? '');
  if (!isComplaint) return undefined;
  const field = (name: string, from: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(from)?.[1];
  const named =
    field('Original-Rcpt-To', feedback ?? '') ??
    field('Removal-Recipient', feedback ?? '') ??
    field('X-HmXmrOriginalRecipient', original) ??
    field('To', original);
  return {
    ...nothingSaid,
    recipient: addressIn(named ?? ''),
    reason: 'feedback',
    kind: 'complaint',
    diagnostic: oneLine(field('Feedback-Type', feedback ?? '') ?? text),
  };
}

function evidenceOf(parts: ReportParts): Evidence[] {
  const { headers, text } = parts;
  const fromStatus = recipientsOfStatus(parts.deliveryStatus ?? (isReport(parts) ? `\n${parts.raw}` : ''));
  const senders = new Set(
    [addressIn(headers.get('to') ?? ''), addressIn(headers.get('from') ?? '')].filter((address) => address !== undefined),
  );
  const fromText = isReport(parts) ? recipientsOfText(text.trim() === '' ? parts.raw : text, senders) : [];
  if (fromStatus.length > 0) return fromStatus.slice(0, MOST_RECIPIENTS).map((status) => enriched(status, fromText, parts));
  if (fromText.length > 0) return fromText;
  if (!isReport(parts)) return [];
  const failed = headers.get('x-failed-recipients') ?? /^to:(.*)$/im.exec(parts.original)?.[1] ?? '';
  const subject = headers.get('subject') ?? '';
  return [
    {
      recipient: addressIn(failed),
      status: undefined,
      action: undefined,
      byRule: false,
      diagnostic: answerIn(text),
      text: `${text}\n${subject}`,
    },
  ];
}

/** Adds to a recipient of a delivery status what the report says about it in words: often more than in the fields. */
function enriched(status: Evidence, fromText: readonly Evidence[], { text, raw }: ReportParts): Evidence {
  const about = fromText.find(({ recipient }) => recipient !== undefined && recipient === status.recipient?.toLowerCase());
  const words = about?.text ?? (text.trim() === '' ? raw : text);
  return { ...status, diagnostic: status.diagnostic || (about?.diagnostic ?? answerIn(text)), text: `${status.text}\n${words}` };
}

const DAEMON =
  /mailer-?daemon|postmaster|mail[ ._-]*deliver|delivery (?:sub)?system|system administrator|no-?reply|(?:^|[<"])[^@]*-admin@|sysadmin/i;
const FAILURE =
  /undeliver|deliver(?:y|ed)|returned mail|failure|failed|could not|bounce|rejected|mail system error|not (?:a )?member|loop alert|delayed|warning|blocked|配信|送信|errors from/i;

/** Whether this is a report of a mail server at all. */
function isReport({ headers, text, deliveryStatus }: ReportParts): boolean {
  if (deliveryStatus !== undefined || headers.has('x-failed-recipients')) return true;
  const from = headers.get('from') ?? '';
  const subject = headers.get('subject') ?? '';
  return (
    (DAEMON.test(from) || headers.get('return-path')?.trim() === '<>') &&
    (FAILURE.test(subject) || FAILURE.test(text) || phaseOf(text) !== undefined)
  );
}
