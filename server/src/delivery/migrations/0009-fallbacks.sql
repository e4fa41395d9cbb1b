-- By which further channels a message goes when it could not be brought by one, for each purpose of templates.
create table delivery.fallback_chains (
  purpose text primary key,
  -- [{channel, waitSeconds}], in their order.
  steps jsonb not null
);

-- Deliveries that failed and whose communication is to go by another channel, each once.
create table delivery.fallbacks (
  delivery_id uuid not null,
  month date not null,
  communication_id uuid not null,
  channel text not null,
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'impossible')),
  detail text,
  primary key (delivery_id, channel)
);
create index fallbacks_due on delivery.fallbacks (due_at) where state = 'waiting';
create index fallbacks_of_communication on delivery.fallbacks (communication_id);
