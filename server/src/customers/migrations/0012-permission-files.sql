-- Files of consents and of suppression lists on their way in. The bytes lie encrypted in the object store, under a key of their own that is destroyed with
-- them, until the file is taken in or left.
create table customers.permission_files (
  id uuid primary key,
  kind text not null check (kind in ('consents', 'suppression')),
  file text not null,
  bytes bigint not null,
  pieces integer not null,
  -- How it is written, and its first line.
  format jsonb not null,
  header jsonb not null,
  -- What somebody said of it, as the contract's FileSettings.
  settings jsonb,
  state text not null check (state in ('brought', 'checking', 'checked', 'importing', 'done', 'failed', 'undone')),
  counts jsonb not null,
  share float8 not null default 0,
  -- Rows up to this line are taken in.
  line bigint not null default 0,
  problems jsonb not null default '[]',
  error jsonb,
  brought_at timestamptz not null,
  brought_by text not null,
  -- Who had it taken in.
  actor jsonb,
  ended_at timestamptz,
  -- Of a list: what it was called by before; null where there was none.
  former jsonb
);
create index permission_files_at on customers.permission_files (brought_at desc, id desc);

-- What a file changed of a list, so that it can be taken back.
create table customers.suppression_changes (
  file_id uuid not null references customers.permission_files on delete cascade,
  key bytea not null,
  added boolean not null,
  primary key (file_id, key)
);
