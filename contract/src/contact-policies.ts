import Type, { type Static } from 'typebox';
import { ChannelName, Id, page, pageQuery, Timestamp } from './common.ts';
import { ContactPolicy } from './contact-policy.ts';
import { endpoint } from './endpoint.ts';

/** Endpoints of the contact policy: its versions, what it decided, who waits for a person, and what is the case with customers. */

const Version = Type.Object({ version: Type.Integer() });
const Note = Type.String({ minLength: 1, maxLength: 2000 });

export const ContactPolicyVersion = Type.Object({
  version: Type.Integer(),
  policy: ContactPolicy,
  note: Type.String(),
  state: Type.Enum(['proposed', 'approved', 'refused']),
  /** The one that holds now. */
  current: Type.Boolean(),
  effectiveFrom: Timestamp,
  proposedAt: Timestamp,
  proposedBy: Type.String(),
  /** Who proposed a change may not approve it. */
  mine: Type.Boolean(),
  decidedAt: Type.Optional(Timestamp),
  decidedBy: Type.Optional(Type.String()),
});
export type ContactPolicyVersion = Static<typeof ContactPolicyVersion>;

export const ContactState = Type.Enum(['sent', 'held', 'waiting', 'withheld', 'cancelled']);
export const ContactReason = Type.Enum([
  ...(['permitted', 'by-person', 'worthless', 'duplicate', 'conflict', 'quiet-hours', 'customer-wish', 'capped'] as const),
  ...(['sending-hours', 'frequency-wish', 'gathering', 'digest', 'over-budget'] as const),
]);

/** What the policy decided about a communication last, and why. */
export const ContactDecision = Type.Object({
  state: ContactState,
  code: ContactReason,
  /** Id and name of the rule that decided. */
  rule: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  at: Timestamp,
  /** When a held message is asked about again. */
  until: Type.Optional(Timestamp),
  validUntil: Type.Optional(Timestamp),
  purpose: Type.String(),
  matter: Type.String(),
  matterKey: Type.Optional(Type.String()),
  /** Version of the policy; 0 where there is none yet. */
  policy: Type.Integer(),
  details: Type.Record(Type.String(), Type.Unknown()),
});
export type ContactDecision = Static<typeof ContactDecision>;

/** A message that does not go well with another, or with what is the case. */
export const WaitingMessage = Type.Object({
  communicationId: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  runId: Type.Optional(Type.String()),
  templateId: Type.String(),
  channel: ChannelName,
  since: Timestamp,
  validUntil: Type.Optional(Timestamp),
  matter: Type.String(),
  rule: Type.Object({ id: Type.String(), name: Type.String() }),
  /** What was said before, or is the case. */
  first: Type.Object({
    at: Timestamp,
    matter: Type.Optional(Type.String()),
    communicationId: Type.Optional(Type.String()),
    circumstance: Type.Optional(Type.String()),
    /** Where it was said to somebody else of the household. */
    customerId: Type.Optional(Type.String()),
  }),
});
export type WaitingMessage = Static<typeof WaitingMessage>;

export const HeldMessage = Type.Object({
  communicationId: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  decision: ContactDecision,
});

export const Circumstance = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  since: Timestamp,
  endedAt: Type.Optional(Timestamp),
  note: Type.String(),
  notedBy: Type.String(),
});
export type Circumstance = Static<typeof Circumstance>;

const about = { room: 'governance' } as const;

export const contactPolicies = {
  list: endpoint({
    ...about,
    method: 'GET',
    path: '/api/contact-policies',
    summary: 'Versions of the contact policy, newest first; without any, version 0, which lets everything go',
    allow: 'contact-policy:read',
    reply: Type.Object({ rows: Type.Array(ContactPolicyVersion), current: ContactPolicyVersion }),
  }),
  propose: endpoint({
    ...about,
    method: 'POST',
    path: '/api/contact-policies',
    summary: 'Propose a change of the contact policy; it holds once somebody else has approved it',
    allow: 'contact-policy:write',
    body: Type.Object({ policy: ContactPolicy, note: Note, effectiveFrom: Type.Optional(Timestamp) }),
    reply: ContactPolicyVersion,
  }),
  decide: endpoint({
    ...about,
    method: 'POST',
    path: '/api/contact-policies/:version/decision',
    summary: 'Approve or refuse a proposed change that somebody else made',
    allow: 'contact-policy:approve',
    params: Version,
    body: Type.Object({ approve: Type.Boolean() }),
    reply: ContactPolicyVersion,
  }),
};

export const waitingRoom = {
  list: endpoint({
    ...about,
    method: 'GET',
    path: '/api/waiting-room',
    summary: 'Messages about which a person must decide, oldest first',
    allow: 'waiting-room:read',
    query: Type.Object({ ...pageQuery, run: Type.Optional(Type.String()) }),
    reply: page(WaitingMessage),
  }),
  decide: endpoint({
    ...about,
    method: 'POST',
    path: '/api/waiting-room/decisions',
    summary: 'Send, withhold, or send later; messages about which somebody has decided meanwhile stay as they are',
    allow: 'waiting-room:decide',
    body: Type.Object({
      communicationIds: Type.Array(Type.String(), { minItems: 1, maxItems: 500 }),
      decision: Type.Enum(['send', 'withhold', 'later']),
      /** For `later`. */
      until: Type.Optional(Timestamp),
      note: Note,
    }),
    reply: Type.Object({ decided: Type.Integer() }),
  }),
  held: endpoint({
    ...about,
    method: 'GET',
    path: '/api/runs/:id/held',
    summary: 'Messages of a run that are held, wait, or were withheld after composing',
    allow: 'runs:read',
    params: Id,
    query: Type.Object({ ...pageQuery, state: Type.Optional(ContactState) }),
    reply: page(HeldMessage),
  }),
};

const Simulated = Type.Object({
  verdict: Type.Enum(['send', 'hold', 'wait', 'withhold']),
  code: ContactReason,
  rule: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
});

/** What a policy would have let go of what went out. */
export const Simulation = Type.Object({
  id: Type.String(),
  state: Type.Enum(['running', 'done']),
  /** Messages that went out since then, and those looked at. */
  since: Timestamp,
  total: Type.Integer(),
  done: Type.Integer(),
  startedAt: Timestamp,
  startedBy: Type.String(),
  endedAt: Type.Optional(Timestamp),
  counts: Type.Array(Type.Object({ ...Simulated.properties, messages: Type.Integer() })),
  /** Some of each reason; when it is done. */
  examples: Type.Array(
    Type.Object({
      ...Simulated.properties,
      communicationId: Type.String(),
      customerId: Type.String(),
      customerName: Type.String(),
      at: Timestamp,
      matter: Type.String(),
      until: Type.Optional(Timestamp),
    }),
  ),
});
export type Simulation = Static<typeof Simulation>;

export const simulations = {
  start: endpoint({
    ...about,
    method: 'POST',
    path: '/api/contact-policy-simulations',
    summary: 'Find out what a policy would have let go of what went out lately, of all messages or those of a run',
    allow: 'contact-policy:simulate',
    body: Type.Object({
      policy: ContactPolicy,
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
      runId: Type.Optional(Type.String({ format: 'uuid' })),
    }),
    reply: Simulation,
  }),
  get: endpoint({
    ...about,
    method: 'GET',
    path: '/api/contact-policy-simulations/:id',
    summary: 'How far a simulation is, and what it came to',
    allow: 'contact-policy:simulate',
    params: Id,
    reply: Simulation,
  }),
  csv: endpoint({
    ...about,
    method: 'GET',
    path: '/api/contact-policy-simulations/:id/csv',
    summary: 'All messages that would not have gone, or later',
    allow: 'contact-policy:simulate',
    params: Id,
    media: 'text/csv',
  }),
};

export const circumstances = {
  list: endpoint({
    ...about,
    method: 'GET',
    path: '/api/customers/:id/circumstances',
    summary: 'What is the case with a customer, such as an open complaint, and what was',
    allow: 'customers:read',
    params: Id,
    reply: page(Circumstance),
  }),
  note: endpoint({
    ...about,
    method: 'POST',
    path: '/api/customers/:id/circumstances',
    summary: 'Note what is the case with a customer; conflict rules look at it',
    allow: 'circumstances:write',
    params: Id,
    body: Type.Object({
      kind: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }),
      since: Type.Optional(Timestamp),
      note: Type.Optional(Type.String({ maxLength: 2000 })),
    }),
    reply: Circumstance,
  }),
  end: endpoint({
    ...about,
    method: 'POST',
    path: '/api/circumstances/:id/end',
    summary: 'It is not the case any more',
    allow: 'circumstances:write',
    params: Id,
    reply: Circumstance,
  }),
};
