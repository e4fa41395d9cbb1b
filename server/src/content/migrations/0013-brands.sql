-- Brands are written in the workplace too: drafts, reviews, versions on their way to release, uploaded fonts.

alter table content.drafts drop constraint drafts_kind_check,
  add constraint drafts_kind_check check (kind in ('template', 'block', 'brand'));
alter table content.reviews drop constraint reviews_kind_check,
  add constraint reviews_kind_check check (kind in ('template', 'block', 'brand'));
alter table content.comments drop constraint comments_kind_check,
  add constraint comments_kind_check check (kind in ('template', 'block', 'brand'));
alter table content.uses drop constraint uses_user_kind_check,
  add constraint uses_user_kind_check check (user_kind in ('template', 'block', 'brand'));
alter table content.template_versions drop constraint template_versions_origin_check,
  add constraint template_versions_origin_check check (origin in ('folder', 'workplace', 'block', 'brand'));

-- An older look may come back as a newer version.
alter table content.brand_versions drop constraint brand_versions_brand_id_hash_key;
create index brand_versions_hash on content.brand_versions (brand_id, hash);

-- Versions of brands that were submitted. One that is not here came with a folder, and goes out with the templates of that folder.
create table content.brand_releases (
  version_id uuid primary key references content.brand_versions,
  brand_id text not null references content.brands,
  state text not null check (state in ('in_review', 'scheduled', 'released', 'returned'))
);
create index brand_releases_brand on content.brand_releases (brand_id, state);

-- Fonts that were uploaded, by the name that places in brands have.
create table content.fonts (
  name text primary key,
  sha256 text not null unique references content.assets,
  uploaded_at timestamptz not null,
  uploaded_by text not null
);

insert into content.uses (user_kind, user_id, place, used_kind, used_id, direct)
  select distinct 'brand', v.brand_id, 'version', 'block', ref #>> '{}', true
  from (select distinct on (brand_id) brand_id, source from content.brand_versions order by brand_id, version desc) v,
    jsonb_path_query(replace(v.source, chr(65279), '')::jsonb, '$.** ? (@.type == "block").ref') ref
  on conflict do nothing;
