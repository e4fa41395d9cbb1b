-- Who may write what: an area is a department, a class of templates, or all ids that begin alike. What is in no area may be written by
-- everybody who writes at all; what is in several, by those who may in each of them.
create table content.writing_areas (
  id uuid primary key,
  kind text not null check (kind in ('template', 'block', 'brand')),
  by text not null check (by in ('department', 'class', 'folder')),
  value text not null,
  roles text[] not null,
  -- Ids of users.
  people text[] not null,
  at timestamptz not null,
  actor_name text not null,
  unique (kind, by, value)
);
