-- Changes of words that somebody proposes for a draft. They stand beside it: the draft's document, and what is made of it, know nothing
-- of them. Who is writing accepts one by changing the document.
create table content.suggestions (
  id uuid primary key,
  draft_id uuid not null references content.drafts,
  -- {pointer, nodeId?, language}
  place jsonb not null,
  -- The text that it is about as it was then, and which of its letters would go.
  text text not null,
  starts int not null,
  ends int not null check (starts <= ends),
  -- Running text of the engine's model: a string or a list of nodes.
  inserted jsonb not null,
  -- {purpose, model}: a language model wrote it for the person.
  assistant jsonb,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'withdrawn')),
  actor text not null,
  actor_name text not null,
  at timestamptz not null,
  -- Somebody else who wrote on in it.
  changed_by text,
  decided_at timestamptz,
  decided_by text
);
create index suggestions_open on content.suggestions (draft_id, at, id) where state = 'open';
