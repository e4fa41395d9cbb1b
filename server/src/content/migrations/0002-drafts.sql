-- What authors write in the browser: drafts with every save of them, who may save, sample records, images.

alter table content.templates
  add kind text not null default 'batch' check (kind in ('batch', 'on-demand', 'interactive')),
  -- Decides the stages of its release.
  add class text not null default 'standard';
alter table content.blocks
  add department text,
  add tags text[] not null default '{}';

-- The working copy of a template or block: one open at a time. Closed ones stay, as the record of who wrote what.
create table content.drafts (
  id uuid primary key,
  kind text not null check (kind in ('template', 'block')),
  content_id text not null,
  state text not null check (state in ('open', 'discarded', 'released')),
  revision integer not null,
  -- JSON of the engine's model, as saved last; the same text as that of the last revision.
  document text not null,
  hash text not null,
  based_on uuid,
  based_on_version integer,
  -- The version that it was submitted as and that waits to be decided.
  in_review uuid,
  in_review_version integer,
  created_at timestamptz not null,
  created_by text not null,
  saved_at timestamptz not null,
  saved_by text not null
);
create unique index drafts_open on content.drafts (kind, content_id) where state = 'open';

create table content.draft_revisions (
  draft_id uuid not null references content.drafts,
  revision integer not null,
  document text not null,
  hash text not null,
  at timestamptz not null,
  -- `kind/id` and name of the actor.
  actor text not null,
  actor_name text not null,
  -- The text of a version taken over as it was is nobody's change.
  changed boolean not null default true,
  primary key (draft_id, revision)
);
create trigger draft_revisions_never_change before update or delete on content.draft_revisions
  for each row execute function content.refuse_change('draft');

-- Who may save. A row is worth nothing after expires_at.
create table content.locks (
  kind text not null,
  content_id text not null,
  user_id text not null,
  name text not null,
  editor text not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (kind, content_id)
);

-- Who looks at a draft; the connection of each tab keeps its row fresh.
create table content.people (
  kind text not null,
  content_id text not null,
  editor text not null,
  user_id text not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (kind, content_id, editor)
);

create table content.samples (
  id uuid primary key,
  template_id text not null references content.templates,
  label text not null,
  source text not null check (source in ('pushed', 'written', 'record')),
  record jsonb not null,
  added_at timestamptz not null,
  added_by text not null
);
create index samples_template on content.samples (template_id, id);

-- Images that were uploaded, by the name that nodes use.
create table content.images (
  name text primary key,
  sha256 text not null unique references content.assets,
  media_type text not null,
  width double precision not null,
  height double precision not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null
);
create index images_newest on content.images (uploaded_at desc, name);

-- The bytes that a brand's assets had when it was pushed last.
create table content.brand_assets (
  brand_version_id uuid not null references content.brand_versions,
  name text not null,
  sha256 text not null references content.assets,
  primary key (brand_version_id, name)
);
insert into content.brand_assets (brand_version_id, name, sha256)
  select distinct on (1, 2) (v.manifest -> 'brand' ->> 'versionId')::uuid, a.key, a.value
  from content.template_versions v, jsonb_each_text(v.manifest -> 'assets') a
  order by 1, 2, v.created_at desc;

-- Versions of blocks that may be used, with the days on which they are the wording. A newer version hides an older one.
create table content.block_releases (
  version_id uuid primary key references content.block_versions,
  block_id text not null references content.blocks,
  state text not null check (state in ('in_review', 'scheduled', 'released', 'returned', 'withdrawn')),
  valid_from date,
  valid_until date,
  check (valid_from <= valid_until)
);
create index block_releases_block on content.block_releases (block_id, state);
-- What released templates are made of was released with them.
insert into content.block_releases (version_id, block_id, state)
  select distinct (b ->> 'versionId')::uuid, b ->> 'id', 'released'
  from content.template_versions v, jsonb_array_elements(v.manifest -> 'blocks') b where v.state in ('released', 'retired');

-- What uses what. `draft`: what the open draft names; `version`: what the newest version of a block names; `released`: everything that
-- the released version of a template is made of, through other blocks too.
create table content.uses (
  user_kind text not null check (user_kind in ('template', 'block')),
  user_id text not null,
  place text not null check (place in ('draft', 'version', 'released')),
  used_kind text not null check (used_kind in ('block', 'asset', 'brand')),
  used_id text not null,
  -- Named by the user itself, not through another block.
  direct boolean not null,
  primary key (user_kind, user_id, place, used_kind, used_id)
);
create index uses_used on content.uses (used_kind, used_id, user_kind, place);
insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
  select 'template', v.template_id, 'released', 'block', b ->> 'id', v.source like '%"' || (b ->> 'id') || '"%'
  from content.template_versions v, jsonb_array_elements(v.manifest -> 'blocks') b where v.state = 'released'
  union all
  select 'template', v.template_id, 'released', 'brand', v.manifest -> 'brand' ->> 'id', true
  from content.template_versions v where v.state = 'released';
