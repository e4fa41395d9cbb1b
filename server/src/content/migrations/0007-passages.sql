-- Equal and nearly equal passages over all templates and blocks: the last search, what was said to differ, and what was joined.
create table content.passage_searches (
  id uuid primary key,
  state text not null check (state in ('running', 'done', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  problem text,
  -- {passages: {before, after}, characters: {before, after}, documents}
  report jsonb
);
-- One that is running at a time.
create unique index passage_searches_running on content.passage_searches (state) where state = 'running';

create table content.passage_clusters (
  id uuid primary key,
  search_id uuid not null references content.passage_searches on delete cascade,
  -- Those that save most text first.
  position integer not null,
  state text not null default 'open' check (state in ('open', 'replaced', 'dismissed')),
  languages text[] not null,
  saved integer not null,
  templates integer not null,
  -- Why it is worth a look: the difference of each member, counted.
  differences jsonb not null,
  -- [{kind, id, name, pointer, language, text, similarity, difference}], the proposal first.
  members jsonb not null,
  unique (search_id, position)
);

-- Wordings that are meant to differ from each other; those of one group, by SHA-256.
create table content.meant_to_differ (
  group_id uuid not null,
  wording text not null,
  comment text not null,
  at timestamptz not null,
  by text not null,
  primary key (group_id, wording)
);

-- Deeds over many drafts at once, which are undone at once.
create table content.replacements (
  id uuid primary key,
  kind text not null check (kind in ('join', 'merge')),
  cluster_id uuid,
  block_id text not null,
  block_created boolean not null,
  at timestamptz not null,
  by text not null,
  undone_at timestamptz,
  undone_by text
);
create index replacements_newest on content.replacements (id desc);
create table content.replacement_documents (
  replacement_id uuid not null references content.replacements,
  kind text not null check (kind in ('template', 'block')),
  content_id text not null,
  draft_id uuid not null references content.drafts,
  -- The draft was begun for it: undoing discards it again.
  draft_started boolean not null,
  revision_before integer not null,
  hash_after text not null,
  -- [{before, after}]: nodes as they were and as they are.
  nodes jsonb not null,
  primary key (replacement_id, kind, content_id)
);
