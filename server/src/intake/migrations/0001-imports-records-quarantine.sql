-- Imports, the records that they brought, and the rows that could not be loaded.

create table intake.imports (
  id uuid primary key,
  source text not null,
  mapping_name text not null,
  mapping jsonb not null,
  mapping_hash text not null,
  target text not null,
  dataset text not null,
  state text not null check (state in ('running', 'done', 'failed', 'interrupted')),
  files integer not null,
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  error text
);
create index imports_started on intake.imports (started_at desc);

-- A row per file that was read to its end, written with what the file brought: the same file again changes nothing, and an import
-- that was killed goes on with the next file.
create table intake.import_files (
  id uuid primary key,
  import_id uuid not null references intake.imports,
  dataset text not null,
  name text not null,
  sha256 text not null,
  mapping_hash text not null,
  header text[] not null,
  bytes bigint not null,
  lines_read integer not null,
  lines_loaded integer not null,
  lines_unchanged integer not null,
  lines_quarantined integer not null,
  records integer not null,
  at timestamptz not null
);
create index import_files_import on intake.import_files (import_id);
create index import_files_content on intake.import_files (dataset, sha256, mapping_hash);
create index import_files_name on intake.import_files (dataset, name);

create table intake.records (
  id bigint generated always as identity primary key,
  dataset text not null,
  key text not null,
  customer_number text,
  record_date date,
  data jsonb not null,
  lines integer not null,
  -- Rows of this record that are in quarantine: it is not selected until they are mended or dismissed.
  held integer not null default 0,
  hash text not null,
  import_id uuid not null,
  updated_at timestamptz not null,
  unique (dataset, key)
);
-- Faster than the default to a multiple, where the server was built with it.
do $$ begin
  alter table intake.records alter column data set compression lz4;
exception when feature_not_supported then null;
end $$;
create index records_date on intake.records (dataset, record_date, id);
create index records_customer on intake.records (customer_number);

create table intake.datasets (
  dataset text primary key,
  records bigint not null default 0,
  first_date date,
  last_date date
);

-- What can be wrong, said once, with the number of open rows: kept up to date with every change of the quarantine.
create table intake.quarantine_reasons (
  id integer generated always as identity primary key,
  code text not null,
  field text not null,
  reason text not null,
  hint text not null,
  open bigint not null default 0,
  unique (code, field, reason, hint)
);

create table intake.quarantine (
  id bigint generated always as identity primary key,
  -- Files and reasons are never deleted: no foreign keys, they cost a look-up for each of many rows.
  file_id uuid not null,
  reason_id integer not null,
  line integer not null,
  raw text not null,
  record_key text,
  state text not null default 'open' check (state in ('open', 'mended', 'dismissed')),
  note text,
  closed_by text,
  closed_at timestamptz
);
create index quarantine_file on intake.quarantine (file_id, line);
create index quarantine_open on intake.quarantine (reason_id, id) where state = 'open';
