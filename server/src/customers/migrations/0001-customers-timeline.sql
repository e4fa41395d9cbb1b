-- Customers, the ways to reach them, and everything that happened with them.

-- For finding parts of names; every PostgreSQL brings it, and it may be created by the owner of a database.
create extension if not exists pg_trgm with schema public;

create table customers.customers (
  id uuid primary key,
  number text not null unique,
  name text not null,
  language text not null,
  country text not null,
  -- Street, place and so on, and `lines` as printed (without the country).
  address jsonb not null,
  attributes jsonb not null,
  -- As imported; what was chosen here stands above it.
  preferences jsonb not null,
  chosen_preferences jsonb,
  -- Lower-case, without accents: name, number, e-mail, place.
  search text not null,
  -- Of what was imported.
  hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index customers_search on customers.customers using gin (search gin_trgm_ops);
create index customers_name on customers.customers (name, id);

create table customers.contact_points (
  id uuid primary key,
  customer_id uuid not null references customers.customers on delete cascade,
  channel text not null,
  address text not null,
  state text not null check (state in ('valid', 'bounced', 'opted_out', 'unknown')),
  state_reason text,
  unique (customer_id, channel, address)
);

create table customers.timeline (
  id uuid not null,
  month date not null,
  customer_id uuid not null,
  at timestamptz not null,
  type text not null,
  summary text not null,
  communication_id uuid,
  data jsonb not null,
  primary key (month, id)
) partition by range (month);
create index timeline_customer on customers.timeline (customer_id, at desc, id desc);
