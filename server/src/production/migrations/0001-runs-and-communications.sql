create table production.runs (
  id uuid primary key,
  -- What makes two runs the same (rules.ts, runKey). Null for a run cancelled before anything was composed: it may be started again.
  key text unique,
  name text not null,
  template_id text not null,
  template_version_id uuid not null,
  version integer not null,
  -- Of the template: contract, service, advertising.
  purpose text not null,
  selection jsonb not null,
  state text not null check (state in ('running', 'paused', 'cancelled', 'done', 'done_with_failures')),
  -- First of the month of the start, UTC: the partition of all its communications.
  month date not null,
  records integer not null,
  chunks integer not null,
  chunks_done integer not null default 0,
  composed integer not null default 0,
  failed integer not null default 0,
  pages integer not null default 0,
  started_at timestamptz not null,
  -- When work began or last went on.
  running_since timestamptz not null,
  ended_at timestamptz,
  started_by text not null
);
create index runs_active on production.runs (id) where state in ('running', 'paused');

-- Communications of a run per channel they were routed to.
create table production.run_channels (
  run_id uuid not null references production.runs,
  channel text not null,
  communications integer not null,
  primary key (run_id, channel)
);

create table production.chunks (
  run_id uuid not null references production.runs,
  number integer not null,
  record_ids bigint[] not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled')),
  composed integer not null default 0,
  failed integer not null default 0,
  started_at timestamptz,
  done_at timestamptz,
  primary key (run_id, number)
);
create index chunks_done on production.chunks (run_id, done_at) where state = 'done';

create table production.run_failures (
  run_id uuid not null references production.runs,
  record_id bigint not null,
  record_key text not null,
  customer_number text,
  at timestamptz not null,
  diagnostics jsonb not null,
  state text not null check (state in ('open', 'retried')),
  primary key (run_id, record_id)
);

create table production.communications (
  id uuid not null,
  month date not null,
  run_id uuid not null,
  record_id bigint not null,
  record_key text not null,
  customer_id uuid not null,
  template_version_id uuid not null,
  channel text not null,
  notice text,
  language text not null,
  reference text not null,
  subject text not null,
  routing_code text not null,
  routing_text text not null,
  data_hash bytea not null,
  engine_version text not null,
  pages integer not null,
  composed_at timestamptz not null,
  created_at timestamptz not null,
  primary key (id, month),
  unique (month, run_id, record_id, channel)
) partition by range (month);
create index communications_of_customer on production.communications (customer_id, id);

create table production.renditions (
  communication_id uuid not null,
  month date not null,
  kind text not null,
  media_type text not null,
  pack text not null,
  pack_offset bigint not null,
  pack_length integer not null,
  size integer not null,
  sha256 bytea not null,
  pages integer,
  primary key (communication_id, kind, month)
) partition by range (month);
