-- Comments on passages of templates and blocks, with their replies. They belong to the content, not to one of its versions.
create table content.comments (
  id uuid primary key,
  kind text not null check (kind in ('template', 'block')),
  content_id text not null,
  -- A reply has no anchor of its own.
  reply_to uuid references content.comments,
  -- {nodeId, quote?, language?}
  anchor jsonb,
  text text not null,
  mentions text[] not null default '{}',
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text
);
create index comments_content on content.comments (kind, content_id, id);
