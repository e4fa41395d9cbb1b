-- Lists of those who must not be written to: those who do not want it, who moved, who died.

create table customers.suppression_lists (
  id uuid primary key,
  name text not null unique,
  kind text not null check (kind in ('robinson', 'complaint', 'own', 'moved', 'returned', 'deceased')),
  -- What its rows are: e-mail addresses, phone numbers, postal addresses, customer numbers.
  listed_by text not null check (listed_by in ('email', 'sms', 'post', 'number')),
  -- How its rows are hashed: by whoever made the list, or by us.
  algorithm text not null check (algorithm in ('sha256', 'sha1', 'md5')),
  source text not null,
  taken_on date not null,
  -- The last day on which it may be relied on.
  use_by date,
  entries bigint not null,
  imported_at timestamptz not null,
  imported_by text not null
);

-- Hashes only: nobody who asked to be left alone is kept here by name.
create table customers.suppressed (
  key bytea not null,
  list_id uuid not null references customers.suppression_lists on delete cascade,
  primary key (key, list_id)
);
create index suppressed_list on customers.suppressed (list_id);
