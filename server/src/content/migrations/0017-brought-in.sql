-- Files of other systems that became templates, or could not: what an author looks at after a folder was brought in.
create table content.brought_in (
  id uuid primary key,
  -- Files that were brought in together.
  batch uuid not null,
  -- With the folders it lay in.
  file text not null,
  -- Null where it could not be read; then `problem` says why.
  template_id text references content.templates on delete cascade,
  problem text,
  -- What could not be carried over, as the contract's ImportFinding says.
  findings jsonb not null,
  at timestamptz not null,
  by text not null
);
create index brought_in_batch on content.brought_in (batch, id);
