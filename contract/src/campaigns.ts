import Type, { type Static } from 'typebox';
import { ChannelName, Id, page, pageQuery, SendingHours, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const CampaignState = Type.Enum(['draft', 'approved', 'drawing', 'sending', 'paused', 'done', 'stopped']);

/** What variants are compared by: the receipt that is hoped for, or the conversion. */
export const CampaignGoal = Type.Enum(['clicked', 'answered', 'displayed', 'delivered', 'unsubscribed', 'converted']);

/** What customers are to do, such as a purchase; other systems tell of it. It shows what a campaign brings beside those who are left out. */
const Conversion = Type.Object({
  event: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }),
  /** It counts within so many days after a customer's wave has begun. */
  days: Type.Integer({ minimum: 1, maximum: 366 }),
});

const Variant = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,19}$' }),
  templateId: Type.String({ minLength: 1, maxLength: 200 }),
  /** Of those who are written to; all shares sum to 1. */
  share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
});

const Schedule = Type.Object({
  /** Not before; at once if absent. */
  startAt: Type.Optional(Timestamp),
  /** Customers who are begun with in an hour; all at once if absent. */
  perHour: Type.Optional(Type.Integer({ minimum: 1 })),
  window: Type.Optional(
    Type.Object({
      ...SendingHours.properties,
      /** By whose clock: waves begin in these hours of the organisation (if absent), or each message goes in those of its customer. */
      clock: Type.Optional(Type.Enum(['organisation', 'customer'])),
    }),
  ),
});

/** What people say about a campaign. */
export const CampaignPlan = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** A condition in CEL over `customer`; empty for everybody. */
  rule: Type.String({ maxLength: 10_000 }),
  variants: Type.Array(Variant, { minItems: 1, maxItems: 6 }),
  /** Share of the audience that is left out, to see what happens without the campaign. */
  holdout: Type.Number({ minimum: 0, maximum: 0.9 }),
  /** What templates get beside the customer. */
  data: Type.Record(Type.String(), Type.Unknown()),
  schedule: Schedule,
  /** Customer numbers of colleagues, who get every variant. */
  seeds: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 }),
  goal: CampaignGoal,
  conversion: Type.Optional(Conversion),
});
export type CampaignPlan = Static<typeof CampaignPlan>;

export const Campaign = Type.Object({
  id: Type.String(),
  ...CampaignPlan.properties,
  state: CampaignState,
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: Timestamp,
  approvedBy: Type.Optional(Type.String()),
  approvedAt: Type.Optional(Timestamp),
  /** Whoever asks may not approve it: they wrote in it. */
  own: Type.Boolean(),
  startedAt: Type.Optional(Timestamp),
  endedAt: Type.Optional(Timestamp),
  stopReason: Type.Optional(Type.String()),
  /** Customers looked at while drawing, those whom the condition has no answer for, and those who are in it. */
  drawn: Type.Object({ lookedAt: Type.Integer(), unanswerable: Type.Integer(), members: Type.Integer() }),
});
export type Campaign = Static<typeof Campaign>;

export const Audience = Type.Object({
  customers: Type.Integer(),
  matching: Type.Integer(),
  /** The condition has no answer for them: they lack what it asks for. */
  unanswerable: Type.Integer(),
  /** Of those who match: how many advertising may reach, by channel, and why not the others. */
  reachable: Type.Integer(),
  channels: Type.Array(Type.Object({ channel: Type.String(), customers: Type.Integer() })),
  notReachable: Type.Array(
    Type.Object({
      code: Type.String(),
      text: Type.String(),
      customers: Type.Integer(),
      /** Where they may not be written to: what stands in the way on each channel, such as `no-consent`. */
      obstacles: Type.Optional(Type.Array(Type.Object({ channel: ChannelName, obstacle: Type.String() }))),
    }),
  ),
  /** All were looked at; else the figures are of a sample of this many, scaled up. */
  sample: Type.Optional(Type.Integer()),
  examples: Type.Array(Type.Object({ id: Type.String(), number: Type.String(), name: Type.String() })),
});
export type Audience = Static<typeof Audience>;

/** A count of all customers, made by a job. */
export const AudienceCount = Type.Object({
  id: Type.String(),
  state: Type.Enum(['running', 'done', 'cancelled', 'failed']),
  customers: Type.Integer(),
  lookedAt: Type.Integer(),
  startedBy: Type.String(),
  /** As far as it has come; of all when it is done. */
  audience: Audience,
  /** Why it failed. */
  error: Type.Optional(Type.String()),
});
export type AudienceCount = Static<typeof AudienceCount>;

const Ratio = Type.Object({
  estimate: Type.Union([Type.Number(), Type.Null()]),
  from: Type.Number(),
  to: Type.Union([Type.Number(), Type.Null()]),
});

/** Whether somebody does better than others; may be read at every moment. */
const Comparison = Type.Object({
  verdict: Type.Enum(['better', 'worse', 'open']),
  p: Type.Number(),
  ratio: Ratio,
  needs: Type.Optional(Type.Integer()),
});

export const CampaignResults = Type.Object({
  state: CampaignState,
  goal: CampaignGoal,
  variants: Type.Array(
    Type.Object({
      id: Type.String(),
      templateId: Type.String(),
      /** Customers who were dealt to it, and of them those that were begun with. */
      customers: Type.Integer(),
      begun: Type.Integer(),
      composed: Type.Integer(),
      withheld: Type.Integer(),
      failed: Type.Integer(),
      /** Deliveries for which such a receipt came. */
      receipts: Type.Record(Type.String(), Type.Integer()),
      runs: Type.Array(Type.String()),
      /** Customers who did what the campaign is for. */
      conversions: Type.Integer(),
      /** Beside the first variant. */
      comparison: Type.Optional(Comparison),
      /** Beside those who are left out, by conversions. */
      uplift: Type.Optional(
        Type.Object({
          ...Comparison.properties,
          /** Of its conversions those that are there because of the campaign; below 0 it kept some away. No `from` while nothing bounds it. */
          owed: Type.Object({ estimate: Type.Optional(Type.Number()), from: Type.Optional(Type.Number()), to: Type.Number() }),
        }),
      ),
    }),
  ),
  conversion: Type.Optional(Conversion),
  holdout: Type.Integer(),
  /** Of those left out: whose wave has begun, and who did it all the same. */
  holdoutBegun: Type.Integer(),
  holdoutConversions: Type.Integer(),
  seeds: Type.Integer(),
  waves: Type.Object({ begun: Type.Integer(), all: Type.Integer(), nextAt: Type.Optional(Timestamp) }),
});
export type CampaignResults = Static<typeof CampaignResults>;

/** What a checklist tells by itself; what the engine finds in a template comes with the engine's codes. */
export const campaignPointCodes = [
  ...(['audience', 'audience-empty', 'audience-unreachable', 'audience-unanswerable', 'no-holdout', 'no-seeds', 'seed-unknown'] as const),
  ...(['not-released', 'not-advertising', 'no-sample', 'not-composed', 'no-email', 'no-way-out', 'mail', 'mail-heavy'] as const),
  ...(['short-message', 'short-message-long', 'short-message-costly', 'spam-score', 'placeholder-left', 'no-language'] as const),
  ...(['subject-empty', 'subject-long', 'subject-capitals', 'subject-exclamation', 'subject-reply'] as const),
  ...(['link-broken', 'link-nowhere', 'link-not-secure', 'link-shortened', 'link-misleads', 'link-vague', 'link-without-text'] as const),
  ...(['picture-without-text', 'mostly-pictures', 'data', 'data-none', 'data-delicate', 'data-forbidden'] as const),
] as const;
export type CampaignPointCode = (typeof campaignPointCodes)[number];

export const CampaignPoint = Type.Object({
  code: Type.String(),
  verdict: Type.Enum(['good', 'warning', 'blocking']),
  text: Type.String(),
  hint: Type.Optional(Type.String()),
  /** What the text says of the occasion, for who says it in another language. */
  values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  variant: Type.Optional(Type.String()),
});
export type CampaignPoint = Static<typeof CampaignPoint>;

const Segment = Type.Object({
  id: Type.String(),
  name: Type.String(),
  rule: Type.String(),
  changedBy: Type.String(),
  changedAt: Timestamp,
});
const Revision = Type.Object({ revision: Type.Integer() });

export const campaigns = {
  list: endpoint({
    method: 'GET',
    path: '/api/campaigns',
    summary: 'Campaigns, newest first',
    room: 'campaigns',
    allow: 'campaigns:read',
    query: Type.Object(pageQuery),
    reply: page(Campaign),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/campaigns/:id',
    summary: 'One campaign',
    room: 'campaigns',
    allow: 'campaigns:read',
    params: Id,
    reply: Campaign,
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/campaigns',
    summary: 'Plan a campaign',
    room: 'campaigns',
    allow: 'campaigns:write',
    body: CampaignPlan,
    reply: Campaign,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/campaigns/:id',
    summary: 'Change a campaign that has not begun; an approval is then gone',
    room: 'campaigns',
    allow: 'campaigns:write',
    params: Id,
    body: Type.Object({ ...CampaignPlan.properties, ...Revision.properties }),
    reply: Campaign,
  }),
  approve: endpoint({
    method: 'POST',
    path: '/api/campaigns/:id/approve',
    summary: 'Approve a campaign as it is; never one’s own',
    room: 'campaigns',
    allow: 'campaigns:approve',
    params: Id,
    body: Revision,
    reply: Campaign,
  }),
  start: endpoint({
    method: 'POST',
    path: '/api/campaigns/:id/start',
    summary: 'Start an approved campaign',
    room: 'campaigns',
    allow: 'campaigns:start',
    params: Id,
    reply: Campaign,
  }),
  pause: endpoint({
    method: 'POST',
    path: '/api/campaigns/:id/pause',
    summary: 'Pause a campaign: nobody is begun with until it is continued, and nothing is composed; what is composed goes out',
    room: 'campaigns',
    allow: 'campaigns:start',
    params: Id,
    reply: Campaign,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/api/campaigns/:id/resume',
    summary: 'Let a paused campaign go on where it was',
    room: 'campaigns',
    allow: 'campaigns:start',
    params: Id,
    reply: Campaign,
  }),
  stop: endpoint({
    method: 'POST',
    path: '/api/campaigns/:id/stop',
    summary: 'Stop a campaign for good: nothing that is not on its way goes out any more',
    room: 'campaigns',
    allow: 'campaigns:start',
    params: Id,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) }),
    reply: Campaign,
  }),
  check: endpoint({
    method: 'GET',
    path: '/api/campaigns/:id/check',
    summary: 'What is to be seen to before it goes out',
    room: 'campaigns',
    allow: 'campaigns:read',
    params: Id,
    reply: Type.Object({ points: Type.Array(CampaignPoint) }),
  }),
  results: endpoint({
    method: 'GET',
    path: '/api/campaigns/:id/results',
    summary: 'How the variants do',
    room: 'campaigns',
    allow: 'campaigns:read',
    params: Id,
    reply: CampaignResults,
  }),
  audience: endpoint({
    method: 'POST',
    path: '/api/campaigns/audience',
    summary: 'Whom a condition meets, and whom advertising may reach',
    room: 'campaigns',
    allow: 'campaigns:read',
    body: Type.Object({ rule: Type.String({ maxLength: 10_000 }), templateId: Type.Optional(Type.String()) }),
    reply: Audience,
  }),
  countAll: endpoint({
    method: 'POST',
    path: '/api/campaigns/audience-counts',
    summary: 'Count all customers whom a condition meets, by a job; one that the same person began before ends',
    room: 'campaigns',
    allow: 'campaigns:write',
    body: Type.Object({ rule: Type.String({ maxLength: 10_000 }), templateId: Type.Optional(Type.String()) }),
    reply: AudienceCount,
  }),
  count: endpoint({
    method: 'GET',
    path: '/api/campaigns/audience-counts/:id',
    summary: 'How far a count has come',
    room: 'campaigns',
    allow: 'campaigns:read',
    params: Id,
    reply: AudienceCount,
  }),
  cancelCount: endpoint({
    method: 'POST',
    path: '/api/campaigns/audience-counts/:id/cancel',
    summary: 'Let a count end where it is',
    room: 'campaigns',
    allow: 'campaigns:write',
    params: Id,
    reply: AudienceCount,
  }),
  convert: endpoint({
    method: 'POST',
    path: '/api/conversions',
    summary:
      'Tell of what customers did, such as a purchase; each counts once for every campaign that asks for it, however often it is told',
    room: 'campaigns',
    allow: 'conversions:write',
    body: Type.Object({
      event: Conversion.properties.event,
      customers: Type.Array(
        Type.Object({
          number: Type.String({ minLength: 1, maxLength: 200 }),
          /** When it happened; now if absent. */
          at: Type.Optional(Timestamp),
        }),
        { minItems: 1, maxItems: 1000 },
      ),
    }),
    reply: Type.Object({
      /** Conversions that count for some campaign and did not yet. */
      counted: Type.Integer(),
      /** Numbers that no customer has. */
      unknown: Type.Array(Type.String()),
    }),
  }),
  fields: endpoint({
    method: 'GET',
    path: '/api/campaigns/fields',
    summary: 'What conditions may ask of a customer: a JSON Schema',
    room: 'campaigns',
    allow: 'campaigns:read',
    reply: Type.Object({ schema: Type.Record(Type.String(), Type.Unknown()) }),
  }),
  segments: endpoint({
    method: 'GET',
    path: '/api/segments',
    summary: 'Segments that have a name, by name',
    room: 'campaigns',
    allow: 'campaigns:read',
    query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 100 })) }),
    reply: page(Segment),
  }),
  saveSegment: endpoint({
    method: 'PUT',
    path: '/api/segments',
    summary: 'Keep a condition under a name',
    room: 'campaigns',
    allow: 'campaigns:write',
    body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), rule: Type.String({ maxLength: 10_000 }) }),
    reply: Segment,
  }),
};
