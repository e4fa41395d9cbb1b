import Type, { type Static } from 'typebox';
import { Id, page, Timestamp } from './common.ts';
import { endpoint } from './endpoint.ts';

const Purpose = Type.Enum(['contract', 'service', 'advertising']);

/** How the mails of a purpose are protected. */
export const MailProtectionRule = Type.Object({
  purpose: Purpose,
  /** To customers who have a key that can be used. */
  encrypt: Type.Boolean(),
  /** To customers whose keys all have ended: into the portal with a notice, not at all, or as to everybody. */
  withoutUsableKey: Type.Enum(['link', 'refuse', 'plain']),
  /** Attachments larger than that lie in the portal, with a link in the mail; absent: never for their size. */
  linkAboveBytes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  /** What holds data so sensitive, or more, is not mailed unencrypted: it lies in the portal; absent: whatever it holds. */
  linkFrom: Type.Optional(Type.Enum(['ordinary', 'confidential', 'special'])),
});
export type MailProtectionRule = Static<typeof MailProtectionRule>;

/** A certificate by which the mails from its addresses are signed (S/MIME). */
export const MailSigner = Type.Object({
  id: Type.String(),
  addresses: Type.Array(Type.String()),
  fingerprint: Type.String(),
  subject: Type.String(),
  issuer: Type.String(),
  begins: Timestamp,
  ends: Timestamp,
  /** It holds now. */
  signs: Type.Boolean(),
  addedAt: Timestamp,
  addedBy: Type.String(),
});
export type MailSigner = Static<typeof MailSigner>;

const Rules = Type.Object({
  rules: Type.Array(MailProtectionRule),
  /** Customers can be led to the portal: its address is known (POSTHORN_PUBLIC_URL). */
  canLink: Type.Boolean(),
  /** What is asked there before documents are shown. */
  question: Type.Enum(['none', 'postcode', 'birth-date']),
});
const configure = { room: 'delivery', allow: 'sending:configure' } as const;
const read = { room: 'delivery', allow: 'sending:read' } as const;

export const mailProtection = {
  rules: endpoint({
    ...read,
    method: 'GET',
    path: '/api/sending/protection',
    summary: 'How mails are protected, by purpose',
    reply: Rules,
  }),
  setRule: endpoint({
    ...configure,
    method: 'PUT',
    path: '/api/sending/protection/:purpose',
    summary: 'Say how the mails of a purpose are protected that are built from now on',
    params: Type.Object({ purpose: Purpose }),
    body: Type.Omit(MailProtectionRule, ['purpose']),
    reply: Rules,
  }),
  signers: endpoint({
    ...read,
    method: 'GET',
    path: '/api/sending/signers',
    summary: 'Certificates by which mails are signed (S/MIME)',
    reply: page(MailSigner),
  }),
  addSigner: endpoint({
    ...configure,
    method: 'POST',
    path: '/api/sending/signers',
    summary: 'Sign mails from the addresses of a certificate with it',
    body: Type.Object({
      /** PEM; the certificate itself first, then those up to a root. */
      certificates: Type.String({ minLength: 1, maxLength: 100_000 }),
      /** PEM. */
      privateKey: Type.String({ minLength: 1, maxLength: 50_000 }),
      passphrase: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    reply: page(MailSigner),
  }),
  removeSigner: endpoint({
    ...configure,
    method: 'POST',
    path: '/api/sending/signers/:id/removal',
    summary: 'Sign with a certificate no more; its private key is destroyed',
    params: Id,
    reply: page(MailSigner),
  }),
};
