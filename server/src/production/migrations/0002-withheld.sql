-- Records that may not go out are no failures: they are counted and listed apart.
alter table production.runs add column withheld integer not null default 0;
alter table production.chunks add column withheld integer not null default 0;
alter table production.run_failures add column kind text not null default 'failed' check (kind in ('failed', 'withheld'));

-- What a communication is about, for the contact policy. Null in those of before.
alter table production.communications
  add column matter text,
  add column matter_key text,
  add column valid_until timestamptz;
