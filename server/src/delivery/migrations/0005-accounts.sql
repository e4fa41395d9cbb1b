-- Accounts: systems that carry the messages of a channel, each for some brands or for all. The environment's settings are the account
-- `default` of their channel, which has no row in `accounts`.
create table delivery.accounts (
  id uuid primary key,
  channel text not null,
  kind text not null,
  name text not null,
  -- None: for all.
  brands text[] not null,
  -- The lower is taken first.
  rank integer not null,
  settings jsonb not null,
  -- A JSON object of the secret fields, encrypted with a key of the platform's; null without secrets.
  secrets bytea,
  -- Messages a second that one process hands over at most; 0 for no limit.
  per_second double precision not null,
  -- Price of a message (of a segment) by the beginning of the number, `*` for all others; in `currency`.
  prices jsonb not null,
  currency text not null,
  -- The messages of one customer go one after the other.
  keep_order boolean not null,
  -- Grows with each change: whoever has the account open closes and opens it again.
  revision integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index accounts_name on delivery.accounts (channel, lower(name));

-- Which account carries a delivery, and whether it waits for earlier ones of its customer.
alter table delivery.deliveries add column account text not null default 'default';
alter table delivery.deliveries add column ordered boolean not null default false;
-- Set when a person sends a dead letter again: giving up counts from here on.
alter table delivery.deliveries add column redriven_at timestamptz;
drop index delivery.deliveries_due;
create index deliveries_due on delivery.deliveries (channel, account, next_attempt_at) where state = 'queued' and next_attempt_at is not null;

-- How each account fares; `up` false while its circuit is not closed.
alter table delivery.channel_states rename to account_states;
alter table delivery.account_states add column account text not null default 'default';
alter table delivery.account_states drop constraint channel_states_pkey;
alter table delivery.account_states add primary key (channel, account);
alter table delivery.account_states alter column up set default true;
alter table delivery.account_states add column circuit text not null default 'closed' check (circuit in ('closed', 'open', 'half-open'));
-- Failures in a row, and how often the circuit opened since it was closed.
alter table delivery.account_states add column failures integer not null default 0;
alter table delivery.account_states add column openings integer not null default 0;
alter table delivery.account_states add column probe_at timestamptz;
alter table delivery.account_states add column paused_at timestamptz;
alter table delivery.account_states add column paused_by text;

-- What became of attempts, by the minute: rate, error rate, cost. Kept for some days.
create table delivery.account_minutes (
  channel text not null,
  account text not null,
  minute timestamptz not null,
  sent integer not null default 0,
  refused integer not null default 0,
  deferred integer not null default 0,
  throttled integer not null default 0,
  down integer not null default 0,
  unknown integer not null default 0,
  segments integer not null default 0,
  cost numeric(16, 6) not null default 0,
  primary key (channel, account, minute)
);

-- What happened to an account: opened, closed, paused, resumed, handed over.
create table delivery.account_events (
  id uuid primary key,
  channel text not null,
  account text not null,
  at timestamptz not null,
  kind text not null,
  detail text not null
);
create index account_events_of on delivery.account_events (channel, account, id);

-- The newest errors of an account, equal ones counted together.
create table delivery.account_errors (
  channel text not null,
  account text not null,
  -- The error without its numbers.
  form text not null,
  error text not null,
  times integer not null,
  last_at timestamptz not null,
  primary key (channel, account, form)
);

-- The parts of long messages by the provider's ids: what was last said of each.
create table delivery.message_parts (
  account text not null,
  message_id text not null,
  delivery_id uuid not null,
  part integer not null,
  parts integer not null,
  kind text,
  at timestamptz not null,
  primary key (account, message_id)
);
create index message_parts_of_delivery on delivery.message_parts (delivery_id);
create index message_parts_at on delivery.message_parts (at);
