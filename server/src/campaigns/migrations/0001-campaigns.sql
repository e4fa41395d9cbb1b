-- Campaigns: who is written to, with which variants, and what was dealt out to whom.

create table campaigns.segments (
  id uuid primary key,
  name text not null unique,
  -- A condition in CEL over `customer`; empty for everybody.
  rule text not null,
  changed_at timestamptz not null,
  changed_by text not null
);

create table campaigns.campaigns (
  id uuid primary key,
  name text not null,
  state text not null check (state in ('draft', 'approved', 'drawing', 'sending', 'done', 'stopped')),
  rule text not null,
  -- Id, template and share of each.
  variants jsonb not null,
  holdout double precision not null,
  -- Beside each customer in what templates get.
  data jsonb not null,
  schedule jsonb not null,
  -- Numbers of colleagues' own customer records, who get every variant and count nowhere.
  seeds text[] not null,
  -- What is compared: a kind of receipt.
  goal text not null,
  revision integer not null,
  -- Whoever wrote in it may not approve it.
  editors text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  -- Why it stopped, in words.
  stop_reason text,
  -- How far the drawing has come: the last customer that was looked at, and counts.
  drawn_to uuid,
  looked_at integer not null default 0,
  unanswerable integer not null default 0,
  members integer not null default 0
);

-- Who is in it. Written with the records of the runs, so that a customer is in both or in neither.
create table campaigns.members (
  campaign_id uuid not null references campaigns.campaigns on delete cascade,
  customer_id uuid not null,
  variant text not null,
  wave integer not null,
  primary key (campaign_id, customer_id)
);

create table campaigns.groups (
  campaign_id uuid not null references campaigns.campaigns on delete cascade,
  variant text not null,
  -- 0 for the seeds.
  wave integer not null,
  customers integer not null,
  -- The run that sends to it, written with the run.
  run_id uuid,
  -- Stopped, and what was not on its way taken back.
  recalled boolean not null default false,
  primary key (campaign_id, variant, wave)
);
create unique index groups_of_run on campaigns.groups (run_id) where run_id is not null;
