/*
 * Who asks for a picture or follows a link of a mail: a person, or a program on their way. Programs look at everything before anybody sees it, so
 * what they do is no sign of a reader. They are told by what they say of themselves and by their haste; one that behaves as a browser would,
 * minutes later, cannot be told, so the figures are an upper bound.
 */

/** What is looked at of a request; nothing of it is kept. */
export interface VisitRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Proxies of mailbox providers that load pictures themselves: Apple's (Mail Privacy Protection loads those of every mail, and says `Mozilla/5.0`
 * and nothing more), Google's, Yahoo's, and Microsoft's.
 */
const proxies = /^Mozilla\/5\.0$|GoogleImageProxy|YahooMailProxy|OutlookImageProxy|DuckDuckGo.*EmailProxy/i;
/** Scanners of links, previews of messengers, libraries of programs: no browser says these of itself. */
const programs =
  /bot\b|crawl|spider|scan|preview|headless|barracuda|mimecast|proofpoint|symantec|trendmicro|safelinks|slurp|facebookexternalhit|whatsapp|curl|wget|python|java\/|okhttp|go-http|node-fetch|undici|axios|libwww|httpclient|phantom/i;

/** A person needs longer from the arrival of a mail to the click; gateways look before they hand it on. Milliseconds. */
const hasteMs = 5_000;

/**
 * Whether a request counts as a person's.
 * @param sinceSentMs how long ago the mail was handed over; undefined where that is not known yet
 */
export function isPerson({ method, headers }: VisitRequest, sinceSentMs: number | undefined): boolean {
  if (method !== 'GET' || sinceSentMs === undefined || sinceSentMs < hasteMs) return false;
  const agent = one(headers['user-agent']).trim();
  if (agent === '' || proxies.test(agent) || programs.test(agent)) return false;
  const purpose = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].map((name) => one(headers[name])).join(' ');
  return !/prefetch|preview|prerender/i.test(purpose);
}

const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : (value?.[0] ?? ''));
