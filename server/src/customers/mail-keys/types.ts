import type { MailKeyKind, MailKeyTrouble } from '@posthorn/contract';
import type { MailCertificate, OpenPgpKey } from '../../platform/cryptography/index.ts';

/** What a key says of itself; the same for certificates (S/MIME) and keys of OpenPGP. */
export interface KeyFacts {
  readonly kind: MailKeyKind;
  readonly fingerprint: string;
  /** E-mail addresses that it says it belongs to, in lower case. */
  readonly addresses: readonly string[];
  readonly holder: string;
  /** Who vouches for it; an OpenPGP key has nobody but its owner. */
  readonly issuer: string | null;
  readonly algorithm: string;
  readonly begins: Date;
  /** Null: it never ends. */
  readonly ends: Date | null;
  readonly revoked: boolean;
  /** One can encrypt with it, as long as it holds. */
  readonly canEncrypt: boolean;
}

/** A key as it lies in the database. */
export interface MailKeyRow extends Omit<KeyFacts, 'addresses'> {
  readonly id: string;
  readonly customerId: string;
  /** That of the contact point, in lower case. */
  readonly address: string;
  readonly key: Buffer;
  readonly addedAt: Date;
  readonly addedBy: string;
}

/** A key of a customer, ready to encrypt with, or why it is not. */
export type OpenedKey = { readonly fingerprint: string; readonly address: string } & (
  | { readonly trouble: MailKeyTrouble }
  | { readonly kind: 'smime'; readonly certificate: MailCertificate }
  | { readonly kind: 'openpgp'; readonly key: OpenPgpKey }
);
