import Type, { type Static } from 'typebox';
import { Id, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const CampaignState = Type.Enum(['draft', 'approved', 'drawing', 'sending', 'paused', 'done', 'stopped']);

/** What variants are compared by: the receipt that is hoped for. */
export const CampaignGoal = Type.Enum(['clicked', 'answered', 'displayed', 'delivered', 'unsubscribed']);

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
  /** Hours of the day, in the organisation's time zone, in which anything is begun. */
  window: Type.Optional(
    Type.Object({
      from: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
      until: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
      /** Days of the week, 1 for Monday; all if absent. */
      days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 })),
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
  notReachable: Type.Array(Type.Object({ code: Type.String(), text: Type.String(), customers: Type.Integer() })),
  /** All were looked at; else the figures are of a sample of this many, scaled up. */
  sample: Type.Optional(Type.Integer()),
  examples: Type.Array(Type.Object({ id: Type.String(), number: Type.String(), name: Type.String() })),
});
export type Audience = Static<typeof Audience>;

const Ratio = Type.Object({
  estimate: Type.Union([Type.Number(), Type.Null()]),
  from: Type.Number(),
  to: Type.Union([Type.Number(), Type.Null()]),
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
      /** Beside the first variant. */
      comparison: Type.Optional(
        Type.Object({
          verdict: Type.Enum(['better', 'worse', 'open']),
          p: Type.Number(),
          ratio: Ratio,
          needs: Type.Optional(Type.Integer()),
        }),
      ),
    }),
  ),
  holdout: Type.Integer(),
  seeds: Type.Integer(),
  waves: Type.Object({ begun: Type.Integer(), all: Type.Integer(), nextAt: Type.Optional(Timestamp) }),
});
export type CampaignResults = Static<typeof CampaignResults>;

export const CampaignPoint = Type.Object({
  code: Type.String(),
  verdict: Type.Enum(['good', 'warning', 'blocking']),
  text: Type.String(),
  hint: Type.Optional(Type.String()),
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
    reply: Type.Object({ rows: Type.Array(Campaign) }),
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
    summary: 'Segments that have a name',
    room: 'campaigns',
    allow: 'campaigns:read',
    reply: Type.Object({ rows: Type.Array(Segment) }),
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
