-- What blocks are called, in lower case, so that finding one does not read their documents.
alter table content.blocks add words text not null default '';
update content.blocks b set words = b.id || ' ' || lower(coalesce(
  (select replace(v.source, chr(65279), '')::jsonb ->> 'name' from content.block_versions v where v.block_id = b.id order by v.version desc limit 1),
  (select d.document::jsonb ->> 'name' from content.drafts d where d.kind = 'block' and d.content_id = b.id order by d.created_at desc limit 1),
  ''));
create index drafts_content on content.drafts (kind, content_id);
