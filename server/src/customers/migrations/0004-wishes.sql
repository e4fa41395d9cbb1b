-- How customers want to be written to, beside the channels.

alter table customers.customers
  -- As imported.
  add column wishes jsonb not null default '{}',
  -- What was set here, by kind of wish, above what was imported; null for one taken back.
  add column chosen_wishes jsonb;
