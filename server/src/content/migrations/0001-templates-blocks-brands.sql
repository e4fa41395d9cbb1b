-- Templates, blocks, brands with their versions, and the assets they use.

create table content.templates (
  id text primary key,
  created_at timestamptz not null
);

create table content.brands (id text primary key, created_at timestamptz not null);
create table content.blocks (id text primary key, created_at timestamptz not null);

-- A version of a brand or block never changes: another content is another version. `source` is the file as it was pushed.
create table content.brand_versions (
  id uuid primary key,
  brand_id text not null references content.brands,
  version integer not null,
  hash text not null,
  source text not null,
  created_at timestamptz not null,
  created_by text not null,
  unique (brand_id, version),
  unique (brand_id, hash)
);
create table content.block_versions (
  id uuid primary key,
  block_id text not null references content.blocks,
  version integer not null,
  hash text not null,
  source text not null,
  created_at timestamptz not null,
  created_by text not null,
  unique (block_id, version),
  unique (block_id, hash)
);

-- Content-addressed: the bytes lie in the object store under assets/<sha256>.
create table content.assets (
  sha256 text primary key,
  object_key text not null,
  bytes integer not null,
  created_at timestamptz not null
);

create table content.template_versions (
  id uuid primary key,
  template_id text not null references content.templates,
  version integer not null,
  state text not null check (state in ('draft', 'released', 'retired')),
  -- Of everything that a communication is made from, and of the samples.
  hash text not null,
  source text not null,
  -- JSON Lines.
  samples text not null,
  -- Pins brand and block versions and asset hashes.
  manifest jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  released_at timestamptz,
  released_by text,
  note text,
  unique (template_id, version)
);
-- One released version per template.
create unique index template_versions_released on content.template_versions (template_id) where state = 'released';

create function content.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a % never changes', tg_argv[0] using errcode = 'restrict_violation';
end $$;
create trigger block_versions_never_change before update or delete on content.block_versions
  for each row execute function content.refuse_change('block');
create trigger brand_versions_never_change before update or delete on content.brand_versions
  for each row execute function content.refuse_change('brand');

-- Of a template's version only its state changes: draft to released, released to retired.
create function content.guard_template_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'draft' then return old; end if;
    raise exception 'a released version of a template is never deleted' using errcode = 'restrict_violation';
  end if;
  if row(new.id, new.template_id, new.version, new.hash, new.source, new.samples, new.manifest, new.created_at, new.created_by)
      is distinct from row(old.id, old.template_id, old.version, old.hash, old.source, old.samples, old.manifest, old.created_at, old.created_by)
    or (old.state = 'released' and (new.state = 'draft'
      or row(new.released_at, new.released_by, new.note) is distinct from row(old.released_at, old.released_by, old.note)))
    or (old.state = 'retired')
  then
    raise exception 'a version of a template never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger template_versions_guard before update or delete on content.template_versions
  for each row execute function content.guard_template_version();
