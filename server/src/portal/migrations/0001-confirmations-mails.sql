-- Consents that wait to be confirmed from their address, and how many mails an address was sent.

create table portal.confirmations (
  id uuid primary key,
  email text not null,
  -- Customers who have this address; empty for somebody new, who becomes one when they confirm.
  customer_ids uuid[] not null,
  purpose text not null,
  text_id uuid not null,
  -- Exactly as it was shown.
  wording text not null,
  language text not null,
  brand text,
  -- Of somebody new: name and country as given.
  person jsonb not null,
  -- Of the form, for the ledger.
  evidence jsonb not null,
  -- Whether the ledger has the form already.
  noted boolean not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz
);
create index confirmations_email on portal.confirmations (lower(email), purpose);
create index confirmations_expiry on portal.confirmations (expires_at);

-- Mails that somebody without an account made us send, for the limit: only a hash of where they went.
create table portal.sent_mails (
  address_hash bytea not null,
  at timestamptz not null
);
create index sent_mails_address on portal.sent_mails (address_hash, at);
