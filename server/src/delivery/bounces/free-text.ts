import type { Evidence } from './bounce.ts';

const ADDRESS = /[^\s<>()[\],;:"'|]+@[^\s<>()[\],;:"'|]*[^\s<>()[\],;:"'|.]/;

/** Lines that name an address which is not the one that failed: who sent, who to ask, what headers there were. */
const NOT_A_RECIPIENT =
  /^\s*(?:from|reply-to|sender|return-path|message-id|cc|subject|date|received|a message (?:from|sent by))\b|postmaster@|mailer-daemon@|abuse@|support@|https?:|>>> ?MAIL|MAIL FROM|sender address/i;

/** A line of a report that begins what is said about one recipient: the address comes first, or a phrase that announces it. */
const BEGINS = [
  /^[\s>*#"'<-]*([^\s<>()[\],;:"'|]+@[^\s<>()[\],;:"'|]*[^\s<>()[\],;:"'|.])[>"']*(?:\s*<mailto:[^>]*>)?(?:\s*$|:|\s+(?:\(|on\s|Invalid|Error|was|wasn|is\s|could|has\s)|,|;|\.\.\.|\s*\|)/,
  /(?:recipient|addressed to|addresses?|original address|failed to deliver to|delivered to|deliver message to|your (?:message|mail) to|your mail to|message to|delivering your mail to|target mail address|delivery to|allowed size|attempts|RCPT TO)\s*:?\s*[<"']?([^\s<>()[\],;:"'|]+@[^\s<>()[\],;:"'|]*[^\s<>()[\],;:"'|.])/i,
  /^\d{3} (?:\d\.\d\.\d )?<([^\s<>]+@[^\s<>]+)>\.\.\. /,
];

/**
 * The recipients that a report in words speaks of, each with the words about it. `senders` are addresses of our own, which such reports
 * quote as well.
 */
export function recipientsOfText(text: string, senders: ReadonlySet<string>): Evidence[] {
  const lines = text.split('\n');
  const starts: { recipient: string; line: number }[] = [];
  let before = '';
  for (const [line, words] of lines.entries()) {
    const isSender = /\b(?:by|from)\s*:?$/i.test(before);
    if (words.trim() !== '') before = words.trim();
    const recipient = isSender ? undefined : recipientIn(words, senders);
    if (recipient !== undefined) starts.push({ recipient, line });
  }
  // Reports in two languages say all of it twice; some name a recipient in one sentence and tell why in another.
  const words = new Map<string, string>();
  for (const [i, { recipient, line }] of starts.entries()) {
    const about = lines.slice(i === 0 ? 0 : line, starts[i + 1]?.line).join('\n');
    words.set(recipient, words.has(recipient) ? `${words.get(recipient)}\n${about}` : about);
  }
  return [...words].map(([recipient, text]) => ({
    recipient,
    status: undefined,
    action: undefined,
    byRule: false,
    diagnostic: answerIn(text),
    text,
  }));
}

function recipientIn(line: string, senders: ReadonlySet<string>): string | undefined {
  if (NOT_A_RECIPIENT.test(line)) return undefined;
  for (const pattern of BEGINS) {
    const found = pattern.exec(line)?.[1]?.toLowerCase();
    if (found !== undefined && !senders.has(found)) return found;
  }
  return undefined;
}

/** Reports that tell whose words they quote. What comes after is the other server's answer. */
const QUOTES = [
  /(?:remote host said|the error that the other server returned was|the response (?:from the remote server )?was|failed with|responded with failure|reason|diagnostic code|did not like our [^:]*|host \S+ \[[^\]]*\]|said|refused to talk to me)\s*:\s*/i,
  /<<< /,
];

/** The other server's answer among the words of the reporting one; empty where they can't be told apart. */
export function answerIn(text: string): string {
  for (const quote of QUOTES) {
    const at = quote.exec(text);
    if (at && /\S/.test(text.slice(at.index + at[0].length))) return text.slice(at.index + at[0].length).trim();
  }
  const reply = /(?:^|[\s(:])((?:[45]\d\d:?[ -](?:[245]\.\d\.\d{1,3})?|[45]\.\d\.\d{1,3} )[\s\S]*)/.exec(text);
  return reply?.[1]?.trim() ?? '';
}

/** The first address in a text. */
export const addressIn = (text: string): string | undefined => ADDRESS.exec(text)?.[0]?.toLowerCase();
