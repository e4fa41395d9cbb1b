import Type, { type Static } from 'typebox';
import { Id, page, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

export const mailKeyKinds = ['smime', 'openpgp'] as const;
export type MailKeyKind = (typeof mailKeyKinds)[number];
/** Why a key cannot be used. */
export const mailKeyTroubles = ['expired', 'not-yet', 'revoked', 'unusable'] as const;
export type MailKeyTrouble = (typeof mailKeyTroubles)[number];

/** A certificate or public key of a customer, by which mails to an address are encrypted. */
export const MailKey = Type.Object({
  id: Type.String(),
  address: Type.String(),
  kind: Type.Enum([...mailKeyKinds]),
  /** Upper-case hexadecimal digits. */
  fingerprint: Type.String(),
  holder: Type.String(),
  /** Who vouches for it; an OpenPGP key has nobody but its owner. */
  issuer: Type.Optional(Type.String()),
  algorithm: Type.String(),
  begins: Timestamp,
  /** Absent: it never ends. */
  ends: Type.Optional(Timestamp),
  trouble: Type.Optional(Type.Enum([...mailKeyTroubles])),
  addedAt: Timestamp,
  addedBy: Type.String(),
});
export type MailKey = Static<typeof MailKey>;

const EndingMailKey = Type.Object({
  ...MailKey.properties,
  customer: Type.Object({ id: Type.String(), number: Type.String(), name: Type.String() }),
});
export type EndingMailKey = Static<typeof EndingMailKey>;

const common = { room: 'customers', params: Id } as const;

export const mailKeys = {
  ofCustomer: endpoint({
    ...common,
    method: 'GET',
    path: '/api/customers/:id/mail-keys',
    summary: 'Certificates and public keys of a customer, by which mails to them are encrypted',
    allow: 'customers:read',
    reply: page(MailKey),
  }),
  add: endpoint({
    ...common,
    method: 'POST',
    path: '/api/customers/:id/mail-keys',
    summary: 'Keep a certificate (S/MIME) or public key (OpenPGP) for those of the customer’s addresses that it names',
    allow: 'customers:write',
    /** PEM, ASCII armour, or the bytes in base64. */
    body: Type.Object({ key: Type.String({ minLength: 1, maxLength: 500_000 }) }),
    reply: page(MailKey),
  }),
  remove: endpoint({
    ...common,
    method: 'POST',
    path: '/api/customers/:id/mail-keys/:key/removal',
    summary: 'Encrypt with a key no more',
    allow: 'customers:write',
    params: Type.Object({ ...Id.properties, key: Type.String() }),
    reply: page(MailKey),
  }),
  ending: endpoint({
    method: 'GET',
    path: '/api/mail-keys/ending',
    summary: 'Customers whose key has ended, or ends within 30 days, and who have given no other',
    room: 'customers',
    allow: 'customers:read',
    reply: page(EndingMailKey),
  }),
};
