-- What another policy would have let go of what was sent: a job that walks through the history, household by household.

create table governance.simulations (
  id uuid primary key,
  policy jsonb not null,
  -- Only messages of this run are told of; the others count as history.
  run_id uuid,
  since timestamptz not null,
  state text not null check (state in ('running', 'done')),
  total bigint not null,
  done bigint not null default 0,
  -- The last household that was looked at.
  position uuid not null default '00000000-0000-0000-0000-000000000000',
  -- By verdict, reason and rule: `[{verdict, code, rule, messages}]`.
  counts jsonb not null default '[]',
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz
);

-- Messages that would not have gone, or later.
create table governance.simulation_rows (
  simulation_id uuid not null references governance.simulations on delete cascade,
  communication_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  purpose text not null,
  channel text not null,
  matter text not null,
  verdict text not null,
  code text not null,
  rule text,
  until timestamptz,
  primary key (simulation_id, communication_id)
);
create index simulation_rows_by_reason on governance.simulation_rows (simulation_id, verdict, code, rule);
