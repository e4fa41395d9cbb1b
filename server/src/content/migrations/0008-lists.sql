-- Lists of templates and blocks that answer at once however many there are.

-- What lists show of a template, so that nobody reads its document for it.
create function content.head_of(document text) returns jsonb language sql immutable strict parallel safe as $$
  select jsonb_build_object('name', d -> 'name', 'purpose', d -> 'purpose', 'languages', d -> 'languages', 'brand', d -> 'brand')
  from (select replace(document, chr(65279), '')::jsonb as d) one
$$;
alter table content.template_versions disable trigger template_versions_guard;
alter table content.template_versions add head jsonb generated always as (content.head_of(source)) stored;
alter table content.template_versions enable trigger template_versions_guard;
alter table content.drafts add head jsonb generated always as (case when kind = 'template' then content.head_of(document) end) stored;

-- A word is found by its letters in threes. The extension is one of those that the owner of a database may make.
create extension if not exists pg_trgm with schema public;
create index blocks_words on content.blocks using gin (words public.gin_trgm_ops);
create index blocks_tags on content.blocks using gin (tags);
create index blocks_department on content.blocks (department, id);
-- Who uses something, with what lists say of it, out of the index alone.
create index uses_of_templates on content.uses (used_kind, used_id, place, user_id) include (direct) where user_kind = 'template';
