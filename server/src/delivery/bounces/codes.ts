/** A reply of an SMTP server: its code and its enhanced code (RFC 3463). */
export interface Codes {
  readonly reply: number | undefined;
  readonly status: string | undefined;
}

const REPLY = /(?<![\d.])([45][0-5]\d)(?![\d./%]|:\S)/g;
const STATUS = /(?<![\d.])([245]\.\d\.\d{1,3})(?![\d.])/g;

/** The codes that a text of a server begins with, or, where a server quotes another's answer, those of the innermost one. */
export function codesIn(text: string): Codes {
  const words = text.replace(/\[?\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b\]?|https?:\/\/\S+|<[^>\s]*@[^>\s]*>/g, ' ');
  const quoted = /[<'(]([45][0-5]\d)[ -]([245]\.\d\.\d{1,3})/.exec(words);
  if (quoted) return { reply: Number(quoted[1]), status: quoted[2] };
  const replies = [...words.matchAll(REPLY)];
  const statuses = [...words.matchAll(STATUS)].map((match) => match[1] as string);
  return {
    reply: replies.length === 0 ? undefined : Number(replies[0]?.[1]),
    status: statuses.find((status) => !/\.0\.0$|^\d\.1\.0$/.test(status)) ?? statuses[0],
  };
}
