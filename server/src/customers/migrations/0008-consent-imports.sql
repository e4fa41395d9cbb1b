-- Consents that were given elsewhere, brought in from files.

create table customers.consent_imports (
  id uuid primary key,
  -- What the file was called, and who made it.
  file text not null,
  source text not null,
  at timestamptz not null,
  by text not null,
  read integer not null,
  noted integer not null,
  known integer not null,
  refused integer not null
);

-- Rows that no entry could be made of.
create table customers.refused_consents (
  import_id uuid not null references customers.consent_imports on delete cascade,
  line integer not null,
  field text not null,
  reason text not null,
  raw text not null,
  primary key (import_id, line)
);

-- What was brought in once is not brought in again: a hash of all that makes a row.
create table customers.imported_consents (
  key bytea primary key
);

-- When it was told that a consent ended by itself.
alter table customers.permissions add column ended_told_at timestamptz;
create index permissions_until on customers.permissions (until) where state = 'granted' and until is not null and ended_told_at is null;
