-- How mails of a purpose are protected; a purpose without a row is protected as the rules say (email/protection/rules.ts).
create table delivery.mail_protection (
  purpose text primary key,
  -- To customers who have a key that can be used.
  encrypt boolean not null,
  -- To customers whose keys all have ended.
  without_usable_key text not null check (without_usable_key in ('link', 'refuse', 'plain')),
  -- Attachments larger than that lie in the portal instead, with a link in the mail; null: never for their size.
  link_above_bytes bigint check (link_above_bytes >= 0),
  -- What holds data so sensitive, or more, is not mailed unencrypted; null: whatever it holds.
  link_from text check (link_from in ('ordinary', 'confidential', 'special'))
);

-- Certificates by which mails are signed (S/MIME), by the address of the sender.
create table delivery.mail_signers (
  id uuid primary key,
  -- In lower case.
  addresses text[] not null,
  fingerprint text not null unique,
  -- In DER, the first one first, then those up to a root.
  certificates bytea[] not null,
  -- PKCS #8 in PEM, sealed with the key that belongs to this id.
  private_key bytea not null,
  subject text not null,
  issuer text not null,
  begins timestamptz not null,
  ends timestamptz not null,
  added_at timestamptz not null,
  added_by text not null
);
