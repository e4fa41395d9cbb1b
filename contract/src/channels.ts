import Type, { type Static } from 'typebox';
import { ChannelName, Id, Nothing, page, pageQuery, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

/** One thing that an account must be told. */
export const AccountField = Type.Object({
  name: Type.String(),
  type: Type.Enum(['text', 'number', 'yes-no', 'choice']),
  required: Type.Optional(Type.Boolean()),
  /** Kept encrypted, and never shown again. */
  secret: Type.Optional(Type.Boolean()),
  /** A text of several lines. */
  lines: Type.Optional(Type.Boolean()),
  choices: Type.Optional(Type.Array(Type.String())),
  default: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
});
export type AccountField = Static<typeof AccountField>;

/** A kind of system that carries messages. */
export const Adapter = Type.Object({ kind: Type.String(), channel: Type.String(), fields: Type.Array(AccountField) });
export type Adapter = Static<typeof Adapter>;

const Settings = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Union([Type.String({ maxLength: 10_000 }), Type.Number(), Type.Boolean()]),
);
const Counts = {
  sent: Type.Integer(),
  /** Refused for good. */
  failed: Type.Integer(),
  deferred: Type.Integer(),
  /** Asked to come back because we were too fast. */
  throttled: Type.Integer(),
  unknown: Type.Integer(),
};

/** What a person enters; secrets that are left out stay as they are. */
export const AccountEntry = Type.Object({
  kind: Type.String({ maxLength: 50 }),
  name: Type.String({ minLength: 1, maxLength: 100 }),
  /** Ids of brands; none for all. */
  brands: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 }),
  /** The lower is taken first. */
  rank: Type.Integer({ minimum: 0, maximum: 999 }),
  settings: Settings,
  /** Messages a second that one process hands over at most; 0 for no limit. */
  perSecond: Type.Number({ minimum: 0, maximum: 100_000 }),
  /**
   * Price of a message, or of a segment, by the beginning of the number; `*` for all others. Of a letter by its country and product (`DE`,
   * `DE registered`); with `+` behind it that of each further sheet.
   */
  prices: Type.Record(
    Type.String({ pattern: '^(\\*|\\+?[0-9]{1,10}|[A-Z]{2}( (registered|registered-drop|registered-receipt))?)\\+?$' }),
    Type.Number({ minimum: 0 }),
  ),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  /** The messages of one customer go one after the other. */
  keepOrder: Type.Boolean(),
});
export type AccountEntry = Static<typeof AccountEntry>;

export const Account = Type.Object({
  ...AccountEntry.properties,
  rank: Type.Integer(),
  id: Type.String(),
  channel: Type.String(),
  /** Accounts of the environment are changed there. */
  origin: Type.Enum(['environment', 'workplace']),
  hasSecrets: Type.Boolean(),
  state: Type.Enum(['up', 'open', 'half-open', 'paused']),
  since: Type.Optional(Timestamp),
  error: Type.Optional(Type.String()),
  /** When it is tried again. */
  probeAt: Type.Optional(Timestamp),
  pausedBy: Type.Optional(Type.String()),
  queued: Type.Integer(),
  moreQueued: Type.Boolean(),
  lastMinute: Type.Object(Counts),
  lastDay: Type.Object({ ...Counts, segments: Type.Integer(), cost: Type.Number() }),
  limits: Type.Object({
    bytes: Type.Optional(Type.Integer()),
    segments: Type.Optional(Type.Integer()),
    receipts: Type.Boolean(),
    replies: Type.Boolean(),
  }),
  /** Where the provider is told to report what became of messages; absent where it reports over its own connection, or not at all. */
  reportsTo: Type.Optional(Type.String()),
  errors: Type.Array(Type.Object({ error: Type.String(), times: Type.Integer(), lastAt: Timestamp })),
  events: Type.Array(Type.Object({ at: Timestamp, kind: Type.String(), detail: Type.String() })),
});
export type Account = Static<typeof Account>;

export const Channels = Type.Object({ adapters: Type.Array(Adapter), accounts: Type.Array(Account) });
export type Channels = Static<typeof Channels>;

export const DeadLetter = Type.Object({
  id: Type.String(),
  communicationId: Type.String(),
  channel: Type.String(),
  address: Type.String(),
  attempts: Type.Integer(),
  error: Type.String(),
  at: Timestamp,
});
export type DeadLetter = Static<typeof DeadLetter>;

/** By which further channels a message of a purpose goes when it could not be brought by one. */
export const FallbackChain = Type.Object({
  purpose: Type.String(),
  steps: Type.Array(Type.Object({ channel: ChannelName, waitSeconds: Type.Integer({ minimum: 0, maximum: 2_592_000 }) }), { maxItems: 4 }),
  /** After so long unread in the portal, a document goes out as a letter too, once; absent: never. */
  unreadSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 31_536_000 })),
});
export type FallbackChain = Static<typeof FallbackChain>;

const accountId = Type.Object({ id: Type.String({ maxLength: 100 }) });

/** Accounts by which messages leave: how they fare, and what an operator does with them. */
export const channelsApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/channels',
    summary: 'Accounts with state, rate, queue, cost and errors',
    room: 'delivery',
    allow: 'channels:read',
    reply: Channels,
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/channels/accounts',
    summary: 'Add an account',
    room: 'delivery',
    allow: 'channels:configure',
    body: AccountEntry,
    reply: Id,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/channels/accounts/:id',
    summary: 'Change an account; secrets that are not given stay',
    room: 'delivery',
    allow: 'channels:configure',
    params: accountId,
    body: AccountEntry,
    reply: Id,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/channels/accounts/:id',
    summary: 'Remove an account that has nothing left to do',
    room: 'delivery',
    allow: 'channels:configure',
    params: accountId,
    reply: Nothing,
  }),
  pause: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/pause',
    summary: 'Hand over nothing until it is resumed; what waits stays in line',
    room: 'delivery',
    allow: 'channels:operate',
    params: accountId,
    reply: Nothing,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/resume',
    summary: 'Go on where it was paused',
    room: 'delivery',
    allow: 'channels:operate',
    params: accountId,
    reply: Nothing,
  }),
  check: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/check',
    summary: 'Sign in and say whether messages would be taken',
    room: 'delivery',
    allow: 'channels:operate',
    params: accountId,
    reply: Type.Object({ ok: Type.Boolean(), detail: Type.String() }),
  }),
  test: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/test',
    summary: 'Send a test message to an address',
    room: 'delivery',
    allow: 'channels:operate',
    params: accountId,
    body: Type.Object({ to: Type.String({ minLength: 3, maxLength: 254 }) }),
    reply: Type.Object({ outcome: Type.Enum(['sent', 'refused', 'deferred', 'unknown']), detail: Type.String() }),
  }),
  ask: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/ask',
    summary: 'Ask a provider of letters now what became of them; it is asked every half hour anyway',
    room: 'delivery',
    allow: 'channels:operate',
    params: accountId,
    reply: Type.Object({ ok: Type.Boolean(), asked: Type.Integer(), detail: Type.Optional(Type.String()) }),
  }),
  fallbacks: endpoint({
    method: 'GET',
    path: '/api/channels/fallbacks',
    summary: 'By which further channels messages go, by purpose',
    room: 'delivery',
    allow: 'channels:read',
    reply: Type.Object({ rows: Type.Array(FallbackChain) }),
  }),
  setFallback: endpoint({
    method: 'PUT',
    path: '/api/channels/fallbacks/:purpose',
    summary: 'Set the further channels of a purpose',
    room: 'delivery',
    allow: 'channels:operate',
    params: Type.Object({ purpose: Type.String({ pattern: '^(contract|service|advertising)$' }) }),
    body: Type.Omit(FallbackChain, ['purpose']),
    reply: Type.Object({ rows: Type.Array(FallbackChain) }),
  }),
  news: endpoint({
    method: 'POST',
    path: '/api/channels/accounts/:id/events',
    summary: 'What a provider reports: receipts and replies, signed by its secret',
    room: 'delivery',
    allow: 'public',
    params: accountId,
    media: 'text/xml',
  }),
  newsByGet: endpoint({
    method: 'GET',
    path: '/api/channels/accounts/:id/events',
    summary: 'The same, of providers that report by GET',
    room: 'delivery',
    allow: 'public',
    params: accountId,
    media: 'text/xml',
  }),
  deadLetters: endpoint({
    method: 'GET',
    path: '/api/channels/dead-letters',
    summary: 'Deliveries that were given up or refused, newest first',
    room: 'delivery',
    allow: 'channels:read',
    query: Type.Object({ ...pageQuery, channel: Type.Optional(Type.String()) }),
    reply: page(DeadLetter),
  }),
  redrive: endpoint({
    method: 'POST',
    path: '/api/channels/dead-letters/redrive',
    summary: 'Put dead letters back in line',
    room: 'delivery',
    allow: 'channels:operate',
    body: Type.Object({ ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 1000 }) }),
    reply: Type.Object({ redriven: Type.Integer() }),
  }),
};
