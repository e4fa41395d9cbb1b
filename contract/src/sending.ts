import Type, { type Static } from 'typebox';
import { Id, Nothing, page, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

const Domain = Type.String({ minLength: 3, maxLength: 253, pattern: '^[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+$' });

/** A record of the DNS, as it has to be published. */
export const DnsRecord = Type.Object({ name: Type.String(), type: Type.Enum(['TXT', 'CNAME', 'MX']), value: Type.String() });
export type DnsRecord = Static<typeof DnsRecord>;

export const dkimKeyStates = ['announced', 'active', 'retired'] as const;
/** A key that signs the mails of a domain. */
export const DkimKey = Type.Object({
  id: Type.String(),
  domain: Type.String(),
  selector: Type.String(),
  state: Type.Enum([...dkimKeyStates]),
  record: DnsRecord,
  createdAt: Timestamp,
  createdBy: Type.String(),
  activeSince: Type.Optional(Timestamp),
  /** Of a retired one: until then mails that it signed may be on their way, and its record has to stay. */
  recordNeededUntil: Type.Optional(Timestamp),
});
export type DkimKey = Static<typeof DkimKey>;

export const domainChecks = ['spf', 'dkim', 'dmarc', 'mta-sts', 'tls-rpt', 'bimi'] as const;
export const domainVerdicts = ['good', 'weak', 'missing', 'wrong', 'unknown'] as const;
/** What the DNS says of one thing that receivers ask of a sender's domain. */
export const DomainFinding = Type.Object({
  check: Type.Enum([...domainChecks]),
  verdict: Type.Enum([...domainVerdicts]),
  /** What is the matter, as a code that the workplace has words for; with what it is about. */
  code: Type.String(),
  values: Type.Optional(Type.Record(Type.String(), Type.String())),
  found: Type.Array(Type.String()),
  /** What to publish to make it good. */
  publish: Type.Optional(DnsRecord),
});
export type DomainFinding = Static<typeof DomainFinding>;

/** How fast mail goes out to the addresses of a domain; `*`: of all that have no limit of their own. */
export const DomainLimit = Type.Object({
  domain: Type.String(),
  perHour: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
  atOnce: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type DomainLimit = Static<typeof DomainLimit>;

/** So many mails on the first day, more each day, until the last figure is reached and the plan is over. */
export const WarmUpPlan = Type.Object({
  firstDay: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  /** Times as many each day. */
  growth: Type.Number({ minimum: 1.05, maximum: 3 }),
  last: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
});
export const WarmUp = Type.Object({
  ...WarmUpPlan.properties,
  account: Type.String(),
  /** `YYYY-MM-DD`, UTC. */
  since: Type.String(),
  day: Type.Integer(),
  today: Type.Integer(),
  over: Type.Boolean(),
});
export type WarmUp = Static<typeof WarmUp>;

export const boardGroups = ['day', 'domain', 'run', 'template'] as const;
/** What became of mails: one line of the board. */
export const BoardRow = Type.Object({
  /** Day, domain, or id of the run or template. */
  key: Type.String(),
  /** What people call it, where that is another thing. */
  name: Type.Optional(Type.String()),
  sent: Type.Integer(),
  delivered: Type.Integer(),
  /** Of those that are tracked: opened, and a link of them followed, by people as far as it can be told. */
  displayed: Type.Integer(),
  clicked: Type.Integer(),
  soft: Type.Integer(),
  hard: Type.Integer(),
  complaints: Type.Integer(),
  unsubscribed: Type.Integer(),
  failed: Type.Integer(),
});
export type BoardRow = Static<typeof BoardRow>;

/** What is counted of the mails of a purpose, of customers who consented to it. */
export const TrackedPurpose = Type.Object({ purpose: Type.String(), opens: Type.Boolean(), clicks: Type.Boolean() });
export type TrackedPurpose = Static<typeof TrackedPurpose>;

/** What the reports about a domain ask for, as a code that the workplace has words for; with what it is about. */
export const ReportHint = Type.Object({
  code: Type.Enum(['dmarc-fails', 'spf-fails', 'dkim-fails', 'tls-fails']),
  count: Type.Integer(),
  values: Type.Record(Type.String(), Type.String()),
});
export type ReportHint = Static<typeof ReportHint>;

/** What receivers reported about a sender's domain (RFC 7489, RFC 8460). */
export const DomainReports = Type.Object({
  domain: Type.String(),
  reports: Type.Integer(),
  reporters: Type.Array(Type.String()),
  /** Who sent in the domain's name; messages that passed DKIM, SPF, neither, and those that were not simply let in. */
  sources: Type.Array(
    Type.Object({
      source: Type.String(),
      messages: Type.Integer(),
      dkim: Type.Integer(),
      spf: Type.Integer(),
      failed: Type.Integer(),
      rejected: Type.Integer(),
      signedFor: Type.Array(Type.String()),
      sentFor: Type.Array(Type.String()),
    }),
  ),
  /** Connections over TLS to this domain's receivers. */
  tls: Type.Object({
    succeeded: Type.Integer(),
    failures: Type.Array(Type.Object({ reason: Type.String(), receivers: Type.Array(Type.String()), sessions: Type.Integer() })),
  }),
  hints: Type.Array(ReportHint),
});
export type DomainReports = Static<typeof DomainReports>;

const SignedLink = Type.Object({ link: Type.String({ minLength: 1, maxLength: 200 }) });
const room = 'delivery';
const [read, configure] = ['sending:read', 'sending:configure'];

export const sending = {
  dkimKeys: endpoint({
    method: 'GET',
    path: '/api/sending/dkim-keys',
    summary: 'Keys that sign mails',
    room,
    allow: read,
    reply: page(DkimKey),
  }),
  announceKey: endpoint({
    method: 'POST',
    path: '/api/sending/dkim-keys',
    summary: 'Make a new key for a domain, and the record to publish; it signs nothing yet',
    room,
    allow: configure,
    body: Type.Object({ domain: Domain }),
    reply: DkimKey,
  }),
  switchKey: endpoint({
    method: 'POST',
    path: '/api/sending/dkim-keys/:id/activate',
    summary: 'Sign with this key from now on, once its record is published; the former retires',
    room,
    allow: configure,
    params: Id,
    reply: DkimKey,
  }),
  retireKey: endpoint({
    method: 'POST',
    path: '/api/sending/dkim-keys/:id/retire',
    summary: 'Sign with this key no more and destroy it',
    room,
    allow: configure,
    params: Id,
    reply: DkimKey,
  }),
  checkDomain: endpoint({
    method: 'GET',
    path: '/api/sending/domains/:domain/check',
    summary: 'What the DNS says of a sender: SPF, DKIM, DMARC, MTA-STS, TLS reports, BIMI, with what to publish',
    room,
    allow: read,
    params: Type.Object({ domain: Domain }),
    reply: Type.Object({ domain: Type.String(), findings: Type.Array(DomainFinding) }),
  }),
  reports: endpoint({
    method: 'GET',
    path: '/api/sending/domains/:domain/reports',
    summary: 'What receivers reported about a domain in the last days: DMARC and TLS, by source, with hints',
    room,
    allow: read,
    params: Type.Object({ domain: Domain }),
    query: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 366 }) }),
    reply: DomainReports,
  }),
  reportedDomains: endpoint({
    method: 'GET',
    path: '/api/sending/reported-domains',
    summary: 'Domains that receivers reported about, the latest first',
    room,
    allow: read,
    reply: Type.Object({ rows: Type.Array(Type.String()) }),
  }),
  board: endpoint({
    method: 'GET',
    path: '/api/sending/board',
    summary: 'What became of the mails of the last days, by day, domain, run or template',
    room,
    allow: read,
    query: Type.Object({ by: Type.Enum([...boardGroups]), days: Type.Integer({ minimum: 1, maximum: 366 }) }),
    reply: Type.Object({ rows: Type.Array(BoardRow), total: BoardRow }),
  }),
  tracking: endpoint({
    method: 'GET',
    path: '/api/sending/tracking',
    summary: 'Whether opens and clicks of mails are counted, by purpose, and under which address',
    room,
    allow: read,
    reply: Type.Object({ address: Type.Optional(Type.String()), purposes: Type.Array(TrackedPurpose) }),
  }),
  setTracking: endpoint({
    method: 'PUT',
    path: '/api/sending/tracking/:purpose',
    summary:
      'Count opens and clicks of the mails of a purpose from now on, of customers who consented to it (purpose `tracking`), or stop it',
    room,
    allow: configure,
    params: Type.Object({ purpose: Type.Enum(['contract', 'service', 'advertising']) }),
    body: Type.Object({ opens: Type.Boolean(), clicks: Type.Boolean() }),
    reply: Nothing,
  }),
  opened: endpoint({
    method: 'GET',
    path: '/t/o/:link',
    summary: 'A picture of one transparent point: that it is asked for says that a mail was opened',
    room,
    allow: 'link',
    params: SignedLink,
    media: 'image/gif',
  }),
  followed: endpoint({
    method: 'GET',
    path: '/t/f/:link',
    summary: 'Leads on to where a link of a mail leads; only to an address that was signed with it',
    room,
    allow: 'link',
    params: SignedLink,
    query: Type.Object({ to: Type.String({ minLength: 1, maxLength: 4000 }) }),
    media: 'text/plain',
  }),
  limits: endpoint({
    method: 'GET',
    path: '/api/sending/limits',
    summary: 'Limits by domain, and warm-up plans by account',
    room,
    allow: read,
    reply: Type.Object({ limits: Type.Array(DomainLimit), warmUps: Type.Array(WarmUp) }),
  }),
  setLimit: endpoint({
    method: 'PUT',
    path: '/api/sending/limits',
    summary: 'Set the limit of a domain; without figures it is removed',
    room,
    allow: configure,
    body: DomainLimit,
    reply: Nothing,
  }),
  setWarmUp: endpoint({
    method: 'PUT',
    path: '/api/sending/warm-ups/:account',
    summary: 'Begin a warm-up plan for an account today, or end it (without a plan)',
    room,
    allow: configure,
    params: Type.Object({ account: Type.String({ maxLength: 100 }) }),
    body: Type.Object({ plan: Type.Optional(WarmUpPlan) }),
    reply: Nothing,
  }),
};
