-- From draft to release: reviews in stages, four eyes, schedules, withdrawal; and what uses what for blocks that are there.

alter table content.template_versions drop constraint template_versions_state_check;
alter table content.template_versions
  add constraint template_versions_state_check
    check (state in ('draft', 'in_review', 'scheduled', 'released', 'retired', 'returned', 'withdrawn')),
  -- Everybody whose changes are in it and were not released before, as `kind/id`.
  add authors text[] not null default '{}',
  -- A folder, an author's draft, or the release of a block that it uses.
  add origin text not null default 'folder' check (origin in ('folder', 'workplace', 'block'));
alter table content.template_versions disable trigger template_versions_guard;
update content.template_versions set authors = array['name/' || created_by];
alter table content.template_versions enable trigger template_versions_guard;

create or replace function content.guard_template_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'draft' then return old; end if;
    raise exception 'a released version of a template is never deleted' using errcode = 'restrict_violation';
  end if;
  if row(new.id, new.template_id, new.version, new.hash, new.source, new.samples, new.manifest, new.created_at, new.created_by, new.authors,
        new.origin)
      is distinct from row(old.id, old.template_id, old.version, old.hash, old.source, old.samples, old.manifest, old.created_at,
        old.created_by, old.authors, old.origin)
    or (old.state = 'released' and (new.state not in ('released', 'retired', 'withdrawn')
      or row(new.released_at, new.released_by, new.note) is distinct from row(old.released_at, old.released_by, old.note)))
    or (old.state in ('retired', 'withdrawn', 'returned'))
  then
    raise exception 'a version of a template never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- An older wording may come back as a newer version.
alter table content.block_versions drop constraint block_versions_block_id_hash_key;
create index block_versions_hash on content.block_versions (block_id, hash);

-- A version of a template or block that was submitted.
create table content.reviews (
  version_id uuid primary key,
  kind text not null check (kind in ('template', 'block')),
  content_id text not null,
  version integer not null,
  class text not null,
  state text not null check (state in ('open', 'scheduled', 'released', 'returned')),
  stages text[] not null,
  -- Index of the stage whose turn it is.
  stage integer not null default 0,
  submitted_at timestamptz not null,
  submitted_by text not null,
  comment text not null,
  -- `kind/id` and names, in the same order.
  authors text[] not null,
  author_names text[] not null,
  due date,
  release_at timestamptz,
  draft_id uuid not null references content.drafts
);
create index reviews_state on content.reviews (state, due, version_id);

create table content.decisions (
  id uuid primary key,
  version_id uuid not null references content.reviews,
  stage text not null,
  decision text not null check (decision in ('approve', 'return')),
  comment text not null,
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  unique (version_id, stage)
);
create trigger decisions_never_change before update or delete on content.decisions
  for each row execute function content.refuse_change('decision');

-- Stages by class of templates; a class that is not here has the one stage `compliance`.
create table content.review_stages (
  class text primary key,
  stages text[] not null
);

insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
  select distinct 'block', v.block_id, 'version', 'block', ref #>> '{}', true
  from (select distinct on (block_id) block_id, source from content.block_versions order by block_id, version desc) v,
    jsonb_path_query(replace(v.source, chr(65279), '')::jsonb, '$.** ? (@.type == "block").ref') ref
  on conflict do nothing;
