-- Runs that were cancelled: what of theirs is queued is not sent any more.
create table delivery.cancelled_runs (
  run_id uuid primary key,
  at timestamptz not null
);
