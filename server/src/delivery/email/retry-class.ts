/**
 * How long to wait before a mail is tried again that a server put off (4xx), in seconds, by what the server says; undefined where it says nothing
 * that means something, and the usual pauses are right.
 *
 * * **Greylisting** (RFC 6647) takes the same mail gladly after some minutes, and takes each attempt before that for another stranger's: five
 *   minutes, or what the server asks for, and always the same.
 * * **A full mailbox** is not emptied within a minute.
 * * **Too many, too fast**: the server counts by the hour; to come back at once makes it worse.
 */
export function retryAfter(reply: string): number | undefined {
  const asked = askedFor(reply);
  if (greylisted.test(reply)) return Math.min(Math.max(asked ?? 300, 60), 3600);
  if (/\b4\.2\.2\b|mailbox (?:is )?full|over ?quota|quota exceeded/i.test(reply)) return 7200;
  if (/\b4\.7\.28\b|too (?:many|fast|frequent)|rate[- ]?limit|throttl|slow down/i.test(reply)) return Math.min(asked ?? 900, 3600);
  return asked === undefined ? undefined : Math.min(asked, 3600);
}

const greylisted =
  /gr[ea]y-?\s?list|postgrey|milter-greylist|\b4\.7\.1\b.*(?:try|retry|come back) (?:again )?(?:later|in)|recently (?:seen|contacted)|first time/i;

/** `try again in 5 minutes`, `retry after 300 seconds`, `for 00:04:59`. */
function askedFor(reply: string): number | undefined {
  const clock = /\bfor (\d\d):(\d\d):(\d\d)\b/.exec(reply);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const [, amount, unit] = /\b(?:in|after|within|for) (\d{1,5}) ?(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)\b/i.exec(reply) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const seconds = { s: 1, m: 60, h: 3600 }[unit[0]!.toLowerCase() as 's' | 'm' | 'h'];
  return Number(amount) * seconds;
}
