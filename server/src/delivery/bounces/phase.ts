import type { Phase } from './bounce.ts';

/** How servers say at which command they were refused: Postfix, Exim, Sendmail, qmail, DragonFly and others, in this order. */
const PHASES: readonly (readonly [Phase, RegExp])[] = [
  ['data', /in reply to (?:end of )?DATA|after (?:end of data|pipelined DATA|DATA|sending data block)|did not like our final|failed after I sent the message|for TEXT command|>>> (?:DATA|\.\s)|SMTP:DATA|^DATA$|\[(?:END_OF_DATA|DATA|BODY)/im],
  ['recipient', /in reply to RCPT|after (?:pipelined )?RCPT|>>> ?RCPT|SMTP:RCPT|did not like our RCPT|does not like recipient|RCPT TO response|\[RCPT_TO|rejected recipient|bad-mailbox|rejected address|^RCPT TO/im],
  ['sender', /in reply to MAIL|after (?:pipelined )?MAIL|>>> ?MAIL|SMTP:MAIL|did not like our MAIL|sender was rejected|\[MAIL_FROM|rejected MAIL FROM|^MAIL FROM/im],
  ['hello', /in reply to (?:EHLO|HELO)|after (?:EHLO|HELO)|>>> ?(?:EHLO|HELO)|did not like our (?:EHLO|HELO)|my name was rejected|performing the (?:EHLO|HELO)/im],
  ['connect', /refused to talk to me|after initial connection|while receiving the initial|Connected to \S+ but greeting failed|SMTP:CONNECT|\[(?:CONNECT|BANNER)/im],
]; // biome-ignore format: one line each

/** The command that was refused, as far as the text tells. */
export function phaseOf(text: string): Phase | undefined {
  // A transcript shows every command that was sent: the last before the refusal counts. A server that got all of them at once and
  // refused the only recipient then complains that there is none.
  if (/503 .{0,40}(?:need|no valid|must have).{0,20}(?:rcpt|recipient)|5\d\d .{0,12}no valid recipients/i.test(text)) return 'recipient';
  const commands = [...text.matchAll(/(?:>>>|^ *In:) *(EHLO|HELO|MAIL|RCPT|DATA|\.)/gim)];
  if (commands.length > 0) return COMMANDS[commands.at(-1)?.[1]?.toUpperCase() as string];
  return PHASES.find(([, pattern]) => pattern.test(text))?.[0];
}

const COMMANDS: Readonly<Record<string, Phase>> = {
  EHLO: 'hello',
  HELO: 'hello',
  MAIL: 'sender',
  RCPT: 'recipient',
  DATA: 'data',
  '.': 'data',
};
