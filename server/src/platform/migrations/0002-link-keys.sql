-- Keys of signed links. The keys themselves lie wrapped in platform.customer_keys, under these ids.
create table platform.link_keys (
  number smallint primary key check (number between 1 and 32767),
  id uuid not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz
);
