-- Who may be written to for what: the ledger of consents, the wordings shown, and what follows from it.

create table customers.consent_texts (
  id uuid primary key,
  name text not null,
  language text not null,
  -- Exactly as it was shown.
  wording text not null,
  -- SHA-256 (hex) of the wording.
  hash text not null,
  created_at timestamptz not null,
  created_by text not null,
  unique (name, language, hash)
);

-- One act of a customer, or with their consent. Nothing here is ever changed; a wrong entry is answered by another.
create table customers.consents (
  id uuid primary key,
  customer_id uuid not null references customers.customers,
  purpose text not null,
  channel text not null,
  act text not null check (act in ('asked', 'granted', 'confirmed', 'refused', 'withdrawn', 'bought', 'objected', 'used')),
  -- When the customer did it; `noted_at` is when it came here.
  at timestamptz not null,
  -- The contact point that it holds for; null for all of the channel.
  address text,
  text_id uuid references customers.consent_texts,
  way text not null,
  evidence jsonb not null,
  -- The last moment that it holds.
  until timestamptz,
  noted_at timestamptz not null,
  noted_by text not null
);
create index consents_customer on customers.consents (customer_id, purpose, channel, at, id);

create function customers.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger of consents is append-only';
end $$;
create trigger consents_append_only before update or delete or truncate on customers.consents
  for each statement execute function customers.refuse_change();
create trigger consent_texts_append_only before update or delete or truncate on customers.consent_texts
  for each statement execute function customers.refuse_change();

-- What the ledger comes to, kept by the transaction that adds an entry: one row for each purpose and channel.
create table customers.permissions (
  customer_id uuid not null references customers.customers,
  purpose text not null,
  channel text not null,
  state text not null check (state in ('none', 'asked', 'unconfirmed', 'granted', 'ended')),
  since timestamptz not null,
  until timestamptz,
  address text,
  -- Groups of goods that were bought, for the exception for existing customers.
  goods text[] not null,
  entry_id uuid not null references customers.consents,
  primary key (customer_id, purpose, channel)
);
