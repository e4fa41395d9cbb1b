-- Programs of others that are told of receipts, signed by the Standard Webhooks scheme.
create table platform.webhooks (
  id uuid primary key,
  name text not null,
  url text not null,
  -- None: all.
  kinds text[] not null,
  active boolean not null default true,
  -- Encrypted with a key of its own. The former one signs too until a while after it was renewed.
  secret bytea not null,
  former_secret bytea,
  former_until timestamptz,
  failing_since timestamptz,
  last_error text,
  created_at timestamptz not null,
  created_by text not null
);

create table platform.webhook_messages (
  id uuid primary key,
  webhook_id uuid not null references platform.webhooks on delete cascade,
  type text not null,
  at timestamptz not null,
  payload jsonb not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- When it is due; while it is being sent, when it counts as lost.
  next_attempt_at timestamptz,
  status integer,
  error text
);
create index webhook_messages_due on platform.webhook_messages (next_attempt_at) where state = 'waiting';
create index webhook_messages_of on platform.webhook_messages (webhook_id, id);
