import type { DnsRecord, DomainFinding } from '@posthorn/contract';
import { holds } from './dkim-keys.ts';
import type { Dns } from './dns.ts';

/** What the mails of a domain have to pass, as far as it is known here. */
export interface SenderFacts {
  readonly domain: string;
  /** Of the key that signs, where there is one. */
  readonly dkim?: { readonly selector: string; readonly publicKey: string };
  /** Addresses and names of the servers that send, for the record to publish: `include:` or `ip4:` terms. */
  readonly spfTerms?: readonly string[];
}

type Finding = Omit<DomainFinding, 'check'>;
const txt = (name: string, value: string): DnsRecord => ({ name, type: 'TXT', value });

/** Asks the DNS what receivers ask; a question that gets no answer is `unknown` and hinders no other. */
export async function checkDomain(dns: Dns, facts: SenderFacts): Promise<readonly DomainFinding[]> {
  const checks = { spf, dkim, dmarc, 'mta-sts': mtaSts, 'tls-rpt': tlsRpt, bimi } as const;
  return Promise.all(
    Object.entries(checks).map(async ([check, ask]): Promise<DomainFinding> => {
      const finding = await ask(dns, facts).catch(
        (error: Error): Finding => ({ verdict: 'unknown', code: 'no-answer', values: { reason: error.message }, found: [] }),
      );
      return { check: check as DomainFinding['check'], ...finding };
    }),
  );
}

/** RFC 7208. Ten look-ups are allowed (4.6.4); receivers give up after them. */
async function spf(dns: Dns, { domain, spfTerms = [] }: SenderFacts): Promise<Finding> {
  const found = (await dns.txt(domain)).filter((record) => /^v=spf1(?:\s|$)/i.test(record));
  const publish = txt(domain, ['v=spf1', ...(spfTerms.length > 0 ? spfTerms : ['mx']), '~all'].join(' '));
  if (found.length === 0) return { verdict: 'missing', code: 'spf-missing', found, publish };
  if (found.length > 1) return { verdict: 'wrong', code: 'spf-several', found, publish };
  const lookups = await countLookups(dns, found[0]!, 0);
  if (lookups > 10) return { verdict: 'wrong', code: 'spf-too-many-lookups', values: { count: String(lookups) }, found };
  const all = /(?:^|\s)([+?~-]?)all(?:\s|$)/i.exec(found[0]!);
  if (all === null && !/\sredirect=/i.test(found[0]!)) return { verdict: 'weak', code: 'spf-no-end', found };
  if (all !== null && (all[1] === '' || all[1] === '+')) return { verdict: 'wrong', code: 'spf-allows-all', found, publish };
  if (all?.[1] === '?') return { verdict: 'weak', code: 'spf-neutral', found };
  return { verdict: 'good', code: 'spf-good', found };
}

async function countLookups(dns: Dns, record: string, depth: number): Promise<number> {
  if (depth > 10) return 11;
  let count = 0;
  for (const term of record.split(/\s+/)) {
    const [, name, value] = /^[+?~-]?(include|redirect|exists|a|mx|ptr)(?:[:=]([^\s/]+))?(?:\/|$)/i.exec(term) ?? [];
    if (name === undefined) continue;
    count++;
    if (/^(?:include|redirect)$/i.test(name) && value !== undefined && !value.includes('%')) {
      const next = (await dns.txt(value)).find((one) => /^v=spf1(?:\s|$)/i.test(one));
      if (next !== undefined) count += await countLookups(dns, next, depth + 1);
    }
    if (count > 20) return count;
  }
  return count;
}

/** RFC 6376. Without a key here the DNS cannot be asked: selectors cannot be listed. */
async function dkim(dns: Dns, { domain, dkim: key }: SenderFacts): Promise<Finding> {
  if (key === undefined) return { verdict: 'missing', code: 'dkim-no-key', found: [] };
  const name = `${key.selector}._domainkey.${domain}`;
  const publish = txt(name, `v=DKIM1; k=rsa; p=${key.publicKey}`);
  const found = await dns.txt(name);
  if (found.length === 0) return { verdict: 'missing', code: 'dkim-missing', found, publish };
  if (!found.some((record) => holds(record, key.publicKey))) return { verdict: 'wrong', code: 'dkim-other-key', found, publish };
  if (found.some((record) => /(?:^|;)\s*t\s*=[^;]*y/i.test(record))) return { verdict: 'weak', code: 'dkim-testing', found };
  return { verdict: 'good', code: 'dkim-good', values: { selector: key.selector }, found };
}

/** RFC 7489; asked of the domain, then of the organisation above it. */
async function dmarc(dns: Dns, { domain }: SenderFacts): Promise<Finding> {
  const publish = txt(`_dmarc.${domain}`, `v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`);
  for (const asked of [domain, ...parentsOf(domain)]) {
    const found = (await dns.txt(`_dmarc.${asked}`)).filter((record) => /^v=DMARC1\s*(?:;|$)/i.test(record));
    if (found.length > 1) return { verdict: 'wrong', code: 'dmarc-several', found, publish };
    if (found.length === 0) continue;
    const tags = tagsOf(found[0]!);
    const policy = (asked === domain ? tags.p : (tags.sp ?? tags.p))?.toLowerCase();
    if (policy !== 'none' && policy !== 'quarantine' && policy !== 'reject')
      return { verdict: 'wrong', code: 'dmarc-no-policy', found, publish };
    if (policy === 'none') return { verdict: 'weak', code: 'dmarc-none', found, publish };
    if (tags.rua === undefined) return { verdict: 'weak', code: 'dmarc-no-reports', values: { policy }, found, publish };
    return { verdict: 'good', code: 'dmarc-good', values: { policy }, found };
  }
  return { verdict: 'missing', code: 'dmarc-missing', found: [], publish };
}

/** RFC 8461: mail to the domain only over TLS. The record only announces the policy, which lies on a web server. */
async function mtaSts(dns: Dns, { domain }: SenderFacts): Promise<Finding> {
  const found = (await dns.txt(`_mta-sts.${domain}`)).filter((record) => /^v=STSv1\s*;/i.test(record));
  if (found.length === 0) {
    const publish = txt(`_mta-sts.${domain}`, `v=STSv1; id=1`);
    return { verdict: 'missing', code: 'mta-sts-missing', values: { host: `mta-sts.${domain}` }, found, publish };
  }
  if (tagsOf(found[0]!).id === undefined) return { verdict: 'wrong', code: 'mta-sts-no-id', found };
  if (!(await dns.hasAddress(`mta-sts.${domain}`)))
    return { verdict: 'wrong', code: 'mta-sts-no-host', values: { host: `mta-sts.${domain}` }, found };
  return { verdict: 'good', code: 'mta-sts-good', found };
}

/** RFC 8460. */
async function tlsRpt(dns: Dns, { domain }: SenderFacts): Promise<Finding> {
  const found = (await dns.txt(`_smtp._tls.${domain}`)).filter((record) => /^v=TLSRPTv1\s*;/i.test(record));
  const publish = txt(`_smtp._tls.${domain}`, `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`);
  if (found.length === 0) return { verdict: 'missing', code: 'tls-rpt-missing', found, publish };
  return tagsOf(found[0]!).rua === undefined
    ? { verdict: 'wrong', code: 'tls-rpt-no-address', found, publish }
    : { verdict: 'good', code: 'tls-rpt-good', found };
}

/** BIMI (draft-brand-indicators-for-message-identification): the logo beside the sender; shown only where DMARC is enforced. */
async function bimi(dns: Dns, { domain }: SenderFacts): Promise<Finding> {
  const found = (await dns.txt(`default._bimi.${domain}`)).filter((record) => /^v=BIMI1\s*;/i.test(record));
  const publish = txt(`default._bimi.${domain}`, `v=BIMI1; l=https://${domain}/logo.svg; a=`);
  if (found.length === 0) return { verdict: 'missing', code: 'bimi-missing', found, publish };
  const { l: logo, a: certificate } = tagsOf(found[0]!);
  if (logo === undefined || !/^https:\/\/\S+\.svgz?$/i.test(logo)) return { verdict: 'wrong', code: 'bimi-no-logo', found, publish };
  return certificate ? { verdict: 'good', code: 'bimi-good', found } : { verdict: 'weak', code: 'bimi-no-certificate', found };
}

/** `mail.shop.example.com` → `shop.example.com`, `example.com`. */
function parentsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_label, at) => labels.slice(at + 1).join('.'));
}

const tagsOf = (record: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    record
      .split(';')
      .map((tag) => /^\s*([a-z]+)\s*=\s*(.*?)\s*$/i.exec(tag))
      .flatMap((match) => (match === null ? [] : [[match[1]!.toLowerCase(), match[2]!]])),
  );
