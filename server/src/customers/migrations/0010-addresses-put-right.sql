-- Addresses at which customers are reached that are no contact points of their own, those of representatives, and that did not work.
create table customers.dead_addresses (
  customer_id uuid not null references customers.customers on delete cascade,
  channel text not null,
  -- As compared: in lower case; of a letter the lines.
  address text not null,
  reason text not null,
  at timestamptz not null default now(),
  primary key (customer_id, channel, address)
);

-- The imported address that was put right here; the correction stands until an import says another one.
alter table customers.customers add column corrected_from jsonb;
