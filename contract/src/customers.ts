import Type, { type Static } from 'typebox';
import { ChannelName, Id, page, pageQuery, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Wishes } from './wishes.ts';

export const ContactPoint = Type.Object({
  id: Type.String(),
  channel: ChannelName,
  address: Type.String(),
  state: Type.Enum(['valid', 'bounced', 'opted_out', 'unknown']),
  stateReason: Type.Optional(Type.String()),
});
export const CustomerSummary = Type.Object({
  id: Type.String(),
  number: Type.String(),
  name: Type.String(),
  language: Type.String(),
  country: Type.String(),
  city: Type.Optional(Type.String()),
  preferredChannel: Type.Optional(ChannelName),
  communications: Type.Integer(),
});
export const Customer = Type.Object({
  id: Type.String(),
  number: Type.String(),
  name: Type.String(),
  language: Type.String(),
  country: Type.String(),
  postalAddress: Type.Array(Type.String()),
  contactPoints: Type.Array(ContactPoint),
  /** Preferred channel per purpose; `*` for all others. */
  preferences: Type.Record(Type.String(), ChannelName),
  wishes: Wishes,
  attributes: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Customer = Static<typeof Customer>;
export const TimelineEntry = Type.Object({
  id: Type.String(),
  at: Timestamp,
  type: Type.String(),
  summary: Type.String(),
  communicationId: Type.Optional(Type.String()),
  data: Type.Unknown(),
});

export const customers = {
  list: endpoint({
    method: 'GET',
    path: '/api/customers',
    summary: 'Find customers by name, number, e-mail or place',
    room: 'customers',
    allow: 'customers:read',
    query: Type.Object({
      ...pageQuery,
      q: Type.Optional(Type.String({ maxLength: 200 })),
      country: Type.Optional(Type.String()),
      channel: Type.Optional(ChannelName),
    }),
    reply: page(CustomerSummary),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/customers/:id',
    summary: 'One customer',
    room: 'customers',
    allow: 'customers:read',
    params: Id,
    reply: Customer,
  }),
  setPreferences: endpoint({
    method: 'PUT',
    path: '/api/customers/:id/preferences',
    summary: 'Set preferred channel per purpose',
    room: 'customers',
    allow: 'customers:write',
    params: Id,
    body: Type.Object({ preferences: Type.Record(Type.String(), ChannelName) }),
    reply: Customer,
  }),
  setWishes: endpoint({
    method: 'PUT',
    path: '/api/customers/:id/wishes',
    summary: 'Set how a customer wants to be written to: language, format, frequency, quiet hours, pause, other addresses, representatives',
    room: 'customers',
    allow: 'customers:write',
    params: Id,
    body: Type.Object({ wishes: Wishes }),
    reply: Customer,
  }),
  timeline: endpoint({
    method: 'GET',
    path: '/api/customers/:id/timeline',
    summary: 'Everything that happened with a customer, newest first',
    room: 'customers',
    allow: 'customers:read',
    params: Id,
    query: Type.Object(pageQuery),
    reply: page(TimelineEntry),
  }),
};
