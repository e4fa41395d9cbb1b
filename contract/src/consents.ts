import Type, { type Static } from 'typebox';
import { ChannelName, Id, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

/**
 * What a customer did: was `asked`, `granted` a consent, `confirmed` it from the address (double opt-in), `refused`, has `withdrawn` it;
 * `bought` something and was told of the right to object; `objected`; or was turned to on the ground of it (`used`).
 */
export const consentActs = ['asked', 'granted', 'confirmed', 'refused', 'withdrawn', 'bought', 'objected', 'used'] as const;
export type ConsentAct = (typeof consentActs)[number];

/** How it came about. */
export const consentWays = ['web-form', 'app', 'e-mail', 'sms', 'paper', 'in-person', 'phone', 'preference-centre'] as const;
export type ConsentWay = (typeof consentWays)[number];

export const ConsentChannel = Type.Union([ChannelName, Type.Literal('phone')]);
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });

export const ConsentText = Type.Object({
  id: Type.String(),
  name: Type.String(),
  language: Type.String(),
  wording: Type.String(),
  createdAt: Timestamp,
  createdBy: Type.String(),
});
export type ConsentText = Static<typeof ConsentText>;

export const ConsentEntry = Type.Object({
  id: Type.String(),
  purpose: Type.String(),
  channel: ConsentChannel,
  act: Type.Enum([...consentActs]),
  at: Timestamp,
  address: Type.Optional(Type.String()),
  text: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), language: Type.String(), wording: Type.String() })),
  way: Type.Enum([...consentWays]),
  evidence: Type.Record(Type.String(), Type.Unknown()),
  until: Type.Optional(Timestamp),
  notedAt: Timestamp,
  notedBy: Type.String(),
});
export type ConsentEntry = Static<typeof ConsentEntry>;

export const Permission = Type.Object({
  purpose: Type.String(),
  channel: ConsentChannel,
  /** `expired` where `until` has passed; `bought` where only the exception for existing customers stands. */
  state: Type.Enum(['none', 'asked', 'unconfirmed', 'granted', 'ended', 'expired', 'bought']),
  since: Timestamp,
  until: Type.Optional(Timestamp),
  address: Type.Optional(Type.String()),
  goods: Type.Array(Type.String()),
  /** Of telephone calls: until when the proof must be kept (§ 7a UWG). */
  proofUntil: Type.Optional(Timestamp),
});
export type Permission = Static<typeof Permission>;

const CustomerConsents = Type.Object({ permissions: Type.Array(Permission), entries: Type.Array(ConsentEntry) });

export const ConsentImport = Type.Object({
  id: Type.String(),
  file: Type.String(),
  source: Type.String(),
  at: Timestamp,
  by: Type.String(),
  /** Rows: the sum of those noted, known already, and refused. */
  read: Type.Integer(),
  noted: Type.Integer(),
  known: Type.Integer(),
  refused: Type.Integer(),
});
export const RefusedConsent = Type.Object({ line: Type.Integer(), field: Type.String(), reason: Type.String(), raw: Type.String() });

export const consents = {
  imports: endpoint({
    method: 'GET',
    path: '/api/consent-imports',
    summary: 'Files of consents that were brought in, newest first',
    room: 'customers',
    allow: 'consents:read',
    reply: Type.Object({ rows: Type.Array(ConsentImport) }),
  }),
  refused: endpoint({
    method: 'GET',
    path: '/api/consent-imports/:id/refused',
    summary: 'Rows of a file of consents that were not taken, with the reason',
    room: 'customers',
    allow: 'consents:read',
    params: Id,
    reply: Type.Object({ rows: Type.Array(RefusedConsent) }),
  }),
  import: endpoint({
    method: 'POST',
    path: '/api/consent-imports',
    summary: 'Bring in consents that were given elsewhere: CSV with a header',
    room: 'customers',
    allow: 'consents:write',
    body: Type.Object({
      file: Type.String({ minLength: 1, maxLength: 200 }),
      source: Type.String({ minLength: 1, maxLength: 500 }),
      csv: Type.String({ minLength: 1, maxLength: 1_900_000 }),
      columns: Type.Optional(Type.Record(Type.String(), Type.String())),
      defaults: Type.Optional(
        Type.Object({
          purpose: Type.Optional(Name),
          channel: Type.Optional(ConsentChannel),
          act: Type.Optional(Type.Enum([...consentActs])),
          way: Type.Optional(Type.Enum([...consentWays])),
          text: Type.Optional(Name),
        }),
      ),
    }),
    reply: Type.Object({
      id: Type.String(),
      read: Type.Integer(),
      noted: Type.Integer(),
      known: Type.Integer(),
      refused: Type.Integer(),
      examples: Type.Array(RefusedConsent),
    }),
  }),
  ofCustomer: endpoint({
    method: 'GET',
    path: '/api/customers/:id/consents',
    summary: 'What a customer agreed to, and how that came about',
    room: 'customers',
    allow: 'consents:read',
    params: Id,
    reply: CustomerConsents,
  }),
  note: endpoint({
    method: 'POST',
    path: '/api/customers/:id/consents',
    summary: 'Note that a customer consented, withdrew, objected or bought',
    room: 'customers',
    allow: 'consents:write',
    params: Id,
    body: Type.Object({
      purpose: Name,
      channel: ConsentChannel,
      act: Type.Enum([...consentActs]),
      /** When the customer did it; now if absent. */
      at: Type.Optional(Timestamp),
      address: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })),
      textId: Type.Optional(Type.String()),
      way: Type.Enum([...consentWays]),
      evidence: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      until: Type.Optional(Timestamp),
    }),
    reply: CustomerConsents,
  }),
  objectToAll: endpoint({
    method: 'POST',
    path: '/api/customers/:id/consents/objection',
    summary: 'Note that a customer wants no advertising on any channel',
    room: 'customers',
    allow: 'consents:write',
    params: Id,
    body: Type.Object({ way: Type.Enum([...consentWays]), evidence: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }),
    reply: CustomerConsents,
  }),
  proof: endpoint({
    method: 'GET',
    path: '/api/customers/:id/consents/proof',
    summary: 'The proof of what a customer agreed to, to print',
    room: 'customers',
    allow: 'consents:read',
    params: Id,
    query: Type.Object({ language: Type.Optional(Type.Enum(['en', 'de'])) }),
    media: 'application/pdf',
  }),
  texts: endpoint({
    method: 'GET',
    path: '/api/consent-texts',
    summary: 'The wordings by which customers are asked for their consent',
    room: 'customers',
    allow: 'consents:read',
    reply: Type.Object({ rows: Type.Array(ConsentText) }),
  }),
  addText: endpoint({
    method: 'POST',
    path: '/api/consent-texts',
    summary: 'Keep a wording as it is shown to customers',
    room: 'customers',
    allow: 'consents:write',
    body: Type.Object({
      name: Name,
      language: Type.String({ minLength: 2, maxLength: 35 }),
      wording: Type.String({ minLength: 1, maxLength: 20_000 }),
    }),
    reply: ConsentText,
  }),
};
