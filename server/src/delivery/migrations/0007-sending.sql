-- Keys that sign the mails of a domain (DKIM): announced, until their record is published; active, one for each domain; retired, and destroyed.
create table delivery.dkim_keys (
  id uuid primary key,
  domain text not null,
  selector text not null,
  state text not null check (state in ('announced', 'active', 'retired')),
  -- Encrypted with a key of its own; null once it is retired.
  private_key bytea,
  -- SubjectPublicKeyInfo, base64: the value of p=.
  public_key text not null,
  created_at timestamptz not null,
  created_by text not null,
  active_at timestamptz,
  retired_at timestamptz,
  unique (domain, selector)
);
create unique index dkim_keys_active on delivery.dkim_keys (domain) where state = 'active';

-- How fast mail goes out to the addresses of a domain; `*` for all others.
create table delivery.domain_limits (
  domain text primary key,
  per_hour integer,
  at_once integer,
  check (per_hour is not null or at_once is not null)
);

-- So many mails on the first day, more each day.
create table delivery.warm_ups (
  account text primary key,
  since date not null,
  first_day integer not null,
  growth double precision not null,
  last integer not null
);

-- When the next mail may go: the one that is let go, or put off to its turn, moves it on. Survives every restart.
create table delivery.paces (
  key text primary key,
  next_at timestamptz not null
);
-- The turn that a delivery was given; it does not ask again.
alter table delivery.deliveries add column turn_at timestamptz;

-- Deliveries of documents by what became known of them, each once per kind: what boards and campaigns show without looking at deliveries.
create table delivery.receipt_counts (
  day date not null,
  -- All zeros for communications that belong to no run.
  run_id uuid not null,
  channel text not null,
  -- Of the address, for e-mail; else empty.
  domain text not null,
  kind text not null,
  deliveries integer not null,
  primary key (run_id, day, channel, domain, kind)
);
create index receipt_counts_day on delivery.receipt_counts (day);
