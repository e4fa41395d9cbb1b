-- Certificates (S/MIME) and public keys (OpenPGP) by which mails to customers are encrypted. They belong to an address of a customer, not to the row
-- of its contact point: imports write those anew.
create table customers.mail_keys (
  id uuid primary key,
  customer_id uuid not null references customers.customers on delete cascade,
  -- In lower case.
  address text not null,
  kind text not null check (kind in ('smime', 'openpgp')),
  -- Upper-case hexadecimal digits: SHA-256 of a certificate, the fingerprint of an OpenPGP key.
  fingerprint text not null,
  -- Everybody may know it: a certificate in DER, or an OpenPGP key as it was given.
  key bytea not null,
  holder text not null,
  issuer text,
  algorithm text not null,
  begins timestamptz not null,
  -- Null: never.
  ends timestamptz,
  revoked boolean not null,
  can_encrypt boolean not null,
  added_at timestamptz not null,
  added_by text not null,
  unique (customer_id, address, fingerprint)
);
-- Who has a key that ends.
create index mail_keys_ends on customers.mail_keys (ends);
